# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the end-to-end tests: a demo of one's own for the file (its UP_OPTIONS go to
`scripts/demo up`), and browsers of one's own for the test.
What a failing test's browsers showed and the demo's logs are kept in build/e2e/."""
import re
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "scripts/lib")]
from harness.bed import Bed  # noqa: E402
from harness.browser import Browser  # noqa: E402

KEPT = HERE.parents[1] / "build/e2e"


@pytest.fixture(scope="module")
def bed(request):
    before = request.session.testsfailed
    with Bed(*getattr(request.module, "UP_OPTIONS", ())) as bed:
        yield bed
        if request.session.testsfailed > before:
            shutil.copytree(bed.logs, KEPT / "logs", dirs_exist_ok=True)


@pytest.fixture
def configured(bed):
    """`configured(key=value)` puts lines of astercrm.conf in place of the demo's until the test is over."""
    config = bed.demo.context.place.etc / "astercrm.conf"
    before = config.read_text(encoding="utf-8")

    def configure(**values):
        text = before
        for key, value in values.items():
            text, count = re.subn(rf"^;?{key} =.*$", f"{key} = {value}", text, flags=re.M)
            assert count == 1, key
        config.write_text(text, encoding="utf-8")

    yield configure
    config.write_text(before, encoding="utf-8")


@pytest.fixture
def browsers(bed, request):
    """`browsers("alice")` opens a browser; all are closed after the test."""
    opened = {}

    def browser(name="browser"):
        if name not in opened:
            opened[name] = Browser(bed.address)
        return opened[name]

    yield browser
    for name, one in opened.items():
        if getattr(request.node, "has_failed", False):
            one.keep(KEPT / f"{request.node.name}-{name}")
        one.close()


@pytest.fixture
def alice(bed, browsers):
    """Alice's browser, logged in and connected to the event stream."""
    browser = browsers("alice")
    browser.log_in("alice", "demo")
    browser.wait_until_live()
    return browser


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    outcome = yield
    if outcome.get_result().failed:
        item.has_failed = True
