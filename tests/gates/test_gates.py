# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of docs/architecture/rules.md that a text, a compiler or a symbol table can prove."""
import os
import re
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(os.environ["CC_SOURCE_DIR"])
BUILD = Path(os.environ["CC_BUILD_DIR"])
CXX = os.environ["CC_CXX"]

PRODUCT = [p for d in ("common", "daemons", "cgi", "tools") for p in (SOURCE / d).rglob("*") if p.suffix in (".cpp", ".h")]
PROGRAMS = sorted(p for p in (BUILD / "bin").iterdir() if p.is_file() and os.access(p, os.X_OK))
TEMPLATES = sorted((SOURCE / "cgi/templates").rglob("*.html"))


def relative(path):
    return str(path.relative_to(SOURCE))


def hits(pattern, files):
    found = []
    for path in files:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{relative(path)}:{number}: {line.strip()}")
    return found


def compiles(file, *defines):
    command = [CXX, "-std=c++20", "-fsyntax-only", f"-I{SOURCE}", *defines, str(file)]
    return subprocess.run(command, capture_output=True, text=True).returncode == 0


@pytest.mark.parametrize("file", sorted((SOURCE / "tests/gates/compile").glob("*.cpp")), ids=lambda p: p.stem)
def test_what_must_not_compile_does_not(file):
    assert compiles(file), f"{file.name} must compile as it stands"
    assert not compiles(file, "-DVIOLATE"), f"{file.name} compiles although it breaks the rule it stands for"


def test_r1_only_the_connection_talks_to_the_driver():
    users = {relative(p) for p in PRODUCT if re.search(r"#include <(cppconn|mysql)", p.read_text())}
    assert users == {"common/db/connection.cpp"}


def test_r1_scripts_and_names_are_for_what_works_on_the_schema():
    mention = re.compile(r"\bScriptStatement\b|\bdb::Name\b")
    within = re.compile(r"\bName( [a-z]+)?\{")
    users = {relative(p) for p in PRODUCT if mention.search(p.read_text()) or ("common/db" in str(p) and within.search(p.read_text()))}
    assert users == {"common/db/connection.h", "common/db/connection.cpp", "common/db/schema_script.h", "common/db/schema_script.cpp",
                     "common/db/schema_gateway.cpp", "common/db/takeover_gateway.cpp"}


def test_r1_sql_lives_in_common_db():
    statement = r'"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|ALTER|CREATE|DROP)\s'
    assert hits(statement, [p for p in PRODUCT if "common/db" not in str(p)]) == []


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.name)
def test_r2_no_program_can_reach_a_shell(program):
    symbols = subprocess.run(["nm", "-D", "--undefined-only", str(program)], capture_output=True, text=True, check=True)
    called = {line.split()[-1].split("@")[0] for line in symbols.stdout.splitlines() if line.split()}
    assert called & {"system", "popen", "wordexp", "execlp", "execvp", "execvpe", "posix_spawnp"} == set()


def test_r2_programs_were_built():
    assert {"astercc", "dialer", "asterccdb", "astercclive", "astercctools", "asterccdaemon", "eventsdaemon", "login.fcgi", "manager.fcgi", "media.fcgi", "portal.fcgi"} <= {p.name for p in PROGRAMS}


def test_r3_web_pages_open_no_files():
    assert hits(r"\b(fopen|ifstream|ofstream|fstream|openat2?|filesystem::)", (SOURCE / "cgi/pages").rglob("*.cpp")) == []


def test_r5_the_session_cookie_is_read_by_the_two_programs_that_face_browsers():
    named = {relative(p) for p in PRODUCT if re.search(r'"(__Host-)?sid"', p.read_text())}
    readers = {relative(p) for p in PRODUCT if "session_cookie.h" in p.read_text()}
    assert (named, readers) == ({"common/crm/session_cookie.h"}, {"cgi/web/cookies.cpp", "daemons/astercclive/request.cpp"})


def test_r6_passwords_are_argon2id_and_no_account_is_shipped():
    assert hits(r"INSERT\s+INTO\s+astercrm_account\b", (SOURCE / "sql").rglob("*.sql")) == []
    assert hits(r"\b(MD5|SHA1|crypt)\s*\(", [p for p in (SOURCE / "cgi").rglob("*.cpp")]) == []


def test_r7_ami_has_no_command_action():
    assert hits(r'"Command"', [p for p in PRODUCT if "ami" in str(p)]) == []


UNITS = sorted((SOURCE / "etc/systemd").glob("*.service"))


def test_r8_units_run_unprivileged():
    assert UNITS
    for unit in UNITS:
        text = unit.read_text()
        for directive in ("User=astercc", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="):
            assert re.search(rf"^{re.escape(directive)}", text, re.M), f"{unit.name} lacks {directive}"


@pytest.mark.parametrize("unit", UNITS, ids=lambda p: p.name)
def test_r8_units_are_sandboxed(unit, tmp_path):
    """Of ten, ten being without any protection: systemd's own verdict, and that it takes every line of the unit."""
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    copy = tmp_path / unit.name
    copy.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={program}", unit.read_text(), flags=re.M))
    judged = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", str(copy)], capture_output=True, text=True)
    score = re.search(r"Overall exposure level for \S+: (\d+\.\d+)", judged.stdout)
    assert score and float(score[1]) <= 1.5, judged.stdout + judged.stderr
    complaints = [line for line in judged.stderr.splitlines() if unit.name in line]
    assert complaints == []


def test_units_take_a_daemon_without_heartbeat_for_hung():
    for unit in UNITS:
        assert {"Type=notify", "WatchdogSec=8", "Restart=always"} <= set(unit.read_text().splitlines()), unit.name


def test_r9_r10_nothing_is_kept_in_tmp_or_the_document_root():
    samples = [p for p in (SOURCE / "etc").rglob("*") if p.is_file()]
    assert hits(r"^[^;#]*=\s*(/tmp/|/var/www)", samples) == []


def test_r11_every_template_escapes_by_context():
    assert TEMPLATES
    for template in TEMPLATES:
        first = template.read_text().splitlines()[0]
        assert re.match(r'\{\{%AUTOESCAPE context="HTML"', first), f"{relative(template)}: first line is no marker"
    assert hits(r":none\b", TEMPLATES) == [], "raw output needs a reviewer and an entry here"
    assert hits(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=", TEMPLATES) == [], "inline script or style"


def test_r11_no_html_in_cpp():
    assert hits(r'"[^"]*</?(div|span|table|tr|td|p|a|form|input|script|html|body|li|ul)[ >]', PRODUCT) == []


def test_pure_code_has_no_input_or_output():
    pure = [p for d in ("calls", "crm", "dialing", "pbx") for p in (SOURCE / "common" / d).rglob("*.[ch]*")]
    forbidden = r"#include\s*[<\"](boost/asio|cppconn|cgicc|fcgi|fstream|iostream|sys/socket|unistd|thread|common/db|common/runtime/asio)"
    assert hits(forbidden, pure) == []


def test_every_source_names_its_licence():
    lacking = [relative(p) for p in PRODUCT if "SPDX-License-Identifier: GPL-3.0-or-later" not in p.read_text()[:200]]
    assert lacking == []


def test_asio_is_included_through_our_header():
    direct = hits(r"#include <boost/asio", [p for p in PRODUCT if relative(p) != "common/runtime/asio.h"])
    assert direct == []


def test_every_source_is_formatted():
    sources = [str(p) for d in ("common", "daemons", "cgi", "tools", "tests") for p in (SOURCE / d).rglob("*") if p.suffix in (".cpp", ".h")]
    checked = subprocess.run(["clang-format-14", "--dry-run", "-Werror", *sources], capture_output=True, text=True)
    assert checked.returncode == 0, "run clang-format-14 -i on:\n" + "\n".join(
        sorted({line.split(":")[0] for line in checked.stderr.splitlines() if ": error:" in line}))
