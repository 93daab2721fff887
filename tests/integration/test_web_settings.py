# SPDX-License-Identifier: GPL-3.0-or-later
"""The system settings: the file as a form. What is saved, refused, checked, and who learns nothing."""
import ctypes
import html
import os
import platform
import re
import socket
import stat
import struct
from pathlib import Path

import pytest

from web_client import BUILD, crm as seeded_crm, installed  # noqa: F401

PAGE = "/astercrm/manager.fcgi/preferences"
CHECK = PAGE + "/check"
SAMPLE = Path(os.environ["CC_SOURCE_DIR"]) / "etc/astercrm.conf"
DB_SECRET, AMI_SECRET = "first-Db-secret", "first-Ami-secret"
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 24, 38, 22, 2
KILL_PROCESS, ALLOW = 0x80000000, 0x7FFF0000
RENAMES = {"x86_64": (82, 264, 316), "aarch64": (38, 276)}[platform.machine()]


def with_values(text, **values):
    """The sample with other values; a key that is commented out is switched on."""
    for name, value in values.items():
        section, key = name.split("__")
        head, mark, rest = text.partition(f"[{section}]\n")
        assert mark, section
        rest, count = re.subn(rf"^;?{key} =.*$", f"{key} = {value}", rest, count=1, flags=re.M)
        assert count, name
        text = head + mark + rest
    return text


@pytest.fixture
def crm(seeded_crm):
    """The shipped sample, comments and all, in a folder of its own; two database users, one with a password."""
    seeded_crm.run("TRUNCATE audit_log")
    seeded_crm.run("TRUNCATE lease")
    seeded_crm.run("TRUNCATE events")
    seeded_crm.run(f"CREATE OR REPLACE USER web@localhost IDENTIFIED BY '{DB_SECRET}'")
    seeded_crm.run("GRANT ALL ON astercc.* TO web@localhost")
    text = with_values(SAMPLE.read_text(encoding="utf-8"), database__dbhost=seeded_crm.server.socket, database__username="web",
                       database__password=DB_SECRET, asterisk__secret=AMI_SECRET, system__share_path=BUILD / "share", system__timezone="Asia/Shanghai")
    seeded_crm.config.write_text(text, encoding="utf-8")
    seeded_crm.config.chmod(0o640)
    return seeded_crm


@pytest.fixture
def root(crm):
    browser = crm.logged_in("root")
    browser.token = browser.csrf()
    return browser


def form_of(page):
    """Every field of the form as a browser would send it."""
    form = re.search(r'<form[^>]*id="settings".*?</form>', page.body, re.S)[0]
    fields = {html.unescape(n): html.unescape(v) for n, v in re.findall(r'<input[^>]*\bname="([^"]+)"[^>]*?\bvalue="([^"]*)"', form)}
    for name, options in re.findall(r'<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        fields[name] = re.search(r'<option value="([^"]*)" selected', options)[1]
    return fields


def save(browser, **changes):
    fields = form_of(browser.get(PAGE)) | {name.replace("__", "."): value for name, value in changes.items()}
    return browser.post(PAGE, fields)


def check(browser, what, **changes):
    """What is not sent is as the file says."""
    answer = browser.post(CHECK, {"csrf": browser.token, "check": what, **changes})
    assert answer.status == 200, answer.body
    return "check-good" in answer.body, html.unescape(re.sub(r"<[^>]+>", " ", answer.body))


def problems(answer):
    return [html.unescape(text) for text in re.findall(r'<p class="field-problem"[^>]*>([^<]+)</p>', answer.body)]


def changed_lines(before, after):
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [(a, b) for a, b in zip(old, new) if a != b]


def history(crm):
    return {row["field"]: (row["oldvalue"], row["newvalue"]) for row in crm.run("SELECT field, oldvalue, newvalue FROM audit_log WHERE object = 'setting'")}


# --- reading ---

def test_every_key_of_the_shipped_file_is_there_with_its_value(root):
    fields = form_of(root.get(PAGE))
    section, keys = "", []
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line[1:line.index("]")]
        elif found := re.match(r";?([a-z_]+) =", line):
            keys.append(f"{section}.{found[1]}")
    keys.remove("system.import_program")  # what the web server starts is not chosen from the web
    assert len(keys) > 30 and [key for key in keys if key not in fields] == []
    assert fields["system.firstring"] == "caller" and fields["database.dbport"] == "3306" and fields["database.username"] == "web"


def test_the_values_of_a_choice_are_said_in_words_with_the_code_beside(crm, root):
    page = root.get(PAGE).body
    for option in ("the agent (caller)", "the customer (callee)", "MySQL or MariaDB (mysql)", "customers the agent added (customer)"):
        assert f">{option}</option>" in page
    crm.run("UPDATE astercrm_account SET lang = 'de' WHERE username = 'root'")
    assert ">der Kunde (callee)</option>" in crm.logged_in("root").get(PAGE).body


def test_secrets_are_in_no_page_and_no_log(crm, root):
    shown = root.get(PAGE)
    refused = save(root, asterisk__secret="second-Ami-secret", system__timezone="Nowhere/Atall")
    assert refused.status == 422
    saved = save(root, asterisk__secret="second-Ami-secret")
    assert saved.status == 303
    again = root.get(PAGE)
    told = "".join(a.body + a.errors for a in (shown, refused, saved, again))
    assert not [s for s in (DB_SECRET, AMI_SECRET, "second-Ami-secret") if s in told]
    assert "secret = second-Ami-secret" in crm.config.read_text()
    assert history(crm) == {"asterisk.secret": (None, None)}
    assert "asterisk.secret" in again.body[again.body.index("settings-history"):]


def test_only_administrators_come_there(crm):
    before = crm.config.read_text()
    assert crm.browser().get(PAGE).status == 303
    for name in ("grace", "alice"):
        browser = crm.logged_in(name)
        assert browser.get(PAGE).status == 404
        for url in (PAGE, CHECK):
            assert browser.post(url, {"csrf": browser.csrf(), "check": "database", "licence.licenceto": "Mine"}).status == 404
    assert crm.config.read_text() == before


def test_without_the_token_nothing_is_saved(crm, root):
    before = crm.config.read_text()
    assert save(root, licence__licenceto="Mine", csrf="x").status == 403
    assert crm.config.read_text() == before


# --- saving ---

def test_saving_changes_the_lines_of_the_changed_keys_alone(crm, root):
    before = crm.config.read_text()
    answer = save(root, system__trim_prefix="0,00", system__phone_number_length="4", system__firstring="callee", system__pop_up_when_dial_out="0")
    assert answer.status == 303 and answer.header("Location") == PAGE + "?saved=1"
    assert changed_lines(before, crm.config.read_text()) == [
        ("pop_up_when_dial_out = 1", "pop_up_when_dial_out = 0"), ("phone_number_length = 0", "phone_number_length = 4"),
        ("trim_prefix =", "trim_prefix = 0,00"), ("firstring = caller", "firstring = callee")]
    assert stat.S_IMODE(crm.config.stat().st_mode) == 0o640 and list(crm.config.parent.glob("astercrm.conf?*")) == []
    assert history(crm) == {"system.trim_prefix": ("", "0,00"), "system.phone_number_length": ("0", "4"), "system.firstring": ("caller", "callee"),
                            "system.pop_up_when_dial_out": ("1", "0")}
    line = crm.run("SELECT * FROM audit_log LIMIT 1")[0]
    assert (line["username"], line["address"], line["action"]) == ("root", "192.0.2.10", "update")


def test_saving_what_was_shown_changes_nothing(crm, root):
    before = crm.config.read_text() + "[extra]\nkey = kept\n"
    crm.config.write_text(before.replace("allow_same_data = 0", "allow_same_data = off"))
    before = crm.config.read_text()
    assert save(root).status == 303
    assert crm.config.read_text() == before and history(crm) == {}


def test_what_is_saved_holds_for_the_next_answer_and_what_waits_is_said(crm, root):
    answer = save(root, licence__licenceto="Müller & <Söhne>")
    page = root.get(answer.header("Location"))
    assert 'class="organisation">Müller &amp; &lt;Söhne&gt;<' in page.body and "asterccd restart" not in page.body
    answer = save(root, licence__channel="30")
    assert "asterccd restart" in root.get(answer.header("Location")).body


INVALID = (
    {"database.dbport": "70000", "database.dbhost": "db server", "asterisk.monitorpath": "spool", "asterisk.monitorformat": "mp3",
     "system.timezone": "Europe/Atlantis", "system.pop_up_when_dial_in": "perhaps", "system.phone_number_length": "-1", "system.smart_match_remove": "1.5",
     "system.trim_prefix": "0;00", "system.incontext": "a,b", "system.live_url": "//elsewhere.example", "system.upload_file_path": "/var/../etc",
     "system.external_crm_url": "javascript:alert(1)", "licence.licenceto": "two\nlines"},
    {"system.timezone": "../../etc/passwd", "system.pop_up_when_dial_in": "", "system.external_crm_url": "http://crm.example/?%cookie",
     "licence.licenceto": "a ; b"},
    {"licence.licenceto": "x" * 5000, "google-map.key": "k ;[licence]"},
)


def test_values_that_do_not_fit_are_refused_by_name(crm, root):
    before = crm.config.read_text()
    fields = form_of(root.get(PAGE))
    for values in INVALID:
        answer = root.post(PAGE, fields | values)
        assert answer.status == 422
        assert {p.partition(":")[0] for p in problems(answer)} == {"[{}] {}".format(*name.split(".")) for name in values}
        shown = form_of(answer)
        assert {name: shown[name] for name, value in values.items() if "\n" not in value} == {n: v for n, v in values.items() if "\n" not in v}
    assert crm.config.read_text() == before and history(crm) == {}


def test_what_would_keep_the_pages_from_starting_is_not_saved(crm, root):
    before = crm.config.read_text()
    for changes in ({"database.dbname": "nothing_here"}, {"database.password": "wrong-Db-secret"}, {"system.share_path": "/nowhere"},
                    {"system.log_enabled": "1", "system.log_file_path": "/nowhere/astercrm.log"}, {"system.log_enabled": "1", "system.log_file_path": ""}):
        answer = save(root, **changes)
        assert answer.status == 422 and "could not start" in answer.body, changes
        assert "wrong-Db-secret" not in answer.body + answer.errors
    assert crm.config.read_text() == before and history(crm) == {}


def test_a_password_is_given_again_when_it_would_go_elsewhere(crm, root):
    with socket.create_server(("127.0.0.1", 0)) as thief:
        elsewhere = {"asterisk.server": "127.0.0.1", "asterisk.port": str(thief.getsockname()[1])}
        answer = save(root, **elsewhere)
        assert answer.status == 422 and problems(answer)[0].startswith("[asterisk] secret:")
        good, text = check(root, "asterisk", **elsewhere)
        assert not good and "password" in text
        thief.settimeout(0)
        with pytest.raises(BlockingIOError):
            thief.accept()
    assert save(root, **elsewhere, **{"asterisk.secret": "second-Ami-secret"}).status == 303


def test_who_saves_over_somebody_elses_change_is_refused_and_sees_both(crm, root):
    fields = form_of(root.get(PAGE))
    assert save(root, system__outcontext="theirs", system__incontext="theirs").status == 303
    before = crm.config.read_text()
    answer = root.post(PAGE, fields | {"system.outcontext": "mine", "asterisk.secret": "my-Ami-secret"})
    assert answer.status == 422 and "changed meanwhile" in answer.body
    assert form_of(answer)["system.outcontext"] == "theirs" and "<code>mine</code>" in answer.body and "my-Ami-secret" not in answer.body
    assert crm.config.read_text() == before
    assert root.post(PAGE, form_of(answer)).status == 303 and crm.config.read_text() == before


def prctl(*arguments):
    return ctypes.CDLL(None, use_errno=True).prctl(*arguments)


def die_at_rename():
    """A seccomp filter: the kernel kills the process that renames a file."""
    steps = [struct.pack("HBBI", 0x20, 0, 0, 0)]  # load the number of the system call
    for i, number in enumerate(RENAMES):
        steps.append(struct.pack("HBBI", 0x15, len(RENAMES) - i, 0, number))
    steps += [struct.pack("HBBI", 0x06, 0, 0, ALLOW), struct.pack("HBBI", 0x06, 0, 0, KILL_PROCESS)]
    program = ctypes.create_string_buffer(b"".join(steps))
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program))))


def test_killed_between_writing_and_renaming_the_old_file_holds(crm, root):
    before = crm.config.read_text()
    fields = form_of(root.get(PAGE)) | {"system.outcontext": "half-way"}
    root.before_exec = die_at_rename
    with pytest.raises(AssertionError):
        root.post(PAGE, fields)
    root.before_exec = None
    unfinished = Path(str(crm.config) + ".new")
    assert "outcontext = half-way" in unfinished.read_text() and stat.S_IMODE(unfinished.stat().st_mode) == 0o640
    assert crm.config.read_text() == before and history(crm) == {}
    assert root.post(PAGE, fields).status == 303
    assert "outcontext = half-way" in crm.config.read_text() and not unfinished.exists()


def without_the_powers_of_root():
    for capability in range(4):  # chown, and reading and writing what modes forbid
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def test_who_may_not_replace_the_file_is_told_what_to_do(crm, root):
    before = crm.config.read_text()
    fields = form_of(root.get(PAGE)) | {"system.outcontext": "mine"}
    assert "setfacl" not in root.get(PAGE).body
    crm.config.parent.chmod(0o555)
    root.before_exec = without_the_powers_of_root
    try:
        page, answer = root.get(PAGE), root.post(PAGE, fields)
    finally:
        crm.config.parent.chmod(0o755)
    assert f":rwx {crm.config.parent} && chmod +t {crm.config.parent}" in html.unescape(page.body)
    assert answer.status == 422 and "the file cannot be written" in answer.body
    assert crm.config.read_text() == before and history(crm) == {}


# --- checks ---

def test_the_database_is_tried_and_its_refusal_told_apart(crm, root):
    crm.run("CREATE DATABASE IF NOT EXISTS empty_one")
    crm.run("GRANT ALL ON empty_one.* TO web@localhost")
    assert check(root, "database")[0]
    for changes, word in (({"database.password": "wrong-Db-secret"}, "refuses this user"), ({"database.dbname": "empty_one"}, "Load sql/astercc.sql"),
                          ({"database.dbhost": "/nowhere.sock", "database.password": DB_SECRET}, "does not answer"), ({"database.dbport": "0"}, "database.dbport")):
        good, text = check(root, "database", **changes)
        assert not good and word in text
        assert DB_SECRET not in text and "wrong-Db-secret" not in text


def test_asterisk_is_logged_in_to(asterisk, root):
    place = {"asterisk.server": "127.0.0.1", "asterisk.port": str(asterisk.port), "asterisk.username": asterisk.username}
    good, text = check(root, "asterisk", **place, **{"asterisk.secret": asterisk.secret})
    assert good and asterisk.banner in text and asterisk.logins == 1
    good, text = check(root, "asterisk", **place, **{"asterisk.secret": "wrong-Ami-secret"})
    assert not good and "wrong-Ami-secret" not in text and asterisk.logins == 1


def test_the_source_of_the_calls_is_who_writes_them_now(crm, root):
    assert not check(root, "events")[0]
    crm.run("INSERT INTO lease (name, holder, token, expires) VALUES ('astercc:asterisk', 'x', 1, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)")
    assert check(root, "events")[0]
    assert not check(root, "events", **{"system.eventtype": "event"})[0]
    crm.run("INSERT INTO events (timestamp, event) VALUES (UTC_TIMESTAMP(3), 'Event: Newchannel')")
    assert check(root, "events", **{"system.eventtype": "event"})[0]
    crm.run("UPDATE events SET timestamp = UTC_TIMESTAMP(3) - INTERVAL 1 DAY")
    assert not check(root, "events", **{"system.eventtype": "event"})[0]


@pytest.mark.parametrize("what, key", [("recordings", "asterisk.monitorpath"), ("upload", "system.upload_file_path")])
def test_folders_are_tried(tmp_path, root, what, key):
    assert check(root, what, **{key: str(tmp_path)})[0] and list(tmp_path.iterdir()) == []
    good, text = check(root, what, **{key: str(tmp_path / "missing")})
    assert not good and "missing" in text


def test_another_crm_is_called_up_with_an_example(root):
    with socket.create_server(("127.0.0.1", 0)) as crm_of_others:
        port = crm_of_others.getsockname()[1]
        good, text = check(root, "external", **{"system.external_crm_url": f"http://127.0.0.1:{port}/?from=%callerid&way=%method"})
        assert good and "from=02188776655&way=dial_in" in text
    assert not check(root, "external", **{"system.external_crm_url": f"http://127.0.0.1:{port}/"})[0]


def test_a_check_that_does_not_exist_is_absent(root):
    assert root.post(CHECK, form_of(root.get(PAGE)) | {"check": "shell"}).status == 404
