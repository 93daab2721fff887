# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole path to the page: a demo with a thousand streams through Apache, fifty calls a second, and two real browsers."""
import os
import pathlib
import tempfile
import time

from ccdemo import team
from harness.bed import Bed
from harness.browser import Browser

from .board import AGENTS, FIRST_ACCOUNT, MEASURE, SETTLE, SUPERVISORS, Floor, cpu_seconds, crowds_of, resident_kib
from .figures import percentile

# The moment the page shows it, by the machine's clock. System status: an agent's row that shows another kind of state.
_RECORD_SYSTEM = """
window.samples = [];
new MutationObserver((changes) => {
  const now = performance.timeOrigin + performance.now();
  for (const { target, oldValue } of changes)
    if (target.dataset.account && target.dataset.kind !== oldValue) window.samples.push([Number(target.dataset.account), target.dataset.kind, now]);
}).observe(document.getElementById('agents'), { subtree: true, attributes: true, attributeFilter: ['data-kind'], attributeOldValue: true });
"""
# Portal: the call bar was painted; it names the event.
_RECORD_PORTAL = """
window.samples = [];
const bar = document.getElementById('callbar');
new MutationObserver(() => window.samples.push([Number(bar.dataset.at), performance.timeOrigin + performance.now()]))
  .observe(bar, { attributes: true, attributeFilter: ['data-painted'] });
"""
_KINDS = {"ringing": "ringing", "talking": "talking", "ended": "ready"}
_LONGEST = 10  # s; what is seen later belongs to the agent's next call


def run() -> None:
    """p50 and p99 in ms from a row's commit to the DOM of system status and portal; Apache's and astercclive's CPU and memory."""
    with Bed() as bed, tempfile.TemporaryDirectory() as folder:
        floor = Floor(bed.demo.database.connect())
        bed.rows("UPDATE astercrm_account a JOIN astercrm_account b ON b.username = 'alice' SET a.password = b.password WHERE a.id = %s", FIRST_ACCOUNT)
        floor.work(SETTLE)
        live, database = bed.pid("astercclive"), _pid_of(bed, "mariadbd")
        before = _apache_kib(bed), resident_kib(live)
        crowds = crowds_of(floor, "127.0.0.1", bed.demo.web.port, folder)
        floor.work(SETTLE)
        streams = AGENTS + SUPERVISORS
        memory = [(after - first) / streams for after, first in zip((_apache_kib(bed), resident_kib(live)), before)]
        supervisor, agent = _at_system_status(bed), _at_portal(bed)
        try:
            floor.work(SETTLE, busy_agent=FIRST_ACCOUNT)
            supervisor.driver.execute_script(_RECORD_SYSTEM)
            agent.driver.execute_script(_RECORD_PORTAL)
            floor.committed.clear()
            counted = {"Apache": _apache_cpu(bed), "astercclive": cpu_seconds(live), "MariaDB": cpu_seconds(database)}
            began = time.monotonic()
            floor.work(MEASURE, busy_agent=FIRST_ACCOUNT)
            took = time.monotonic() - began
            now = {"Apache": _apache_cpu(bed), "astercclive": cpu_seconds(live), "MariaDB": cpu_seconds(database)}
            floor_until = time.time() - 2  # what came last may not be shown yet
            _tell("system status, an agent's row", _system_delays(floor, supervisor.driver.execute_script("return window.samples"), floor_until))
            _tell("portal, the call bar", _portal_delays(floor, agent.driver.execute_script("return window.samples")))
        finally:
            supervisor.close()
            agent.close()
            for crowd in crowds:
                crowd.end()
        print(", ".join(f"{name} {(now[name] - counted[name]) / took:.1%} of a core" for name in counted)
              + f"; per stream Apache {memory[0]:.1f} KiB, astercclive {memory[1]:.1f} KiB; load average {os.getloadavg()[0]:.1f}")


def _at_system_status(bed: Bed) -> Browser:
    browser = Browser(bed.address)
    browser.log_in("admin", "admin")
    browser.open("astercrm/manager.fcgi/system")
    browser.wait(lambda b: len(b.elements("#agents > *")) >= AGENTS, "all agents", 60)
    return browser


def _at_portal(bed: Bed) -> Browser:
    browser = Browser(bed.address)
    browser.log_in("user0", team.PASSWORD)
    browser.wait_until_live()
    return browser


def _system_delays(floor: Floor, samples: list, until: float) -> list[float]:
    """From commit to DOM, ms; infinite for what was never shown."""
    seen: dict[tuple[int, str], list[float]] = {}
    for account, kind, at in samples:
        seen.setdefault((account, kind), []).append(at)
    delays = []
    for account, phase, _, committed in floor.committed:
        if account == FIRST_ACCOUNT or committed > until:
            continue  # its calls overlap
        shown = [at / 1000 - committed for at in seen.get((account, _KINDS[phase]), ())]
        delays.append(1000 * min((late for late in shown if -0.1 < late < _LONGEST), default=float("inf")))
    return delays


def _portal_delays(floor: Floor, samples: list) -> list[float]:
    committed = {at: when for account, _, at, when in floor.committed if account == FIRST_ACCOUNT}
    return [shown - 1000 * committed[at] for at, shown in samples if at in committed]


def _tell(name: str, delays: list[float]) -> None:
    lost = sum(delay == float("inf") for delay in delays)
    print(f"{name:>30}: {len(delays)} changes, {lost} never shown, p50 {percentile(delays, .5):.0f} ms, p99 {percentile(delays, .99):.0f} ms, "
          f"longest {max(delays):.0f} ms", flush=True)


def _apache_pids(bed: Bed) -> list[int]:
    """Apache's own processes, without the FastCGI programs."""
    parent = int((bed.demo.context.place.run / "apache/apache.pid").read_text())
    children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *(int(pid) for pid in children if "apache2" in pathlib.Path(f"/proc/{pid}/comm").read_text())]


def _apache_kib(bed: Bed) -> int:
    """Shared pages count once."""
    rolled = (pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in _apache_pids(bed))
    return sum(int(line.split()[1]) for text in rolled for line in text.splitlines() if line.startswith("Pss:"))


def _apache_cpu(bed: Bed) -> float:
    return sum(cpu_seconds(pid) for pid in _apache_pids(bed))


def _pid_of(bed: Bed, program: str) -> int:
    root = str(bed.demo.context.place.root)
    for process in pathlib.Path("/proc").iterdir():
        if process.name.isdigit() and (process / "comm").exists() and (process / "comm").read_text().strip() == program:
            if root in (process / "cmdline").read_bytes().decode(errors="replace"):
                return int(process.name)
    raise RuntimeError(f"no {program} of this demo runs")
