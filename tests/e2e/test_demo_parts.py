# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of scripts/demo that can be looked at alone, above all: it never signals a process that is not its own."""
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ccdemo import conf, fill, ports, processes
from ccdemo.errors import DemoError
from ccdemo.place import CHECKOUT, Place
from ccdemo.worker import Worker

SLEEPER = [sys.executable, "-c", "import signal; signal.pause()"]


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path / "demo")
    place.create()
    return place


@pytest.fixture
def programs(place):
    programs = processes.Processes(place, _Anybody())
    yield programs
    programs.stop_leftovers()


class _Anybody(Worker):
    """The user the test runs as."""

    def command(self, argv, low_port=False):
        return argv


def test_a_program_is_ended_by_its_name(programs):
    child = programs.start("sleeper", SLEEPER)
    assert programs.pid("sleeper") == child.pid
    programs.stop("sleeper")
    assert programs.pid("sleeper") == 0 and processes.start_time(child.pid) == 0


def test_a_recycled_pid_is_not_signalled(place, programs):
    with subprocess.Popen(SLEEPER) as stranger:
        (place.root / "processes.json").write_text(
            json.dumps(
                {
                    "sleeper": {
                        "pid": stranger.pid,
                        "start": processes.start_time(stranger.pid) + 1,
                        "boot": processes.boot_id(),
                    }
                }
            )
        )
        assert programs.pid("sleeper") == 0
        programs.stop("sleeper")
        assert stranger.poll() is None
        stranger.kill()


def test_the_child_of_a_dead_program_is_found_by_its_mark_and_strangers_are_left_alone(programs):
    with subprocess.Popen(SLEEPER) as stranger:
        parent = programs.start(
            "parent", [sys.executable, "-c", "import subprocess, sys; subprocess.Popen(sys.argv[1:])", *SLEEPER]
        )
        parent.wait()
        assert len(programs.stop_leftovers()) == 1
        assert stranger.poll() is None
        stranger.kill()


def test_a_directory_with_something_else_in_it_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(DemoError, match="holds other files"):
        Place(tmp_path).create()


def test_secrets_are_for_their_owner_only(place):
    place.save({"secrets": {"sip": "x"}})
    assert (place.root / "demo.json").stat().st_mode & 0o077 == 0


def test_a_key_the_sample_does_not_name_is_an_error():
    with pytest.raises(DemoError, match=r"\[database\] nonsense"):
        conf.derive("astercc.conf", {"database": {"nonsense": 1}})


def test_values_replace_the_samples_own():
    assert "dbhost = /run/x.sock\n" in conf.derive("astercc.conf", {"database": {"dbhost": "/run/x.sock"}})


def test_a_template_without_a_value_is_an_error():
    with pytest.raises(KeyError):
        fill.fill("my.cnf")


def test_picked_ports_are_free():
    first = ports.pick("udp", block=10)
    assert all(ports.is_free("udp", port) for port in range(first, first + 10))


def test_every_package_of_the_list_is_installed():
    listed = [
        word
        for line in Path(CHECKOUT / "scripts/packages.txt").read_text().splitlines()
        if not line.startswith(("#", "["))
        for word in line.split()
        if word != "npm"  # another one on PATH does as well
    ]
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *listed],
        capture_output=True,
        text=True,
        check=False,
    )
    assert sorted(set(listed)) == sorted(
        {line.split()[0] for line in done.stdout.splitlines() if line.endswith(" installed")}
    )
