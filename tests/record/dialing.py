# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: calls of the dialer, originated as it does, into the shipped context astercc-dialer."""
import time

from scene import Scene, scenario

_RING_MS = 6000
_WAIT = 2  # seconds a person waits for an agent


def dial(s: Scene, number: str, serial: int = 1, context: str = "outbound", **variables) -> str:
    """Originates one attempt; returns its ChannelId."""
    name = f"dial-{s.version}-{serial}"
    values = {
        "campaignid": 1,
        "dialednumber": number,
        "recordid": serial,
        "ASTERCC_QUEUE": "support",
        "ASTERCC_CONTEXT": "",
        "ASTERCC_EXTEN": "",
        "ASTERCC_WAIT": _WAIT,
        "ASTERCC_MESSAGE": s.bed.folder / "hello",
        "ASTERCC_AMD": 0,
        **variables,
    }
    s.ami.act(
        "Originate",
        Channel=f"Local/{number}@{context}/n",
        ChannelId=name,
        OtherChannelId=f"{name}-out",
        Timeout=_RING_MS,
        CallerID=f"<{_CALLER_ID}>",
        Async="true",
        **_destination(values),
    )
    return name


_CALLER_ID = "02191000000"


def _destination(values: dict) -> dict:
    return {
        "Context": "astercc-dialer",
        "Exten": "s",
        "Priority": 1,
        "Variable": [f"{key}={value}" for key, value in values.items()],
    }


def _carrier(s: Scene, *behaviour) -> None:
    s.carrier.behaviour = behaviour


def _until_over(s: Scene, name: str) -> None:
    s.ami.wait("OriginateResponse")
    s.ami.wait("Hangup", Uniqueid=name)


def _answered(s: Scene, *members: str, talk: float = 3, **variables):
    """A person who is put through to an agent; returns the person's telephone call."""
    s.add_members(*members)
    dial(s, "01900000001", **variables)
    s.ami.wait("AgentConnect")
    time.sleep(talk)
    return s.carrier.wait_for_call()


@scenario
def dialer_answered(s: Scene):
    """Dialer: the person answers after 0.5 s, the queue's 8001 after 0.5 s; the person hangs up after 3 s."""
    _answered(s, "PJSIP/8001").hang_up()


@scenario
def dialer_agent_hangs_up(s: Scene):
    """Dialer: the same, and the agent hangs up."""
    _answered(s, "PJSIP/8001")
    s.phone("8001").wait_for_call().hang_up()


@scenario
def dialer_busy(s: Scene):
    """Dialer: the carrier says 486."""
    _carrier(s, "refuse", "486 Busy Here")
    _until_over(s, dial(s, "01902000001"))


@scenario
def dialer_no_answer(s: Scene):
    """Dialer: it rings for the 6 s of the Originate."""
    _carrier(s, "ring")
    _until_over(s, dial(s, "01903000001"))


@scenario
def dialer_no_answer_dial(s: Scene):
    """Dialer: the out context's Dial gives up after 3 s, before the Originate does."""
    _carrier(s, "ring")
    _until_over(s, dial(s, "01903000001", context="outbound-short"))


@scenario
def dialer_unavailable(s: Scene):
    """Dialer: the carrier says 503."""
    _carrier(s, "refuse", "503 Service Unavailable")
    _until_over(s, dial(s, "01904000001"))


@scenario
def dialer_unknown_number(s: Scene):
    """Dialer: the carrier says 404."""
    _carrier(s, "refuse", "404 Not Found")
    _until_over(s, dial(s, "01905000001"))


@scenario
def dialer_declined(s: Scene):
    """Dialer: the called telephone says 603."""
    _carrier(s, "refuse", "603 Decline")
    _until_over(s, dial(s, "01905000002"))


@scenario
def dialer_no_route(s: Scene):
    """Dialer: the out context has no such extension."""
    dial(s, "01900000001", context="nowhere")
    s.ami.wait("OriginateResponse")


@scenario
def dialer_amd_person(s: Scene):
    """Dialer with AMD: the person says hello, 8001 answers; the agent hangs up after 3 s."""
    s.add_members("PJSIP/8001")
    dial(s, "09100000008", context="customer", ASTERCC_AMD=1)
    agent = s.phone("8001").wait_for_call()
    time.sleep(3)
    agent.hang_up()


@scenario
def dialer_amd_machine(s: Scene):
    """Dialer with AMD: a machine speaks, and the call ends."""
    s.add_members("PJSIP/8001")
    _until_over(s, dial(s, "09100000007", context="customer", ASTERCC_AMD=1))


@scenario
def dialer_amd_hangs_up(s: Scene):
    """Dialer with AMD: the person hangs up 0.2 s after the answer, while AMD listens."""
    name = dial(s, "01900000001", ASTERCC_AMD=1)
    person = s.carrier.wait_for_call()
    time.sleep(0.2)
    person.hang_up()
    _until_over(s, name)


@scenario
def dialer_nobody(s: Scene):
    """Dialer: the queue's only member 8009 does not answer within the 2 s; the person hears the message to its end."""
    s.add_members("PJSIP/8009")
    _until_over(s, dial(s, "01900000001"))


@scenario
def dialer_agent_comes(s: Scene):
    """Dialer: the queue's 8001 is paused until a second after the person's answer, and is called then; the person hangs up
    after 3 s."""
    s.add_members("PJSIP/8001", Paused="true")
    dial(s, "01900000001")
    s.ami.wait("UserEvent", UserEvent="AsterccPerson")
    time.sleep(1)
    s.ami.act("QueuePause", Queue="support", Interface="PJSIP/8001", Paused="false")
    s.ami.wait("AgentConnect")
    time.sleep(3)
    s.carrier.wait_for_call().hang_up()


@scenario
def dialer_no_member(s: Scene):
    """Dialer: the queue has no member; after 2 s the person hears the message to its end."""
    _until_over(s, dial(s, "01900000001"))


@scenario
def dialer_no_queue(s: Scene):
    """Dialer: Asterisk does not know the queue."""
    _until_over(s, dial(s, "01900000001", ASTERCC_QUEUE="nowhere"))


@scenario
def dialer_hangs_up_waiting(s: Scene):
    """Dialer: the person hangs up 1 s after the answer, while 8009 rings."""
    s.add_members("PJSIP/8009")
    name = dial(s, "01900000001")
    s.ami.wait("AgentCalled")
    person = s.carrier.wait_for_call()
    time.sleep(1)
    person.hang_up()
    _until_over(s, name)


@scenario
def dialer_hangs_up_in_message(s: Scene):
    """Dialer: nobody comes, and the person hangs up 0.5 s into the message."""
    name = dial(s, "01900000001")
    s.ami.wait("UserEvent", UserEvent="AsterccNobody")
    time.sleep(0.5)
    s.carrier.wait_for_call().hang_up()
    _until_over(s, name)


@scenario
def dialer_second_member(s: Scene):
    """Dialer: 8010 is busy, so 8001 is called a second later and answers; the person hangs up after 3 s."""
    _answered(s, "PJSIP/8010", "PJSIP/8001", ASTERCC_WAIT=5).hang_up()


@scenario
def dialer_extension(s: Scene):
    """Dialer without a queue: the answered person goes to the extension 8001 of from-internal and hangs up after 3 s."""
    dial(s, "01900000001", ASTERCC_QUEUE="", ASTERCC_CONTEXT="from-internal", ASTERCC_EXTEN="8001")
    s.phone("8001").wait_for_call()
    time.sleep(3)
    s.carrier.wait_for_call().hang_up()


@scenario
def dialer_extension_busy(s: Scene):
    """Dialer without a queue: the extension 8010 is busy."""
    _until_over(s, dial(s, "01900000001", ASTERCC_QUEUE="", ASTERCC_CONTEXT="from-internal", ASTERCC_EXTEN="8010"))


@scenario
def dialer_transferred(s: Scene):
    """Dialer: 8001 answers and transfers to 8003 (AMI BlindTransfer); 3 s talk each; the person hangs up."""
    person = _answered(s, "PJSIP/8001")
    s.ami.act("BlindTransfer", Channel=s.channel("PJSIP/8001"), Context="from-internal", Exten="8003")
    s.phone("8003").wait_for_call()
    time.sleep(3)
    person.hang_up()


@scenario
def dialer_cancelled(s: Scene):
    """Dialer: it ends the attempt itself while it rings (AMI Hangup of its channel)."""
    _carrier(s, "ring")
    name = dial(s, "01903000001")
    ringing = s.ami.wait("Newstate", Channel="PJSIP/trunk", ChannelStateDesc="Ringing")
    assert ringing["Linkedid"] == name
    s.ami.act("Hangup", Channel=s.ami.wait("Newchannel", Uniqueid=name)["Channel"])
    _until_over(s, name)


@scenario
def dialer_without_context(s: Scene):
    """Dialer where the PBX lacks its context: the answered person goes straight into the application Queue, where 8001
    answers; the person hangs up after 3 s."""
    s.add_members("PJSIP/8001")
    s.ami.act(
        "Originate",
        Channel="Local/01900000001@outbound/n",
        ChannelId=f"dial-{s.version}-1",
        OtherChannelId=f"dial-{s.version}-1-out",
        Timeout=_RING_MS,
        CallerID=f"<{_CALLER_ID}>",
        Async="true",
        Application="Queue",
        Data=f"support,t,,,{_WAIT}",
    )
    s.ami.wait("AgentConnect")
    time.sleep(3)
    s.carrier.wait_for_call().hang_up()
