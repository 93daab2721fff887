# SPDX-License-Identifier: GPL-3.0-or-later
"""media.fcgi: who hears which recording, part by part, from a folder or over the network, and who is written down for it."""
import contextlib
import http.server
import io
import json
import os
import random
import struct
import threading
import wave

import pytest

from web_client import crm as seeded_crm, installed  # noqa: F401

PLAY, DOWNLOAD = "/astercrm/media.fcgi/play?id={}", "/astercrm/media.fcgi/download?id={}"
MONITOR = "/var/spool/asterisk/monitor/"
MIB = 1 << 20
ROOT, GRACE, ALICE, DARIA = 1, 2, 3, 4
SUPPORT, SALES = 1, 2


def wav(seconds=3, rate=8000):
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        sound.writeframes(random.Random(seconds).randbytes(seconds * rate * 2))
    return file.getvalue()


@pytest.fixture
def crm(seeded_crm, tmp_path):
    seeded_crm.folder = tmp_path / "monitor"
    seeded_crm.folder.mkdir()
    seeded_crm.write_config(asterisk={"recordings_path": seeded_crm.folder})
    return seeded_crm


def add(crm, name="2026/11/24/10/asterisk-1.1-1", content=None, **columns):
    """A recording's row, and its file unless content is b""."""
    content = wav() if content is None else content
    row = {"filename": MONITOR + name if name else None, "fileformat": "wav", "status": "ready", "groupid": SUPPORT, "callerid": "02155501",
           "extension": "8001", "starttime": "2026-11-24 02:03:04", **columns}
    if content and name:
        file = crm.folder / f"{name}.{row['fileformat'].replace('wav49', 'WAV')}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return crm.run(f"INSERT INTO monitorrecord ({','.join(row)}) VALUES ({','.join(['%s'] * len(row))})", *row.values())


def leg(crm, uniqueid, **columns):
    row = {"srcuid": uniqueid, "dstuid": f"{uniqueid}b", "calldate": "2026-11-24 02:03:04", "endtime": "2026-11-24 02:04:04", "linkedid": uniqueid,
           "disposition": "ANSWERED", **columns}
    return crm.run(f"INSERT INTO mycdr ({','.join(row)}) VALUES ({','.join(['%s'] * len(row))})", *row.values())


def heard(crm):
    return [(row["recordingid"], row["accountid"], row["username"], row["action"])
            for row in crm.run("SELECT * FROM recording_log ORDER BY id")]


def sentence(answer):
    return json.loads(answer.body)["sentence"]


# Who hears what -----------------------------------------------------------------------------------------------------

def test_agents_hear_their_own_calls_groups_theirs_and_admins_all(crm):
    asked = add(crm, "a", accountid=ALICE)
    leg(crm, "10.1", dstaccountid=ALICE)
    answered = add(crm, "b", accountid=0, uniqueid="10.1", dstuid="10.1b", groupid=0)
    colleagues = add(crm, "c", accountid=GRACE)
    leg(crm, "10.2", srcaccountid=DARIA, astercrm_groupid=SUPPORT)
    groups_leg = add(crm, "d", accountid=DARIA, groupid=SALES, uniqueid="10.2", dstuid="10.2b")
    sales = add(crm, "e", accountid=DARIA, groupid=SALES)
    nobodys = add(crm, "f", groupid=0, uniqueid="10.1", dstuid="other")
    may = {"root": {asked, answered, colleagues, groups_leg, sales, nobodys}, "grace": {asked, colleagues, groups_leg}, "alice": {asked, answered},
           "daria": {groups_leg, sales}}
    absent = crm.logged_in("alice").get(PLAY.format(999))
    assert absent.status == 404
    for name, ids in may.items():
        browser = crm.logged_in(name)
        for recording in (asked, answered, colleagues, groups_leg, sales, nobodys):
            answer = browser.get(PLAY.format(recording))
            assert answer.status == (200 if recording in ids else 404), (name, recording)
            saved = browser.get(DOWNLOAD.format(recording))
            assert saved.status == (200 if recording in ids and name in ("root", "grace") else 404), (name, recording)
            if recording not in ids:
                assert (answer.body, answer.headers) == (absent.body, absent.headers), "as if it did not exist"
    assert {(row[0], row[1]) for row in heard(crm)} == {(i, account) for account, name in ((ROOT, "root"), (GRACE, "grace"), (ALICE, "alice"),
                                                                                          (DARIA, "daria")) for i in may[name]}


def test_nobody_hears_anything_without_a_login(crm):
    recording = add(crm)
    for url in (PLAY, DOWNLOAD):
        answer = crm.browser().get(url.format(recording))
        assert answer.status == 401 and answer.header("X-Login") == "/astercrm/login.fcgi" and "RIFF" not in answer.body
    assert heard(crm) == []


@pytest.mark.parametrize("id", ["", "0", "-1", "1 OR 1=1", "4294967297", "1e1", "../1"])
def test_what_is_no_id_is_not_there(crm, id):
    add(crm)
    assert crm.logged_in("root").get(PLAY.format(id.replace(" ", "%20"))).status == 404


# Parts --------------------------------------------------------------------------------------------------------------

def test_a_player_gets_the_part_it_asks_for(crm):
    content = wav()
    recording = add(crm, content=content)
    root = crm.logged_in("root")
    whole = root.get(PLAY.format(recording))
    assert (whole.status, whole.content, whole.header("Content-Type")) == (200, content, "audio/wav")
    assert (whole.header("Accept-Ranges"), whole.header("Content-Length")) == ("bytes", str(len(content)))
    assert whole.header("Cache-Control") == "no-store"
    for asked, first, last in (("bytes=0-", 0, len(content) - 1), ("bytes=0-0", 0, 0), ("bytes=30-50", 30, 50), ("bytes=20001-30000", 20001, 30000),
                               ("bytes=-7", len(content) - 7, len(content) - 1)):
        part = root.get(PLAY.format(recording), HTTP_RANGE=asked)
        assert (part.status, part.content) == (206, content[first:last + 1]), asked
        assert part.header("Content-Range") == f"bytes {first}-{last}/{len(content)}"
        assert part.header("Content-Length") == str(len(part.content)) and part.header("ETag") == whole.header("ETag")
    for nothing in ("bytes=1-2,5-6", "bytes=9-1", "words=1-2", "bytes=x-"):
        assert root.get(PLAY.format(recording), HTTP_RANGE=nothing).status == 200
    beyond = root.get(PLAY.format(recording), HTTP_RANGE=f"bytes={len(content)}-")
    assert (beyond.status, beyond.header("Content-Range")) == (416, f"bytes */{len(content)}")


def test_a_part_is_only_of_the_version_the_player_has(crm):
    recording = add(crm)
    root = crm.logged_in("root")
    tag = root.get(PLAY.format(recording)).header("ETag")
    assert root.get(PLAY.format(recording), HTTP_RANGE="bytes=5-9", HTTP_IF_RANGE=tag).status == 206
    add(crm, content=wav(4), server="other")  # the same file, written anew
    assert root.get(PLAY.format(recording)).header("ETag") != tag
    assert root.get(PLAY.format(recording), HTTP_RANGE="bytes=5-9", HTTP_IF_RANGE=tag).status == 200


def test_a_part_is_never_longer_than_two_mib(crm):
    content = wav(150)
    recording = add(crm, content=content)
    root, got = crm.logged_in("root"), b""
    while len(got) < len(content):
        part = root.get(PLAY.format(recording), HTTP_RANGE=f"bytes={len(got)}-")
        assert part.status == 206 and 0 < len(part.content) <= 2 * MIB
        got += part.content
    assert got == content and len(heard(crm)) == 1


def test_gsm_is_heard_as_wav_from_any_place(crm):
    frames = b"".join(b"\xd0" + random.Random(n).randbytes(32) for n in range(200))
    recording = add(crm, fileformat="gsm", content=frames)
    root = crm.logged_in("root")
    whole = root.get(PLAY.format(recording)).content
    with wave.open(io.BytesIO(whole)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth(), sound.getnframes()) == (8000, 1, 2, 200 * 160)
    assert root.get(PLAY.format(recording), HTTP_RANGE="bytes=30001-40000").content == whole[30001:40001]


def test_a_download_has_a_name_that_tells_which_call_it_is(crm):
    recording = add(crm, callerid='+86 21/"55\n..', extension="8001")
    saved = crm.logged_in("root").get(DOWNLOAD.format(recording))
    assert saved.header("Content-Disposition") == 'attachment; filename="2026-11-24T10-03_+86-21--55---_8001.wav"'
    assert saved.content == wav()
    assert heard(crm) == [(recording, ROOT, "root", "download")]


# Files --------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("filename", [MONITOR + "../secret", "/etc/passwd", MONITOR + "a/../../secret", MONITOR + "/secret", MONITOR + "a b",
                                      MONITOR, "http://192.0.2.1/x", "monitor/x"])
def test_a_row_that_names_something_else_leads_nowhere(crm, filename):
    (crm.folder.parent / "secret.wav").write_bytes(wav())
    recording = add(crm, content=b"")
    crm.run("UPDATE monitorrecord SET filename = %s", filename)
    answer = crm.logged_in("root").get(PLAY.format(recording))
    assert answer.status == 422 and "cannot be played" in sentence(answer) and str(crm.folder) not in answer.body


def test_no_link_leads_out_of_the_folder(crm):
    outside = crm.folder.parent / "outside"
    outside.mkdir()
    (outside / "x.wav").write_bytes(wav())
    (crm.folder / "file.wav").symlink_to(outside / "x.wav")
    (crm.folder / "folder").symlink_to(outside)
    root = crm.logged_in("root")
    for name in ("file", "folder/x"):
        answer = root.get(PLAY.format(add(crm, name, content=b"")))
        assert answer.status == 404 and "is not there" in sentence(answer)


def test_a_file_that_is_missing_or_none_is_told_in_the_listeners_language(crm):
    (crm.folder / "folder.wav").mkdir()
    os.mkfifo(crm.folder / "pipe.wav")
    rows = {"missing": 404, "folder": 404, "pipe": 404, None: 404}
    root = crm.logged_in("root")
    for name, status in rows.items():
        answer = root.get(PLAY.format(add(crm, name, content=b"")))
        assert (answer.status, sentence(answer)) == (status, "The file of this recording is not there."), name
    for name, content, more in (("noise", b"no sound at all", {}), ("mp3", wav(), {"fileformat": "mp3"}), ("other", wav(), {"server": "unknown"})):
        answer = root.get(PLAY.format(add(crm, name, content, **more)))
        assert (answer.status, sentence(answer)) == (422, "The file of this recording cannot be played."), name
    crm.run("UPDATE session SET lang = 'de'")
    assert sentence(root.get(PLAY.format(add(crm, "gone", content=b"")))) == "Die Datei dieser Aufnahme ist nicht vorhanden."
    assert heard(crm) == [], "nothing was heard"


def test_a_file_shorter_than_it_says_is_heard_as_far_as_it_goes(crm):
    cut = wav(3)[:20_000]
    answer = crm.logged_in("root").get(PLAY.format(add(crm, content=cut)))
    assert answer.status == 200 and answer.content[44:20_000] == cut[44:] and len(answer.content) == int(answer.header("Content-Length"))
    assert struct.unpack("<I", answer.content[40:44])[0] == len(answer.content) - 44


# Over the network ---------------------------------------------------------------------------------------------------

@contextlib.contextmanager
def serving(answer):
    """A web server on a port of its own; `answer` is called with each request."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            with contextlib.suppress(OSError):
                answer(self)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/rec", asked
    finally:
        server.shutdown()
        server.server_close()


def reply(status, content=b"", **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in {"Content-Length": len(content), **headers}.items():
            handler.send_header(name, str(value))
        handler.end_headers()
        handler.wfile.write(content)
    return answer


def test_recordings_come_from_an_address_too(crm):
    content = wav()
    with serving(reply(200, content)) as (url, asked):
        crm.write_config(asterisk={"recordings_url": url}, recordings_timeout=5)
        recording = add(crm, "2026/x-1", content=b"", fileformat="wav")
        part = crm.logged_in("root").get(PLAY.format(recording), HTTP_RANGE="bytes=20001-30000")
        assert (part.status, part.content) == (206, content[20001:30001])
        assert asked == ["/rec/2026/x-1.wav"]
        crm.run("UPDATE monitorrecord SET filename = %s", MONITOR + "../other?x")
        assert crm.logged_in("root").get(PLAY.format(recording)).status == 422 and len(asked) == 1


def stall(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(wav()[:5000])
    handler.wfile.flush()
    handler.rfile.read(1)  # until the other side has had enough


def pour(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(bytes(MIB))


@pytest.mark.parametrize("answer, status", [(reply(404), 404), (reply(500), 503), (reply(302, Location="/rec/other.wav"), 503),
                                            (reply(200, **{"Content-Length": 1 << 40}), 422), (pour, 422), (stall, 503)])
def test_a_server_that_does_not_do_its_part_costs_a_sentence(crm, answer, status):
    with serving(answer) as (url, asked):
        crm.write_config(asterisk={"recordings_url": url}, recordings_timeout=1 if answer is stall else 20)
        refused = crm.logged_in("root").get(PLAY.format(add(crm, content=b"")))
        assert refused.status == status and sentence(refused) and len(asked) == 1
        assert url not in refused.body and "recording_unavailable" in refused.errors
    assert heard(crm) == []


def test_a_server_that_is_away_costs_a_sentence(crm):
    with serving(reply(200)) as (url, _):
        pass
    crm.write_config(asterisk={"recordings_url": url})
    refused = crm.logged_in("root").get(PLAY.format(add(crm, content=b"")))
    assert refused.status == 503 and "cannot be reached" in sentence(refused)


# Who listened -------------------------------------------------------------------------------------------------------

def test_a_listening_is_one_row_however_many_parts_it_has(crm):
    recording = add(crm, accountid=ALICE)
    alice, grace = crm.logged_in("alice"), crm.logged_in("grace")
    for asked in ("bytes=40000-", "bytes=0-", "bytes=0-9", "bytes=20000-"):
        assert alice.get(PLAY.format(recording), HTTP_RANGE=asked).status == 206
    grace.get(PLAY.format(recording))
    assert heard(crm) == [(recording, ALICE, "alice", "play"), (recording, GRACE, "grace", "play")]
    crm.run("UPDATE recording_log SET cretime = cretime - INTERVAL 64 SECOND")  # 3 s of sound and a minute of pauses
    alice.get(PLAY.format(recording), HTTP_RANGE="bytes=0-")
    (row,) = crm.run("SELECT * FROM recording_log ORDER BY id LIMIT 2, 1")
    assert (row["username"], row["address"], row["groupid"]) == ("alice", "192.0.2.10", SUPPORT)


def test_managers_see_who_listened_and_pages_offer_what_may_be_heard(crm):
    leg(crm, "20.1", src="02155501", dst="8001", dstaccountid=ALICE, astercrm_groupid=SUPPORT)
    own = add(crm, "own", accountid=ALICE, uniqueid="20.1", dstuid="20.1b", linkedid="20.1", duration=75)
    leg(crm, "20.2", src="02155501", dst="8007", dstaccountid=GRACE, astercrm_groupid=SUPPORT)
    colleagues = add(crm, "colleagues", accountid=GRACE, uniqueid="20.2", dstuid="20.2b", linkedid="20.2")
    customer = crm.customer("Lotus Trading", SUPPORT, phone="02155501")
    alice, grace = crm.logged_in("alice"), crm.logged_in("grace")
    alice.get(PLAY.format(own))
    link = 'class="play" href="/astercrm/media.fcgi/play?id={}"'
    portal = alice.get("/astercrm/portal.fcgi").body
    assert link.format(own) in portal and link.format(colleagues) not in portal and "1:15" in portal and 'id="player"' in portal
    pop = alice.get("/astercrm/portal.fcgi/pop?number=02155501").body
    assert link.format(own) in pop and link.format(colleagues) not in pop
    for page in ("cdr", "recordings", f"customers/show?id={customer}"):
        body = grace.get(f"/astercrm/manager.fcgi/{page}").body
        for recording in (own, colleagues):
            assert link.format(recording) in body and f'href="/astercrm/media.fcgi/download?id={recording}"' in body, page
    listened = f"/astercrm/manager.fcgi/listening?f1=recording&amp;c1=equal&amp;v1={own}"
    assert listened in grace.get("/astercrm/manager.fcgi/recordings").body
    body = grace.get(listened.replace("&amp;", "&")).body
    assert ">alice<" in body and "192.0.2.10" in body
    assert ">alice<" not in grace.get("/astercrm/manager.fcgi/listening?f1=recording&c1=equal&v1=999").body
