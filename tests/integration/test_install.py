# SPDX-License-Identifier: GPL-3.0-or-later
"""install.sh into a directory (--root), with a MariaDB and a manager interface of the test's own."""
import os
import re
import subprocess
from pathlib import Path

import pytest
from fake_asterisk import FakeAsterisk

SOURCE = Path(os.environ["CC_SOURCE_DIR"])
BUILD = Path(os.environ["CC_BUILD_DIR"])
STRANGE = "a /&b'c\"d\\e $f"


def value(file, section, key):
    inside = re.search(rf"^\[{section}\]\n(.*?)(?=^\[|\Z)", file.read_text(), re.M | re.S)[1]
    return re.search(rf"^{key} = ?(.*?)(?:\s+;.*)?$", inside, re.M)[1]


class Machine:
    """A directory that stands for a machine, with the html folder a web server has."""

    def __init__(self, root, mariadb):
        self.root, self.mariadb = root, mariadb
        (root / "var/www/html").mkdir(parents=True)
        self.asterisk = FakeAsterisk(username="boss", secret=STRANGE)
        mariadb.client("DROP DATABASE astercc; CREATE USER installer@localhost; GRANT ALL ON *.* TO installer@localhost WITH GRANT OPTION;")
        mariadb.client("SET PASSWORD FOR installer@localhost = PASSWORD('" + STRANGE.replace("\\", "\\\\").replace("'", "''") + "')")

    def install(self, *options):
        command = ["sh", str(SOURCE / "install.sh"), "-allbydefault", f"--root={self.root}", f"--build={BUILD}",
                   f"-dbh={self.mariadb.socket}", *options]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)

    def with_passwords(self, *options):
        return self.install("-dbu=installer", f"-dbpw={STRANGE}", f"-amip={self.asterisk.port}", "-amiu=boss", f"-amipw={STRANGE}", *options)

    def files(self):
        """What is there beside the programs: mode and content."""
        return {str(p.relative_to(self.root)): (p.lstat().st_mode, p.read_bytes() if p.is_file() else b"")
                for p in self.root.rglob("*") if "usr/local" not in str(p)}

    def etc(self, name):
        return self.root / "etc/astercc" / name


@pytest.fixture
def machine(tmp_path, mariadb):
    made = Machine(tmp_path / "machine", mariadb)
    yield made
    made.asterisk.close()


def test_it_installs_changes_nothing_twice_and_leaves_the_data_behind(machine):
    done = machine.with_passwords()
    assert done.returncode == 0, done.stdout + done.stderr
    daemons, pages = machine.etc("astercc.conf"), machine.etc("astercrm.conf")
    assert (value(daemons, "database", "username"), value(pages, "database", "username")) == ("astercc", "astercrm")
    assert value(daemons, "asterisk", "secret") == STRANGE, "until Asterisk knows asterCC's own users"
    assert {f.stat().st_mode & 0o777 for f in (daemons, pages)} == {0o640}
    assert "SELECT" not in "".join(machine.mariadb.client_rows("SHOW GRANTS FOR astercc@localhost")).split("astercrm_account`")[0].split("ON")[0]
    assert machine.mariadb.client_rows("SELECT username, usertype FROM astercrm_account", "astercc") == ["admin\tadmin"]
    assert "shown this once" in done.stdout
    test = subprocess.run([str(machine.root / "usr/local/bin/astercc"), "-t", "-c", str(daemons)], capture_output=True, text=True)
    assert test.returncode == 0, test.stdout + test.stderr

    daemons.write_text(daemons.read_text().replace("log_life = 180 ", "log_life = 60 "))
    site = machine.root / "etc/apache2/conf-available/astercc.conf"
    site.write_text(site.read_text() + "# mine\n")
    before = machine.files()
    again = machine.with_passwords()
    assert again.returncode == 0, again.stdout + again.stderr
    assert {name for name, entry in machine.files().items() if before.get(name) != entry} <= {
        "var/lib/astercc/install/manifest", "etc/astercc"}, again.stdout
    assert machine.mariadb.client_rows("SELECT COUNT(*) FROM astercrm_account", "astercc") == ["1"]

    gone = machine.with_passwords("--uninstall")
    assert gone.returncode == 0, gone.stdout + gone.stderr
    assert not (machine.root / "usr/local/bin/astercc").exists() and daemons.exists()
    assert machine.mariadb.client_rows("SELECT COUNT(*) FROM astercrm_account", "astercc") == ["1"]
    purged = machine.with_passwords("--uninstall", "--purge")
    assert purged.returncode == 0, purged.stdout + purged.stderr
    assert not machine.etc("").exists() and machine.mariadb.client_rows("SHOW DATABASES LIKE 'astercc'") == []
    assert machine.mariadb.client_rows("SELECT user FROM mysql.user WHERE user IN ('astercc', 'astercrm', 'dialer')") == []


def test_a_dry_run_touches_nothing(machine):
    before = machine.files()
    told = machine.with_passwords("--dry-run")
    assert told.returncode == 0, told.stderr
    assert "would: create the database astercc" in told.stdout and "would: write /etc/astercc/astercc.conf" in told.stdout
    assert machine.files() == before and machine.mariadb.client_rows("SHOW DATABASES LIKE 'astercc'") == []


@pytest.mark.parametrize("wrong, named", [
    (("-dbpw=wrong",), "does not let installer in"),
    (("-amipw=wrong",), "does not let boss in"),
    (("-web=/nowhere/at/all",), "there is no folder /nowhere/at"),
    (("-dbn=x y",), "the database's name 'x y'"),
    (("-amipw=a ;b",), "cannot be written into a configuration file"),
])
def test_what_does_not_work_is_named_before_anything_is_written(machine, wrong, named):
    before = machine.files()
    failed = machine.with_passwords(*wrong)
    assert failed.returncode == 1 and named in failed.stderr, failed.stdout + failed.stderr
    assert machine.files() == before and machine.mariadb.client_rows("SHOW DATABASES LIKE 'astercc'") == []


def test_each_role_on_a_machine_of_its_own(machine):
    assert machine.install("--role=database", "-dbu=installer", f"-dbpw={STRANGE}").returncode == 0
    users = machine.etc("database-users")
    assert users.stat().st_mode & 0o777 == 0o600 and not machine.etc("astercc.conf").exists()
    passwords = {name: value(users, name, "password") for name in ("astercc", "astercrm", "dialer")}
    for role, user, file, other in (("daemons", "astercc", "astercc.conf", "astercrm.conf"), ("web", "astercrm", "astercrm.conf", "database-users")):
        users.unlink(missing_ok=True)
        done = machine.install(f"--role={role}", f"-dbu={user}", f"-dbpw={passwords[user]}")
        assert done.returncode == 0, done.stdout + done.stderr
        assert value(machine.etc(file), "database", "password") == passwords[user] and not machine.etc(other).exists()
    assert machine.mariadb.client_rows("SELECT username FROM astercrm_account", "astercc") == ["admin"]


def test_the_pbx_is_written_to_only_when_asked(machine):
    pbx = machine.root / "etc/asterisk"
    pbx.mkdir(parents=True)
    (pbx / "manager.conf").write_text("[general]\nenabled = yes\n")
    assert machine.install("-dbu=installer", f"-dbpw={STRANGE}").returncode == 0
    assert (pbx / "manager.conf").read_text() == "[general]\nenabled = yes\n"
    assert machine.install("-dbu=installer", f"-dbpw={STRANGE}", "--asterisk-config=/etc/asterisk").returncode == 0
    ours = pbx / "manager_astercc.conf"
    assert "#include manager_astercc.conf" in (pbx / "manager.conf").read_text() and "[general]" not in ours.read_text()
    assert value(ours, "asterccdialer", "secret") == value(machine.etc("astercc.conf"), "dialer", "secret") != "CHANGE-ME-LAST"


def test_the_wizard_asks_in_the_order_of_the_manual(machine):
    answers = [machine.mariadb.socket, "", "", "installer", STRANGE, "", "", str(machine.asterisk.port), "boss", STRANGE, "", "n", "n"]
    done = subprocess.run(["sh", str(SOURCE / "install.sh"), f"--root={machine.root}", f"--build={BUILD}"],
                          input="\n".join(answers) + "\n", capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = [done.stdout.index(q) for q in ("database host(default localhost):", "database port(default 3306):", "database name(default astercc):",
             "database user name(default root):", "database user password", "database bin path(default /usr/bin):",
             "Asterisk Host(default 127.0.0.1):", "Asterisk Manager API port(default 5038):", "AMI User name", "AMI User password",
             "main html directory", "start with the system?", "start the asterCC daemons now?")]
    assert asked == sorted(asked)
