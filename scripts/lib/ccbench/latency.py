# SPDX-License-Identifier: GPL-3.0-or-later
"""From Asterisk's event to the browser's page, in a demo with a real Asterisk, Apache and Chromium."""
import json
import subprocess
import tempfile

from ccdemo import calls, team
from ccdemo.place import BUILD
from harness.bed import Bed, eventually
from harness.browser import Browser

from .figures import percentile

# Streams, and whether the further ones are of agents who are not concerned (as in life) or all hear every event.
SCENES = ((1, "-"), (100, "other agents"), (1000, "other agents"), (1000, "all hear it"))
CALLS = 60
ALICE, BRUNO = (next(m for m in team.TEAM if m.username == name) for name in ("alice", "bruno"))

# Every repaint of the call bar: when Asterisk said so, and when the browser had drawn it.
_RECORD = """
window.samples = [];
new MutationObserver(() => {
  const bar = document.getElementById('callbar');
  window.samples.push([Number(bar.dataset.at), Number(bar.dataset.painted)]);
}).observe(document.getElementById('callbar'), {attributes: true, attributeFilter: ['data-painted']});
"""


def run() -> None:
    """p50 and p99 in ms from Asterisk's event to the DOM, beside further streams."""
    print(f"{'streams':>8} {'the further ones':>17} {'repaints':>9} {'DOM p50':>8} {'DOM p99':>8} {'stream p50':>11} {'stream p99':>11}")
    with Bed("--answer-after", "60") as bed:
        alice, daria = (_logged_in(bed, name) for name in ("alice", "daria"))
        try:
            for streams, who in SCENES:
                _measure(bed, alice, streams, who, alice if who == "all hear it" else daria)
        finally:
            alice.close()
            daria.close()


def _logged_in(bed: Bed, username: str) -> Browser:
    browser = Browser(bed.address)
    browser.log_in(username, team.PASSWORD)
    browser.wait_until_live()
    return browser


def _measure(bed: Bed, browser: Browser, streams: int, who: str, owner: Browser) -> None:
    others = _Others(bed, owner, streams - 1) if streams > 1 else None
    browser.driver.execute_script(_RECORD)
    for _ in range(CALLS):
        calls.make(bed.demo, calls.Plan(BRUNO.extension, ALICE.extension, patience=0.4, member=BRUNO))
    samples = eventually(lambda: len(found := browser.driver.execute_script("return window.samples")) >= 2 * CALLS and found)
    dom = [painted - at for at, painted in samples]
    heard = others.end() if others else {"events": 0}
    stream = [str(heard[key]) if heard["events"] else "-" for key in ("p50_ms", "p99_ms")]
    print(f"{streams:>8} {who:>17} {len(dom):>9} {percentile(dom, .5):>8.0f} {percentile(dom, .99):>8.0f} "
          f"{stream[0]:>11} {stream[1]:>11}", flush=True)
    browser.driver.refresh()
    browser.wait_until_live()


class _Others:
    """Further streams of one account."""

    def __init__(self, bed: Bed, browser: Browser, streams: int):
        host, _, port = bed.address.split("//")[1].rstrip("/").partition(":")
        with tempfile.NamedTemporaryFile("w", delete=False) as cookies:
            cookies.write(browser.driver.get_cookie("sid")["value"] + "\n")
        self._process = subprocess.Popen([BUILD / "release/tests/sse_load", host, port, "/live", cookies.name, str(streams), "600"],
                                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self._process.stderr.readline()
        assert line.strip() == "ready", f"sse_load: {line}"

    def end(self) -> dict:
        self._process.terminate()
        return json.loads(self._process.communicate(timeout=30)[0])
