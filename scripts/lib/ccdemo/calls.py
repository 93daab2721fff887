# SPDX-License-Identifier: GPL-3.0-or-later
"""One call from beginning to end: SIPp makes it, Asterisk's manager tells what becomes of it, we hang up when it is time."""
import time
from dataclasses import asdict, dataclass, field

from . import phones, team
from .errors import DemoError

_RING_LIMIT = 180.0
_NOTICE_LIMIT = 10.0  # how long Asterisk may take to tell of what happened


@dataclass
class Call:
    """What became of it. Seconds are counted from its beginning; None did not happen."""

    caller: str
    dialed: str
    linkedid: str = ""
    agents: list[str] = field(default_factory=list)  # channels that rang
    connected_to: str = ""
    rang_at: float | None = None
    talked_at: float | None = None
    ended_at: float | None = None

    def as_dict(self) -> dict:
        return asdict(self)

    @property
    def outcome(self) -> str:
        return "answered" if self.talked_at is not None else "not answered"


@dataclass(frozen=True)
class Plan:
    """Who calls whom, and when the caller hangs up: `talk` seconds after the answer, or `patience` seconds after dialing."""

    number: str
    dials: str
    talk: float = 20.0
    patience: float = _RING_LIMIT
    name: str = ""
    member: team.Member | None = None


class Watcher:
    """Follows one call through the manager's events."""

    def __init__(self, plan: Plan, tell):
        self.call = Call(plan.number, plan.dials)
        self._plan = plan
        self._tell = tell
        self._began = time.monotonic()
        self._channel = ""  # the caller's
        base = plan.member.channel if plan.member else "PJSIP/trunk"
        self._prefix = base + "-"

    def seconds(self) -> float:
        return round(time.monotonic() - self._began, 2)

    def see(self, event: dict[str, str]) -> None:
        kind = event.get("Event")
        if not self.call.linkedid:
            if (
                kind == "Newchannel"
                and event["Channel"].startswith(self._prefix)
                and event["Exten"] == self._plan.dials
                and event["CallerIDNum"] == self._plan.number
            ):
                self.call.linkedid, self._channel = event["Linkedid"], event["Channel"]
                self._say(f"{self._plan.number} {self._plan.name} dials {self._plan.dials}")
        elif event.get("Linkedid", event.get("DestLinkedid")) == self.call.linkedid:
            self._follow(kind, event)

    def _follow(self, kind: str, event: dict[str, str]) -> None:
        if kind == "QueueCallerJoin":
            self._say(f"waits in queue {event['Queue']}, position {event['Position']}")
        elif kind == "DialState" and event["DialStatus"] == "RINGING":
            self.call.agents.append(event["DestChannel"])
            self.call.rang_at = self.call.rang_at or self.seconds()
            self._say(f"{event['DestChannel']} ({event.get('DestCallerIDName', '')}) rings".replace(" (<unknown>)", ""))
        elif kind == "BridgeEnter" and event["Channel"] != self._channel:
            self.call.connected_to = event["Channel"]
        elif kind == "BridgeEnter" and self.call.talked_at is None:
            self.call.talked_at = self.seconds()
            self._say(f"talks with {self.call.connected_to}")
        elif kind == "Hangup" and event["Channel"] == self._channel:
            self.call.ended_at = self.seconds()
            self._say(f"has ended ({event.get('Cause-txt', '')})")

    def hangs_up_at(self) -> float:
        """When the caller has had enough, in seconds from the beginning."""
        return self._plan.patience if self.call.talked_at is None else self.call.talked_at + self._plan.talk

    def _say(self, text: str) -> None:
        self._tell(f"  {self.seconds():6.1f} s  {text}")


def make(demo, plan: Plan, tell=lambda text: None, may_go_on=lambda: True) -> Call:
    """Makes the call and returns when it is over."""
    if not demo.context.has_own_pbx:
        raise DemoError(
            "calls are made on the demo's own Asterisk only; this demo uses another one: dial with its phones"
        )
    with demo.pbx.manager() as ami:
        watcher = Watcher(plan, tell)
        seen = ami.mark()
        with phones.Caller(demo.context, plan.number, plan.dials, plan.member, plan.name) as caller:
            while watcher.call.ended_at is None:
                ami.wait(lambda _: True, since=seen, timeout=0.2)
                for event in ami.events[seen:]:
                    seen += 1
                    watcher.see(event)
                if watcher.seconds() >= watcher.hangs_up_at() or not may_go_on():
                    caller.hang_up()
                _check_progress(watcher, caller, ami)
    return watcher.call


def _check_progress(watcher: Watcher, caller: phones.Caller, ami) -> None:
    """A call that will never be seen to end is an error, not a wait."""
    call = watcher.call
    if ami.is_closed():
        raise DemoError("Asterisk has gone in mid-call")
    if not call.linkedid and watcher.seconds() > _NOTICE_LIMIT:
        raise DemoError(f"the call of {call.caller} to {call.dialed} never reached Asterisk: see `demo logs asterisk`")
    if call.ended_at is None and watcher.seconds() > watcher.hangs_up_at() + _NOTICE_LIMIT and caller.has_ended():
        raise DemoError(f"Asterisk does not say that the call of {call.caller} has ended: see `demo logs asterisk`")


def random_customer(demo) -> tuple[str, str]:
    """Number as the trunk shows it and name of somebody the customer base knows."""
    with demo.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT REVERSE(phone_digits), contact FROM customer WHERE phone_digits <> '' ORDER BY RAND() LIMIT 1"
        )
        row = cursor.fetchone()
    if not row:
        raise DemoError("no customer with a phone number is left: give a number")
    return row
