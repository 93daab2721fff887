# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: somebody passes a call on."""
import time

from scene import Scene, scenario


def _queue_call(s: Scene, talk: float = 2.5):
    """Somebody outside talks to the agent 8001 of the queue."""
    s.add_members("PJSIP/8001")
    caller = s.outside_call()
    s.ami.wait("AgentConnect")
    time.sleep(talk)
    return caller


def _atxfer(s: Scene, device: str, number: str, context: str = "from-internal") -> None:
    s.ami.act("Atxfer", Channel=s.channel(device), Context=context, Exten=number)


def _end(call, talk: float = 3) -> None:
    time.sleep(talk)
    call.hang_up()


@scenario
def atxfer_completed(s: Scene):
    """Queue call to 8001, who consults 8003 (AMI Atxfer) for 3 s and hangs up: the caller talks 3 s with 8003."""
    caller = _queue_call(s)
    _atxfer(s, "PJSIP/8001", "8003")
    s.phone("8003").wait_for_call()
    time.sleep(3)
    s.phone("8001").wait_for_call().hang_up()
    s.ami.wait("AttendedTransfer")
    _end(caller)


@scenario
def atxfer_cancelled(s: Scene):
    """Queue call to 8001, who consults 8003 for 2 s; 8003 hangs up, and 8001 talks on with the caller for 3 s."""
    caller = _queue_call(s)
    _atxfer(s, "PJSIP/8001", "8003")
    consulted = s.phone("8003").wait_for_call()
    time.sleep(2)
    consulted.hang_up()
    _end(caller, 4)


@scenario
def atxfer_noanswer(s: Scene):
    """8002 talks to 8001, who starts a transfer to 8009, which only rings, and hangs up: 8009 rings for 8002 until 8002
    hangs up."""
    caller = s.talk("8002", "8001")
    time.sleep(2)
    _atxfer(s, "PJSIP/8001", "8009")
    s.phone("8009").wait_for_call(state="ringing")
    time.sleep(2)
    s.phone("8001").wait_for_call().hang_up()
    _end(caller, 4)


@scenario
def atxfer_queue(s: Scene):
    """8002 talks to 8001, who consults the queue 500, where 8003 answers, and hangs up: 8002 talks 3 s with 8003."""
    s.add_members("PJSIP/8003")
    caller = s.talk("8002", "8001")
    time.sleep(2)
    _atxfer(s, "PJSIP/8001", "500")
    s.phone("8003").wait_for_call()
    time.sleep(2)
    s.phone("8001").wait_for_call().hang_up()
    s.ami.wait("AttendedTransfer")
    _end(caller)


@scenario
def atxfer_dtmf(s: Scene):
    """8002 talks to 8001, who types *2 8003, consults 8003 for 2 s and hangs up: 8002 talks 3 s with 8003."""
    caller = s.talk("8002", "8001")
    time.sleep(2)
    agent = s.phone("8001").wait_for_call()
    agent.press("*2")
    time.sleep(1.5)
    agent.press("8003")
    s.phone("8003").wait_for_call()
    time.sleep(2)
    agent.hang_up()
    s.ami.wait("AttendedTransfer")
    _end(caller)


@scenario
def refer_blind(s: Scene):
    """Queue call to 8001, whose telephone transfers to 8003 by REFER; 3 s talk."""
    caller = _queue_call(s)
    s.phone("8001").wait_for_call().refer("8003")
    s.phone("8003").wait_for_call()
    _end(caller)


@scenario
def refer_attended(s: Scene):
    """8002 talks to 8001, whose telephone holds, calls 8003 on a second line for 2 s and joins both by REFER with
    Replaces; 3 s talk."""
    _refer_attended(s, "8002", "8001", "8003")


@scenario
def sip_refer_attended(s: Scene):
    """The same with chan_sip telephones: 8102, 8101, 8103."""
    _refer_attended(s, "8102", "8101", "8103")


def _refer_attended(s: Scene, caller_number: str, agent_number: str, target: str) -> None:
    caller = s.talk(caller_number, agent_number)
    time.sleep(2)
    agent = s.phone(agent_number).wait_for_call()
    agent.hold()
    time.sleep(1)
    consultation = s.talk(agent_number, target)
    time.sleep(2)
    agent.refer_to(consultation)
    s.ami.wait("AttendedTransfer")
    _end(caller)


@scenario
def sip_refer_blind(s: Scene):
    """8102 talks to 8101 (chan_sip), whose telephone transfers to 8103 by REFER; 3 s talk."""
    caller = s.talk("8102", "8101")
    time.sleep(2)
    s.phone("8101").wait_for_call().refer("8103")
    s.phone("8103").wait_for_call()
    _end(caller)


@scenario
def blind_chain(s: Scene):
    """Queue call to 8001; transferred blindly to 8003, from there to 8004 (AMI BlindTransfer); 2 s talk each."""
    caller = _queue_call(s, 2)
    for device, target in (("PJSIP/8001", "8003"), ("PJSIP/8003", "8004")):
        s.ami.act("BlindTransfer", Channel=s.channel(device), Context="from-internal", Exten=target)
        s.phone(target).wait_for_call()
        time.sleep(2)
    caller.hang_up()


@scenario
def blind_to_queue(s: Scene):
    """8002 talks to 8001, who transfers blindly to the queue 500, where 8003 answers; 3 s talk."""
    s.add_members("PJSIP/8003")
    caller = s.talk("8002", "8001")
    time.sleep(2)
    s.ami.act("BlindTransfer", Channel=s.channel("PJSIP/8001"), Context="from-internal", Exten="500")
    s.ami.wait("AgentConnect")
    _end(caller)


@scenario
def callee_transferred(s: Scene):
    """8002 talks to 8001 and transfers the callee blindly to 8003: 8001 talks 3 s with 8003, then hangs up."""
    s.talk("8002", "8001")
    time.sleep(2)
    s.ami.act("BlindTransfer", Channel=s.channel("PJSIP/8002"), Context="from-internal", Exten="8003")
    s.phone("8003").wait_for_call()
    _end(s.phone("8001").wait_for_call())


@scenario
def redirect_single(s: Scene):
    """8002 talks to 8001; AMI Redirect of the caller's channel to 8003; 3 s talk."""
    caller = s.talk("8002", "8001")
    time.sleep(2)
    s.ami.act("Redirect", Channel=s.channel("PJSIP/8002"), Context="from-internal", Exten="8003", Priority=1)
    s.phone("8003").wait_for_call()
    _end(caller)


@scenario
def redirect_dual(s: Scene):
    """8002 talks to 8001; AMI Redirect of both channels (ExtraChannel) into the conference 900; 3 s; both hang up."""
    caller = s.talk("8002", "8001")
    time.sleep(2)
    place = {"Context": "from-internal", "Exten": "900", "Priority": 1}
    extra = {f"Extra{key}": value for key, value in place.items()}
    channels = {"Channel": s.channel("PJSIP/8002"), "ExtraChannel": s.channel("PJSIP/8001")}
    s.ami.act("Redirect", **channels, **place, **extra)
    s.ami.wait("ConfbridgeJoin", count=2)
    _end(caller)
    _end(s.phone("8001").wait_for_call(), 1)


@scenario
def redirect_apart(s: Scene):
    """8002 talks to 8001; AMI Redirect sends them to 8003 and 8004; 3 s talk each."""
    caller = s.talk("8002", "8001")
    time.sleep(2)
    channels = {"Channel": s.channel("PJSIP/8002"), "ExtraChannel": s.channel("PJSIP/8001")}
    s.ami.act(
        "Redirect",
        **channels,
        Context="from-internal",
        Exten="8003",
        Priority=1,
        ExtraContext="from-internal",
        ExtraExten="8004",
        ExtraPriority=1,
    )
    s.phone("8003").wait_for_call()
    s.phone("8004").wait_for_call()
    _end(caller)
    _end(s.phone("8004").wait_for_call(), 1)


@scenario
def parking_retrieved(s: Scene):
    """8002 talks to 8001, who parks the caller (AMI Park); after 3 s 8003 dials 701 and talks 3 s with 8002."""
    caller = s.talk("8002", "8001")
    time.sleep(2)
    space = _park(s, "PJSIP/8002")
    time.sleep(3)
    s.talk("8003", space)
    _end(caller)


@scenario
def parking_timeout(s: Scene):
    """8002 talks to 8001, who transfers blindly to the parking lot 700; after 6 s the call comes back to 8001; 3 s talk."""
    caller = s.talk("8002", "8001")
    time.sleep(2)
    s.ami.act("BlindTransfer", Channel=s.channel("PJSIP/8001"), Context="from-internal", Exten="700")
    s.ami.wait("ParkedCallTimeOut")
    s.ami.wait("BridgeEnter", Channel=s.channel("PJSIP/8001", 2))
    _end(caller)


def _park(s: Scene, device: str) -> str:
    s.ami.act("Park", Channel=s.channel(device), Timeout=30000)
    return s.ami.wait("ParkedCall")["ParkingSpace"]
