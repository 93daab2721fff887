# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/demo itself: what a newcomer types and sees, what is in the database, and that `down` leaves nothing behind."""
import json
import os
import subprocess
import urllib.request
from pathlib import Path

from ccdemo import processes, team
from ccdemo.place import CHECKOUT
from harness.bed import Bed, eventually


def users_of_programs(root: Path) -> dict[str, set[str]]:
    """Program name -> who it runs as, of every process that carries the demo's mark."""
    found: dict[str, set[str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{processes.MARK}={root}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.setdefault((folder / "comm").read_text().strip(), set()).add(folder.owner())
        except OSError:
            continue  # gone, or somebody else's
    return found


def test_a_second_up_says_so_and_tells_the_address(bed):
    out = bed.run("up")
    assert "up already" in out and bed.address in out


def test_status_lists_what_runs(bed):
    out = bed.run("status")
    assert "phones registered: 7 of 7" in out and "does not run" not in out and "is not running" not in out


def test_nothing_runs_as_root(bed):
    found = users_of_programs(bed.demo.context.place.root)
    assert {"mariadbd", "apache2", "sipp", "astercc", "astercctools", "astercclive", "dialer", "asterccdaemon"} <= set(found)
    if os.geteuid() == 0:
        assert all("root" not in users for users in found.values()), found


def test_the_address_leads_to_the_login_page(bed):
    with urllib.request.urlopen(bed.address) as page:
        assert page.url.endswith("/astercrm/login.fcgi") and "asterCRM" in page.read().decode()


def test_a_call_can_be_made_and_read_by_a_machine(bed):
    call = json.loads(bed.run("call", "inbound", "02155501234", "--to", "sales", "--talk", "1", "--json"))
    assert call["caller"] == "02155501234" and call["dialed"] == team.DID_SALES and call["talked_at"] > 0
    assert [
        r["disposition"]
        for r in eventually(lambda: bed.rows("SELECT disposition FROM mycdr WHERE linkedid = %s", call["linkedid"]))
    ] == ["ANSWERED"]


def test_traffic_ends_by_itself_and_leaves_no_live_call(bed):
    assert "->" in bed.run("traffic", "--rate", "120", "--for", "5", timeout=120)
    eventually(lambda: not bed.rows("SELECT id FROM curcdr"))


def test_the_seed_is_as_promised_and_fits_together(bed):
    count = lambda table: bed.rows(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"]
    assert (
        count("astercrm_accountgroup"),
        count("customer"),
        count("survey"),
        count("campaign"),
        count("diallist"),
    ) == (2, 200, 1, 2, 340)
    assert bed.rows("SELECT usertype, COUNT(*) AS n FROM astercrm_account GROUP BY usertype ORDER BY usertype") == [
        {"usertype": "admin", "n": 1},
        {"usertype": "agent", "n": 6},
        {"usertype": "groupadmin", "n": 1},
    ]
    assert not bed.rows("SELECT c.id FROM customer c LEFT JOIN contact k ON k.customerid = c.id WHERE k.id IS NULL")
    assert not bed.rows(
        "SELECT id FROM mycdr WHERE (disposition = 'ANSWERED') <> (answertime IS NOT NULL) OR endtime < calldate"
    )
    assert not bed.rows(
        "SELECT a.id FROM mycdr a JOIN mycdr b ON a.dstaccountid = b.dstaccountid AND a.id < b.id "
        "WHERE a.dstaccountid > 0 AND a.srcuid <> b.srcuid AND a.calldate < b.endtime AND b.calldate < a.endtime "
        "AND a.endtime < NOW() - INTERVAL 20 MINUTE"
    ), "an agent is in one call at a time"


def test_a_dead_part_is_reported_and_up_mends_it_without_losing_data(bed):
    customers = bed.rows("SELECT COUNT(*) AS n FROM customer")
    bed.demo.context.processes.stop("asterisk")
    status = subprocess.run(
        [CHECKOUT / "scripts/demo", "--dir", bed.demo.context.place.root, "status"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert status.returncode == 3 and "asterisk: does not run" in status.stdout
    bed.bring_up()
    assert bed.rows("SELECT COUNT(*) AS n FROM customer") == customers
    assert "does not run" not in bed.run("status")


def test_down_ends_everything_and_removes_the_directory():
    with Bed() as other:
        root = other.demo.context.place.root
        other.run("down")
        assert users_of_programs(root) == {} and not root.exists()
        other.bring_up()  # so that leaving finds something to end
