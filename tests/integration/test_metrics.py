# SPDX-License-Identifier: GPL-3.0-or-later
"""What the daemons tell of themselves: /metrics, /healthz and /readyz, and that alerts, board and handbook name nothing else."""
import json
import os
import re
import signal
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import BIN, Daemon, eventually
from test_astercc import CONNECTED, QUEUE_CALL, capture, mycdr, split_at

SOURCE = Path(os.environ["CC_SOURCE_DIR"])
DAEMONS = ("astercc", "astercclive", "eventsdaemon", "astercctools", "dialer", "asterccdaemon")
ALERTS = SOURCE / "etc/prometheus/alerts.yml"
BOARD = SOURCE / "etc/grafana/astercc.json"
HANDBOOK = SOURCE / "docs/architecture/metrics.md"
NAME = re.compile(r"\b(?:astercc|astercclive|asterccdaemon|astercctools|dialer|process)_[a-z_]+\b")


def free_ports(count):
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


class Site:
    """All daemons beside one MariaDB and one fake Asterisk."""

    def __init__(self, write_config, folder, watches="astercc,astercclive,eventsdaemon,astercctools,dialer", bin_path=BIN):
        *ports, live = free_ports(len(DAEMONS) + 1)
        self.ports = dict(zip(DAEMONS, ports))
        queue_log = folder / "queue_log"
        queue_log.touch()
        metrics = "\n".join(f"{name}_port={port}" for name, port in self.ports.items())
        config = write_config(extra=f"queue_log_path={queue_log}\nmonitorpath={folder}\n[live]\nport={live}\n[metrics]\n{metrics}\n"
                                    f"[watchdog]\nprograms={watches}\nbin_path={bin_path}\n")
        self.daemons = {name: Daemon(name, config) for name in DAEMONS}

    def start(self, *names):
        for name in names:
            self.daemons[name].start()
            eventually(lambda name=name: self.ask(name, "healthz")[0] == 200)

    def ask(self, name, path):
        """Status and text; (0, why) when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[name]}/{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except OSError as e:
            return 0, str(e)

    def stop(self):
        for daemon in reversed(self.daemons.values()):  # the watchdog first
            daemon.stop()
            daemon.run("-k")  # what the watchdog has started


@pytest.fixture
def site(daemon_config, tmp_path):
    built = Site(daemon_config, tmp_path)
    yield built
    built.stop()


def families(text):
    """Names as Prometheus' # TYPE lines give them."""
    return set(re.findall(r"^# TYPE (\S+) ", text, re.M))


def family(name):
    """A histogram's series are asked for one by one."""
    return re.sub(r"_(bucket|sum|count)$", "", name)


def test_alerts_board_and_handbook_name_what_there_is(site, asterisk):
    site.start(*DAEMONS)
    told = set().union(*(families(site.ask(name, "metrics")[1]) for name in DAEMONS))
    for file in (ALERTS, BOARD, HANDBOOK):
        named = {family(name) for name in NAME.findall(file.read_text())}
        assert named - told == set(), f"{file.name} names metrics nobody tells"
    documented = {family(name) for name in NAME.findall(HANDBOOK.read_text())}
    assert told - documented == set(), "metrics.md does not know them"


def test_the_board_is_whole():
    board = json.loads(BOARD.read_text())
    ids = [panel["id"] for panel in board["panels"]]
    assert len(ids) == len(set(ids)) and all(panel["targets"] for panel in board["panels"])


def is_ready(site, name):
    return site.ask(name, "readyz")[0] == 200


@pytest.mark.parametrize("name", ["astercc", "astercclive", "eventsdaemon", "astercctools", "dialer"])
def test_a_daemon_is_ready_again_when_the_database_is_back(site, asterisk, mariadb, name):
    site.start(name)
    eventually(lambda: is_ready(site, name))
    mariadb.kill()
    status, text = eventually(lambda: (answer := site.ask(name, "readyz"))[0] == 503 and answer)
    assert "database" in text
    assert site.ask(name, "healthz")[0] == 200, "waiting for peers is no hang"
    mariadb.start()
    eventually(lambda: is_ready(site, name))


@pytest.mark.parametrize("name", ["astercc", "eventsdaemon", "astercctools", "dialer"])
def test_a_daemon_is_ready_while_database_and_asterisk_are_there(site, asterisk, mariadb, name):
    site.start(name)
    eventually(lambda: is_ready(site, name))
    asterisk.close()
    status, text = eventually(lambda: (answer := site.ask(name, "readyz"))[0] == 503 and answer)
    assert "Asterisk" in text
    mariadb.kill()
    eventually(lambda: "database" in site.ask(name, "readyz")[1])
    assert site.ask(name, "healthz")[0] == 200, "waiting for peers is no hang"


def test_the_watchdog_is_ready_while_what_it_watches_runs_or_is_wanted_down(daemon_config, asterisk, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "astercc"
    program.symlink_to(BIN / "astercc")
    site = Site(daemon_config, tmp_path, watches="astercc", bin_path=programs)
    try:
        site.start("asterccdaemon")
        eventually(lambda: is_ready(site, "asterccdaemon"))
        program.unlink()
        assert site.daemons["astercc"].run("-k").returncode == 0
        status, text = eventually(lambda: (answer := site.ask("asterccdaemon", "readyz"))[0] == 503 and answer)
        assert "astercc" in text
        stopped = tmp_path / "astercc.stopped"
        stopped.touch()
        eventually(lambda: is_ready(site, "asterccdaemon"))
        program.symlink_to(BIN / "astercc")
        stopped.unlink()
        eventually(lambda: site.ask("astercc", "healthz")[0] == 200)
        eventually(lambda: is_ready(site, "asterccdaemon"))
    finally:
        site.stop()


def samples(site, name):
    lines = [line for line in site.ask(name, "metrics")[1].splitlines() if line and not line.startswith("#")]
    return {series: float(value) for series, value in (line.rsplit(" ", 1) for line in lines)}


def test_a_call_is_counted_and_told(site, asterisk, database):
    site.start("astercc")
    asterisk.await_listing(1)
    before, after = split_at(capture(QUEUE_CALL), CONNECTED)
    asterisk.play(before)
    alive = 'astercc_calls_live{server="asterisk"}'
    eventually(lambda: samples(site, "astercc").get(alive) == 1)
    asterisk.play(after)
    eventually(lambda: mycdr(database))
    finished = 'astercc_legs_finished_total{disposition="ANSWERED",server="asterisk"}'
    values = eventually(lambda: (v := samples(site, "astercc")).get(finished) == 1 and v.get(alive) == 0 and v)
    assert values['astercc_rows_total{server="asterisk",table="mycdr"}'] == 1
    assert values['astercc_commit_seconds_count{server="asterisk"}'] >= 2
    assert values['astercc_ami_messages_total{server="asterisk"}'] > 20
    (row,), log = mycdr(database), site.daemons["astercc"].text()
    story = [line for line in log.splitlines() if f"linkedid={row['linkedid']}" in line and "event=call_finished" in line]
    assert len(story) == 1 and "disposition=ANSWERED" in story[0] and f"src={row['src']} " in story[0]
    assert asterisk.secret not in log


def test_an_astercc_that_hangs_is_replaced_and_serves(site, asterisk, tmp_path):
    pid_file = tmp_path / "astercc.pid"
    site.start("asterccdaemon")
    eventually(lambda: site.ask("astercc", "readyz")[0] == 200)
    pid = int(pid_file.read_text())
    eventually(lambda: pid_file.stat().st_mtime > 0)  # it has a heartbeat
    logins = asterisk.logins
    os.kill(pid, signal.SIGSTOP)
    eventually(lambda: samples(site, "asterccdaemon").get('asterccdaemon_hangs_total{program="astercc"}') == 1, 40)
    asterisk.await_login(logins + 1, 40)
    eventually(lambda: site.ask("astercc", "readyz")[0] == 200)
    assert int(pid_file.read_text()) != pid
