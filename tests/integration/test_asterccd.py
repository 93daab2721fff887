# SPDX-License-Identifier: GPL-3.0-or-later
"""asterccd and the watchdog asterccdaemon, with astercclive as the program that is started, killed and stopped."""
import http.server
import json
import os
import signal
import socket
import subprocess
import threading
from pathlib import Path

import pytest
from conftest import BIN, eventually

SCRIPT = Path(os.environ["CC_SOURCE_DIR"]) / "scripts/asterccd"


class Control:
    """An installation of its own: bin with the programs, run with pid files, log, astercc.conf."""

    def __init__(self, directory, mariadb):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.directory, self.mariadb = directory, mariadb
        self.bin, self.run_directory, self.log = (directory / name for name in ("bin", "run", "log"))
        for path in (self.bin, self.run_directory, self.log):
            path.mkdir()
        for program in ("astercclive", "asterccdaemon"):
            (self.bin / program).symlink_to(BIN / program)
        (self.bin / "asterccd").symlink_to(SCRIPT)
        self.config = directory / "astercc.conf"
        self.configure("astercclive")

    def configure(self, programs, system="", live="", watchdog=""):
        self.config.write_text(f"""[database]
dbhost = {self.mariadb.socket}   ; a socket
username = root
[System]
rundir={self.run_directory} ; pid files
logdir = {self.log}
{system}
[live]
port = {self.port}
{live}
[watchdog]
programs = {programs}
bin_path = {self.bin}
{watchdog}
""")
        self.config.chmod(0o600)

    def __call__(self, *arguments, config=True):
        command = [str(self.bin / "asterccd"), *(["-c", str(self.config)] if config else []), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    def program(self, name, *flags):
        return subprocess.run([str(self.bin / name), *flags, "-c", str(self.config)], capture_output=True, text=True, timeout=60)

    def pid(self, name):
        """Of the running one, 0 when there is none."""
        return json.loads(self.program(name, "-s", "--json").stdout)["pid"] or 0

    def processes(self, name):
        """Every process that runs this program with our configuration, launchers included."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                arguments = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:  # it ended meanwhile
                continue
            if arguments[0].decode(errors="replace").endswith("/" + name) and str(self.config).encode() in arguments:
                found.append(int(entry.name))
        return found

    def log_of(self, name):
        path = self.log / f"{name}.log"
        return path.read_text() if path.exists() else ""


@pytest.fixture
def asterccd(tmp_path, mariadb):
    control = Control(tmp_path, mariadb)
    yield control
    control("stop")


def test_start_status_restart_and_stop(asterccd):
    assert asterccd("status").returncode == 3
    started = asterccd("start")
    assert (started.returncode, started.stdout) == (0, "astercclive started\nasterccdaemon started\n"), started.stderr
    status = asterccd("status")
    assert status.returncode == 0
    for program in ("astercclive", "asterccdaemon"):
        assert f"{program} is running, pid {asterccd.pid(program)}\n  up " in status.stdout

    again = asterccd()  # no argument is start, as ever
    assert (again.returncode, again.stdout) == (0, "astercclive runs already\nasterccdaemon runs already\n")

    old = asterccd.pid("astercclive")
    assert asterccd("restart").returncode == 0
    assert asterccd.pid("astercclive") not in (0, old)

    assert asterccd("stop").returncode == 0
    assert asterccd("stop").returncode == 0
    assert asterccd.processes("astercclive") == asterccd.processes("asterccdaemon") == []
    status = asterccd("status")
    assert (status.returncode, status.stdout) == (3, "astercclive is not running\nasterccdaemon is not running\n")


def test_status_for_programs_tells_of_each_what_there_is_to_know(asterccd):
    def told(*programs):
        return json.loads(asterccd("status", "--json", *programs).stdout)

    assert asterccd("start").returncode == 0
    live, watchdog = eventually(lambda: all(each["beat_age_seconds"] is not None for each in told()) and told())
    assert (live["program"], live["running"], live["pid"], live["stuck"]) == ("astercclive", True, asterccd.pid("astercclive"), "")
    assert watchdog["program"] == "asterccdaemon" and watchdog["uptime_seconds"] >= 0
    asterccd.mariadb.kill()
    eventually(lambda: "the database is away" in told("astercclive")[0]["missing"])
    assert "  missing: the feed: the database is away\n" in asterccd("status", "astercclive").stdout
    asterccd("stop")
    gone = asterccd("status", "--json")
    assert gone.returncode == 3 and [program["pid"] for program in json.loads(gone.stdout)] == [None, None]
    assert told("nosuch") == [{"program": "nosuch", "running": False}]


def test_a_switch_leaves_a_program_to_others(asterccd):
    asterccd.configure("astercclive", system="astercclive_start = 0")
    assert asterccd("start").stdout == "asterccdaemon started\n"
    assert asterccd("status").stdout.startswith("asterccdaemon is running")
    assert asterccd("start", "astercclive").returncode == 0, "by name it can be started still"
    os.kill(asterccd.pid("astercclive"), signal.SIGKILL)
    asterccd.configure("astercclive")
    assert asterccd("restart").returncode == 0
    assert asterccd.pid("astercclive")


def test_reload_takes_what_can_be_changed_and_refuses_what_is_wrong(asterccd):
    assert asterccd("reload").returncode == 7
    assert asterccd("start").returncode == 0
    pid = asterccd.pid("astercclive")
    asterccd.configure("astercclive", live="max_streams = many")
    refused = asterccd("reload", "astercclive")
    assert refused.returncode == 1 and "[live] max_streams: 'many'" in refused.stderr
    assert "event=reload" not in asterccd.log_of("astercclive"), "it was not even told"
    os.kill(pid, signal.SIGHUP)  # as logrotate does
    eventually(lambda: "event=reload_refused" in asterccd.log_of("astercclive"))
    eventually(lambda: "max_streams" in asterccd("status", "astercclive").stdout)
    (asterccd.log / "astercclive.log").rename(asterccd.log / "astercclive.log.1")
    asterccd.configure("astercclive", live="max_streams = 1")
    assert asterccd("reload").returncode == 0
    eventually(lambda: "event=reloaded" in asterccd.log_of("astercclive") and "event=reloaded" in asterccd.log_of("asterccdaemon"))
    assert asterccd.pid("astercclive") == pid
    asterccd.configure("astercclive", watchdog="webhook_url = ftp://x")
    assert "[watchdog] webhook_url" in asterccd("reload").stderr


class Hook:
    """Whoever takes the watchdog's posts; none is answered before `release`."""

    def __init__(self):
        self.posts, self.release = [], threading.Event()
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                hook.posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                hook.release.wait(30)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self.release.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def hook():
    running = Hook()
    yield running
    running.close()


def test_a_death_is_posted_and_a_slow_listener_holds_nothing_up(asterccd, hook):
    asterccd.configure("astercclive", watchdog=f"webhook_url = {hook.url}")
    assert asterccd("start").returncode == 0
    eventually(lambda: "event=program_runs program=astercclive" in asterccd.log_of("asterccdaemon"))
    first = asterccd.pid("astercclive")
    os.kill(first, signal.SIGKILL)
    second = eventually(lambda: (pid := asterccd.pid("astercclive")) not in (0, first) and pid)
    eventually(lambda: hook.posts)
    os.kill(second, signal.SIGKILL)  # the first post is not answered yet
    eventually(lambda: asterccd.pid("astercclive") not in (0, second))
    hook.release.set()
    eventually(lambda: len(hook.posts) >= 2)
    post = hook.posts[0]
    assert (post["source"], post["host"], post["program"]) == ("asterccdaemon", socket.gethostname(), "astercclive")
    assert post["event"] in ("program_died", "program_keeps_dying") and post["time"].endswith("Z")


def test_what_cannot_be_kept_running_calls_the_administrator(asterccd, asterisk, hook):
    hook.release.set()
    crasher = asterccd.bin / "crasher"
    crasher.write_text("#!/bin/sh\necho 'crasher: the moon is wrong' >&2\nexit 78\n")
    crasher.chmod(0o755)
    asterccd.configure("crasher", watchdog=f"webhook_url = {hook.url}",
                       system=f"break_tip = 1\nadmin_phone = 8001\nadmin_context = internal\n[asterisk]\nport = {asterisk.port}\n"
                              f"username = {asterisk.username}\nsecret = {asterisk.secret}")
    assert asterccd.program("asterccdaemon", "-d").returncode == 0
    eventually(lambda: "event=alarm_call program=crasher phone=8001" in asterccd.log_of("asterccdaemon"))
    (call,) = asterisk.actions("Originate")
    assert (call["Channel"], call["Application"]) == ("Local/8001@internal", "SayUnixTime")
    eventually(lambda: "next_start_in_s=8" in asterccd.log_of("asterccdaemon"))
    eventually(lambda: [post["detail"] for post in hook.posts].count("crasher: the moon is wrong") >= 3)
    assert len(asterisk.actions("Originate")) == 1, "tip_times is 1"
    asterccd.configure("astercclive")


def test_systemd_hears_when_it_is_ready_and_that_it_makes_progress(asterccd):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        path = str(asterccd.directory / "notify")
        systemd.bind(path)
        systemd.settimeout(20)
        command = [str(asterccd.bin / "astercclive"), "-c", str(asterccd.config)]
        program = subprocess.Popen(command, env={**os.environ, "NOTIFY_SOCKET": path}, stderr=subprocess.DEVNULL)
        try:
            assert {systemd.recv(100) for _ in range(3)} == {b"READY=1", b"WATCHDOG=1"}
        finally:
            program.terminate()
            assert program.wait(20) == 0


def test_mistakes_are_told_apart(asterccd):
    assert asterccd("help").returncode == 0
    assert asterccd("sstart").returncode == 2
    assert "cannot be read" in (missing := asterccd("-c", "/nonexistent.conf", "start", config=False)).stderr
    assert missing.returncode == 6
    assert (absent := asterccd("start", "nosuch")).returncode == 5
    assert "is not installed" in absent.stderr
    asterccd.config.write_text(asterccd.config.read_text().replace(f"port = {asterccd.port}", "port = many"))
    failed = asterccd("start", "astercclive")
    assert failed.returncode == 1
    assert "[live] port: 'many'" in failed.stderr


def test_a_killed_program_is_started_again(asterccd):
    assert asterccd("start").returncode == 0
    pid = asterccd.pid("astercclive")
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: asterccd.pid("astercclive") not in (0, pid))
    assert "event=program_died program=astercclive" in asterccd.log_of("asterccdaemon")


def test_a_program_that_hangs_is_killed_and_started_again(asterccd):
    assert asterccd("start").returncode == 0
    pid = asterccd.pid("astercclive")
    pid_file = asterccd.run_directory / "astercclive.pid"
    eventually(lambda: pid_file.stat().st_mtime > 0)  # it has a heartbeat
    os.kill(pid, signal.SIGSTOP)
    eventually(lambda: asterccd.pid("astercclive") not in (0, pid), 40)
    assert f"event=program_hangs program=astercclive pid={pid} now=killed" in asterccd.log_of("asterccdaemon")
    eventually(lambda: asterccd.processes("astercclive") == [asterccd.pid("astercclive")])  # its launcher is gone soon


def test_a_program_stopped_by_name_stays_down_until_it_is_started(asterccd):
    assert asterccd("start").returncode == 0
    assert asterccd("stop", "astercclive").returncode == 0
    eventually(lambda: "event=program_left_alone program=astercclive" in asterccd.log_of("asterccdaemon"))
    assert asterccd("status", "astercclive").returncode == 3
    assert asterccd.pid("asterccdaemon") != 0
    assert asterccd("start", "astercclive").returncode == 0
    assert asterccd("status", "astercclive").returncode == 0
    eventually(lambda: asterccd.log_of("asterccdaemon").count("event=program_runs program=astercclive") == 2)


def test_a_crash_loop_backs_off_and_says_why(asterccd):
    crasher = asterccd.bin / "crasher"
    crasher.write_text("#!/bin/sh\necho 'crasher: the moon is wrong' >&2\nexit 78\n")
    crasher.chmod(0o755)
    asterccd.configure("crasher, astercclive")
    assert asterccd.program("asterccdaemon", "-d").returncode == 0
    eventually(lambda: "next_start_in_s=2" in asterccd.log_of("asterccdaemon"))
    log = asterccd.log_of("asterccdaemon")
    eventually(lambda: asterccd.pid("astercclive"))
    assert "event=start_failed program=crasher status=78 err=\"crasher: the moon is wrong\"" in log
    assert log.index("next_start_in_s=1") < log.index("next_start_in_s=2")
    asterccd.configure("astercclive")


def test_fifty_starts_at_once_give_one_program(asterccd):
    command = [str(asterccd.bin / "astercclive"), "-d", "-c", str(asterccd.config)]
    starts = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(50)]
    results = sorted(start.wait(60) for start in starts)
    assert results == [0] + [75] * 49
    assert asterccd.processes("astercclive") == [asterccd.pid("astercclive")]
    watchdogs = [asterccd.program("asterccdaemon", "-d").returncode for _ in range(2)]
    assert watchdogs == [0, 75]


def test_a_foreign_pid_in_a_pid_file_is_neither_believed_nor_signalled(asterccd):
    stranger = subprocess.Popen(["/bin/sleep", "60"])
    try:
        (asterccd.run_directory / "astercclive.pid").write_text(f"{stranger.pid}\n")
        assert asterccd("status", "astercclive").returncode == 3
        assert asterccd("stop").returncode == 0
        assert asterccd.program("asterccdaemon", "-d").returncode == 0
        eventually(lambda: asterccd("status", "astercclive").returncode == 0)
        assert asterccd.pid("astercclive") != stranger.pid
        assert asterccd("stop").returncode == 0
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_the_end_of_the_watchdog_leaves_the_programs_alone(asterccd):
    assert asterccd("start").returncode == 0
    pid = asterccd.pid("astercclive")
    os.kill(asterccd.pid("asterccdaemon"), signal.SIGKILL)
    eventually(lambda: asterccd.pid("asterccdaemon") == 0)
    assert asterccd.pid("astercclive") == pid
    assert asterccd("start").returncode == 0
    assert asterccd.pid("astercclive") == pid
