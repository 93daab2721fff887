# SPDX-License-Identifier: GPL-3.0-or-later
"""What Sales dialed by hand for its campaign: its outgoing calls of the week."""

_SELECT = """SELECT m.dst, m.calldate, m.answertime, m.billsec, m.disposition, m.linkedid, m.astercrm_groupid, c.id, m.src, 1, m.src,
m.calldate, m.calldate, m.endtime, m.srcaccountid FROM mycdr m JOIN campaign c ON c.groupid = m.astercrm_groupid AND c.campaignname = %s
WHERE m.srcaccountid <> 0 ORDER BY m.calldate"""
_COLUMNS = (
    "dialednumber, dialtime, answertime, duration, response, uniqueid, groupid, campaignid, assign, trytime, dialedby, "
    "dialedtime, begintime, endtime, accountid"
)


def add(rows, campaign: str) -> None:
    rows.add_selected("dialedlist", _COLUMNS, _SELECT, campaign)
