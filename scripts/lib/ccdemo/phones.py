# SPDX-License-Identifier: GPL-3.0-or-later
"""SIPp as the people around the PBX: the agents' phones, the carrier everybody outside is reached through, and callers."""
import contextlib
import pathlib
import secrets
import socket
import subprocess

from . import fill, persons, ports, team
from .context import Context
from .pbx import Pbx
from .processes import wait_until

PHONES, REGISTER, CARRIER = "phones", "phones-register", "carrier"
OUTSIDE, INSIDE = "127.0.0.2", "127.0.0.1"
_NOTIFIED = (
    '  <recv request="NOTIFY" optional="true" next="notified"><action>'
    '<ereg regexp="hold|talk" search_in="hdr" header="Event:" assign_to="event"/></action></recv>'
)
_CARRIER_ANSWERS_MS, _CARRIER_TALKS_MS = 3000, 30000


class Phones:
    def __init__(self, context: Context, pbx: Pbx):
        self._context = context
        self._folder = context.place.pbx
        self._pbx = pbx

    def write_files(self) -> None:
        answer_ms = int(self._context.state["answer_after"] * 1000) or 1
        self._write(
            "phones.xml",
            ANSWER_MS=answer_ms,
            ANSWER_AND_TALK=fill.fill("sipp/answer_and_talk.xml", TALK_LIMIT="", NOTIFIED=_NOTIFIED),
            ANSWER_NOTIFY=fill.fill("sipp/answer_notify.xml"),
            HOLD=fill.fill("sipp/reinvite.xml", DIRECTION="sendonly"),
            RESUME=fill.fill("sipp/reinvite.xml", DIRECTION="sendrecv"),
        )
        limit = f'timeout="{_CARRIER_TALKS_MS}" ontimeout="hangup"'
        self._write(
            "carrier.xml",
            ANSWER_MS=_CARRIER_ANSWERS_MS,
            TALK_MS=_CARRIER_TALKS_MS,
            RING_STEP_MS=persons.RING_STEP_MS,
            TALK_STEP_MS=persons.TALK_STEP_MS,
            HELLO=self._folder / "hello.ul",
            GREETING=self._folder / "greeting.ul",
            ANSWER_AND_TALK=fill.fill("sipp/answer_and_talk.xml", TALK_LIMIT=limit, NOTIFIED=""),
        )
        self._write("register.xml", PHONES_PORT=self._context.port("phones"))
        secret = self._context.secret("sip")
        (self._folder / "phones.csv").write_text(
            "SEQUENTIAL\n"
            + "".join(
                f"{m.extension};[authentication username={m.extension} password={secret}]\n" for m in team.PHONES
            ),
            encoding="ascii",
        )

    def _write(self, name: str, **values) -> None:
        (self._folder / name).write_text(fill.fill(f"sipp/{name}", **values), encoding="utf-8")

    def start(self) -> None:
        """Phones and carrier, then the registrations; returns when Asterisk knows every phone."""
        self._start(PHONES, INSIDE, self._context.port("phones"), "-sf", "phones.xml", "-rtp_echo", *self._log(PHONES))
        self._start(CARRIER, OUTSIDE, self._context.port("carrier"), "-sf", "carrier.xml", "-rtp_echo", *self._log(CARRIER))
        count = str(len(team.PHONES))
        self._start(
            REGISTER,
            INSIDE,
            ports.pick("udp"),
            "-sf",
            "register.xml",
            "-inf",
            "phones.csv",
            "-l",
            count,
            "-r",
            count,
            f"{INSIDE}:{self._context.port('sip')}",
        )
        wait_until(lambda: not self._pbx.unregistered_phones(), 15, "the registration of all phones with Asterisk")

    def _log(self, name: str) -> tuple[str, ...]:
        return ("-trace_logs", "-log_file", str(self.invites(name)))

    def invites(self, name: str) -> pathlib.Path:
        """Where PHONES or CARRIER writes a line for every INVITE: date, time, seconds since 1970, number."""
        return self._context.place.log / f"{name}-invites.log"

    def _start(self, name: str, address: str, port: int, *arguments: str) -> None:
        self._context.processes.start(name, sipp(address, port, ports.pick("udp"), *arguments, folder=self._folder))


def sipp(address: str, port: int, control: int, *arguments: str, folder) -> list[str]:
    """A SIPp command line in the background: everything bound to `address`, its control port to loopback."""
    return [
        "sipp",
        *[str(folder / a) if a.endswith((".xml", ".csv")) else a for a in arguments],
        "-i",
        address,
        "-p",
        str(port),
        "-mi",
        address,
        "-mp",
        str(ports.pick("udp", address, block=4)),
        "-ci",
        INSIDE,
        "-cp",
        str(control),
        "-nostdin",
        "-aa",
        "-trace_err",
        "-error_file",
        str(folder / f"sipp-{port}.err"),
    ]


class Caller:
    """One call by SIPp, from outside through the trunk or from an agent's phone (`member`). Ends with hang_up() or when the
    other side hangs up. Use it as a context manager: leaving hangs up."""

    def __init__(self, context: Context, number: str, dials: str, member=None, name: str = "", limit: int = 600):
        folder = context.place.pbx
        address = INSIDE if member else OUTSIDE
        self._target = (address, ports.pick("udp", address))
        self._call_id = f"{secrets.token_hex(8)}@{address}"
        self._scenario = folder / f"caller-{self._target[1]}.xml"
        self._scenario.write_text(_caller_scenario(context, number, member, name), encoding="utf-8")
        command = sipp(
            *self._target,
            ports.pick("udp"),
            "-sf",
            self._scenario.name,
            "-s",
            dials,
            "-m",
            "1",
            "-cid_str",
            self._call_id,
            "-timeout",
            f"{limit}s",
            f"{INSIDE}:{context.port('sip')}",
            folder=folder,
        )
        self._child = subprocess.Popen(
            context.worker.command(command),
            env=context.processes.environment(),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.hang_up()
        self._scenario.unlink(missing_ok=True)

    def has_ended(self) -> bool:
        return self._child.poll() is not None

    def hang_up(self) -> None:
        """CANCEL while it rings, BYE while they talk; returns when SIPp has gone. Said again until it is heard: SIPp may
        just be waiting for something else."""
        order = (
            f"INFO sip:caller SIP/2.0\r\nVia: SIP/2.0/UDP {INSIDE}:9;branch=z9hG4bK-hangup\r\nFrom: <sip:demo>;tag=1\r\n"
            f"To: <sip:caller>\r\nCall-ID: {self._call_id}\r\nCSeq: 1 INFO\r\nContent-Length: 0\r\n\r\n"
        )
        for _ in range(10):
            if self.has_ended():
                return
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
                s.sendto(order.encode(), self._target)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(0.5)
        self._child.kill()  # Asterisk ends the call itself when it hears nothing any more (rtp_timeout)
        self._child.wait()


def _caller_scenario(context: Context, number: str, member, name: str) -> str:
    shown = f'"{name}" ' if name else ""
    sender = f"{shown}<sip:{number}@[local_ip]>"
    before, credentials = "", "Supported: replaces"
    if member:
        before = fill.fill("sipp/authentication.xml", FROM=sender)
        credentials = f"[authentication username={number} password={context.secret('sip')}]"
    return fill.fill(
        "sipp/caller.xml",
        FROM=sender,
        AUTHENTICATION=before,
        CREDENTIALS=credentials,
        TONE=context.place.pbx / "tone.ul",
    )
