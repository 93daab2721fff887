# SPDX-License-Identifier: GPL-3.0-or-later
"""From Asterisk's event to the browser's page, in a demo with a real Asterisk, Apache and Chromium."""
import json
import math
import subprocess
import tempfile

from ccdemo import calls, team
from ccdemo.place import BUILD
from harness.bed import Bed, eventually
from harness.browser import Browser

STREAMS = (1, 100, 1000)
CALLS = 40
ALICE, BRUNO = (next(m for m in team.TEAM if m.username == name) for name in ("alice", "bruno"))

# Every repaint of the call bar: when Asterisk said so, and when the browser had drawn it.
_RECORD = """
window.samples = [];
new MutationObserver(() => {
  const bar = document.getElementById('callbar');
  window.samples.push([Number(bar.dataset.at), Number(bar.dataset.painted)]);
}).observe(document.getElementById('callbar'), {attributes: true, attributeFilter: ['data-painted']});
"""


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def run() -> None:
    """p50 and p99 in ms from Asterisk's event to the DOM, beside so many streams that all hear the same events."""
    print(f"{'streams':>8} {'events':>7} {'DOM p50':>8} {'DOM p99':>8} {'stream p50':>11} {'stream p99':>11}")
    with Bed("--answer-after", "60") as bed:
        browser = Browser(bed.address)
        try:
            browser.log_in("alice", team.PASSWORD)
            browser.wait_until_live()
            for streams in STREAMS:
                _measure(bed, browser, streams)
        finally:
            browser.close()


def _measure(bed: Bed, browser: Browser, streams: int) -> None:
    others = _Others(bed, browser, streams - 1) if streams > 1 else None
    browser.driver.execute_script(_RECORD)
    for _ in range(CALLS):
        calls.make(bed.demo, calls.Plan(BRUNO.extension, ALICE.extension, patience=0.4, member=BRUNO))
    samples = eventually(lambda: len(found := browser.driver.execute_script("return window.samples")) >= 2 * CALLS and found)
    dom = [painted - at for at, painted in samples]
    heard = others.end() if others else {"p50_ms": "-", "p99_ms": "-"}
    print(f"{streams:>8} {len(dom):>7} {percentile(dom, .5):>8.0f} {percentile(dom, .99):>8.0f} "
          f"{heard['p50_ms']:>11} {heard['p99_ms']:>11}", flush=True)
    browser.driver.refresh()
    browser.wait_until_live()


class _Others:
    """Further streams of the same agent: each event goes to all of them at once."""

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
