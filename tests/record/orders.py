#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the order of the main events of recorded scenarios, both versions: orders.py hold pickup ..."""
import gzip
import pathlib
import re
import sys

CAPTURES = pathlib.Path(__file__).resolve().parents[1] / "data/captures"
# Of each event the header that says most, beside the channel.
TOLD = {
    "Newchannel": "",
    "Newstate": "ChannelStateDesc",
    "Newexten": "Application",
    "DialBegin": "",
    "DialEnd": "DialStatus",
    "BridgeEnter": "",
    "BridgeLeave": "",
    "BridgeMerge": "",
    "Hold": "",
    "Unhold": "",
    "QueueCallerJoin": "Queue",
    "QueueCallerLeave": "Queue",
    "AgentCalled": "",
    "AgentConnect": "",
    "AgentComplete": "Reason",
    "OriginateResponse": "Response",
    "LocalBridge": "",
    "LocalOptimizationBegin": "",
    "LocalOptimizationEnd": "",
    "BlindTransfer": "Extension",
    "AttendedTransfer": "DestType",
    "ParkedCall": "ParkingSpace",
    "UnParkedCall": "",
    "ParkedCallTimeOut": "",
    "Pickup": "",
    "ConfbridgeJoin": "",
    "ConfbridgeLeave": "",
    "ChanSpyStart": "",
    "ChanSpyStop": "",
    "HangupRequest": "",
    "Hangup": "Cause",
    "Cdr": "Disposition",
}


def events(folder: pathlib.Path):
    packed = folder / "ami.raw.gz"
    raw = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / "ami.raw").read_bytes()
    for message in raw.decode("utf-8", "replace").split("\r\n\r\n"):
        fields = dict(line.split(": ", 1) for line in message.split("\r\n") if ": " in line)
        if fields.get("Event") in TOLD:
            yield fields


def tell(fields: dict[str, str]) -> str:
    event = fields["Event"]
    channel = fields.get("DestChannel" if event.startswith("Dial") else "Channel", "")
    words = [re.sub(r"-[0-9a-f]{8}", "", channel), fields.get(TOLD[event], "")]
    return f"{event}({', '.join(word for word in words if word)})"


for name in sys.argv[1:] or sys.exit(__doc__):
    print(f"## {name}")
    for version in ("22", "16"):
        if (CAPTURES / version / name).is_dir():
            print(f"- **{version}**: " + " > ".join(map(tell, events(CAPTURES / version / name))))
    print()
