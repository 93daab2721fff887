# SPDX-License-Identifier: GPL-3.0-or-later
"""axe-core, which finds what a program can find of WCAG, in the page a browser shows. npm fetches it once for each build
directory; version and hash are those of tests/e2e/browser_packages/package-lock.json."""
import functools
import os
import shutil
import subprocess
from pathlib import Path

_LISTED = Path(__file__).resolve().parents[1] / "browser_packages"
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_GRAVE = ("serious", "critical")

# The page, and then what is folded, part by part: an open menu covers what is below it.
_RUN = """
const [skin, options, done] = arguments;
if (skin) document.documentElement.dataset.skin = skin;
async function violations() {
  const found = (await axe.run(document, options)).violations;
  for (const folded of document.querySelectorAll("details:not([open])")) {
    folded.open = true;
    found.push(...(await axe.run(folded, options)).violations);
    folded.open = false;
  }
  return found;
}
violations().then(done, (error) => done(String(error)));
"""


@functools.cache
def _source() -> str:
    folder = Path(os.environ["CC_BUILD_DIR"]) / "browser_packages"
    folder.mkdir(exist_ok=True)
    lock = "package-lock.json"
    if not (folder / lock).exists() or (folder / lock).read_bytes() != (_LISTED / lock).read_bytes():
        shutil.copy(_LISTED / "package.json", folder)
        shutil.copy(_LISTED / lock, folder)
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, text=True, capture_output=True)
        if done.returncode:
            (folder / lock).unlink()
            raise AssertionError(f"npm could not fetch axe-core: {done.stderr}")
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def faults(browser, skin: str = "", rules: tuple[str, ...] = ()) -> list[str]:
    """Serious and critical violations of level A and AA in the page as it stands: each in one line."""
    if not browser.driver.execute_script("return 'axe' in window"):
        browser.driver.execute_script(_source())
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": _TAGS}
    options = {"runOnly": only, "resultTypes": ["violations"], "rules": {} if rules else {"target-size": {"enabled": True}}}
    violations = browser.driver.execute_async_script(_RUN, skin, options)
    assert isinstance(violations, list), violations
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in violations
        if violation["impact"] in _GRAVE
        for node in violation["nodes"]
    ]
