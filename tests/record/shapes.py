# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: forwarding, Local channels, conferences, pickup, spying, originated calls, other channel technologies, and
calls that are alive when the recorder connects."""
import time

from scene import Scene, scenario


def _talk(s: Scene, caller: str, number: str, seconds: float = 4):
    call = s.talk(caller, number)
    time.sleep(seconds)
    call.hang_up()


@scenario
def hold(s: Scene):
    """8002 calls 8001; the caller holds for 2 s, then the callee; 7 s in all."""
    caller = s.talk("8002", "8001")
    time.sleep(1)
    for call in (caller, s.phone("8001").wait_for_call()):
        call.hold()
        time.sleep(2)
        call.unhold()
        time.sleep(1)
    caller.hang_up()


@scenario
def local_optimized(s: Scene):
    """8002 calls 7001: two Local channels, which optimise themselves away, before 8001; 5 s."""
    _talk(s, "8002", "7001", 5)


@scenario
def local_kept(s: Scene):
    """8002 calls 7011: Local/8001@from-internal/n stays; 4 s."""
    _talk(s, "8002", "7011")


@scenario
def forward_noanswer(s: Scene):
    """8002 calls 650: 8009 rings 3 s in vain, the dialplan goes on to 8003; 4 s talk."""
    _talk(s, "8002", "650")


@scenario
def forward_302(s: Scene):
    """8002 calls 8006, which answers 302 to 8003; 4 s talk."""
    _talk(s, "8002", "8006")


@scenario
def conference(s: Scene):
    """8001, 8002 and 8003 dial the conference 900, 2 s apart, and leave in the same order."""
    calls = []
    for number in ("8001", "8002", "8003"):
        calls.append(s.talk(number, "900"))
        time.sleep(2)
    for call in calls:
        call.hang_up()
        time.sleep(1)


@scenario
def pickup(s: Scene):
    """8002 calls 8009, which rings; 8003 picks the call up (Pickup by extension); 3 s talk."""
    _pickup(s, "*88009")


@scenario
def pickup_channel(s: Scene):
    """The same by PickupChan."""
    _pickup(s, "*98009")


def _pickup(s: Scene, code: str) -> None:
    caller = s.call("8002", "8009")
    s.phone("8009").wait_for_call(state="ringing")
    time.sleep(2)
    s.talk("8003", code)
    caller.wait("up")
    time.sleep(3)
    caller.hang_up()


@scenario
def chanspy(s: Scene):
    """8002 talks to 8001; 8004 listens (ChanSpy) for 3 s; the call lasts 6 s."""
    caller = s.talk("8002", "8001")
    time.sleep(1)
    _talk(s, "8004", "*558001", 3)
    time.sleep(2)
    caller.hang_up()


def _predictive(s: Scene, customer: str) -> None:
    s.add_members("PJSIP/8001")
    s.ami.act(
        "Originate",
        Channel=f"Local/{customer}@customer/n",
        Context="predictive",
        Exten="s",
        Priority=1,
        CallerID="Campaign <02191000000>",
        Timeout=20000,
        Async="true",
        ChannelId=f"lead-{s.version}-1",
        OtherChannelId=f"lead-{s.version}-1;2",
    )
    s.ami.wait("OriginateResponse")


@scenario
def amd_human(s: Scene):
    """Predictive: the customer says hello, AMD hears a human, the queue's 8001 answers and hangs up after 3 s."""
    _predictive(s, "09100000008")
    agent = s.phone("8001").wait_for_call()
    time.sleep(3)
    agent.hang_up()


@scenario
def amd_machine(s: Scene):
    """Predictive: AMD hears a machine, and the call is dropped."""
    _predictive(s, "09100000007")
    s.ami.wait("UserEvent")


def _originate(s: Scene, channel: str, **more) -> None:
    fields = {"Context": "from-internal", "Exten": "8002", "Priority": 1, "Timeout": 4000, "Async": "true", **more}
    s.ami.act("Originate", Channel=channel, ChannelId=f"c2c-{s.version}-1", **fields)
    s.ami.wait("OriginateResponse")


@scenario
def originate_noanswer(s: Scene):
    """Click to dial: the agent's telephone 8009 rings 4 s in vain."""
    _originate(s, "PJSIP/8009")


@scenario
def originate_busy(s: Scene):
    """Click to dial: the agent's telephone 8010 is busy."""
    _originate(s, "PJSIP/8010")


@scenario
def originate_trunk(s: Scene):
    """Click to dial through the trunk: 8001 answers, then the customer 09120000009 at the carrier; 4 s talk."""
    _originate(s, "PJSIP/8001", Exten="09120000009", CallerID="Click <09120000009>")
    s.ami.wait("DialEnd", DialStatus="ANSWER", count=2)
    time.sleep(4)
    s.phone("8001").wait_for_call().hang_up()


@scenario
def originate_customer_busy(s: Scene):
    """Click to dial: 8001 answers, the called 8010 is busy."""
    _originate(s, "PJSIP/8001", Exten="8010")


@scenario
def caller_gives_up(s: Scene):
    """8002 calls 8009, which rings, and hangs up after 3 s."""
    call = s.call("8002", "8009")
    s.phone("8009").wait_for_call(state="ringing")
    time.sleep(3)
    call.hang_up()


@scenario
def sip_answered(s: Scene):
    """chan_sip: 8102 calls 8101, who holds for 2 s; 6 s in all."""
    caller = s.talk("8102", "8101")
    callee = s.phone("8101").wait_for_call()
    time.sleep(2)
    callee.hold()
    time.sleep(2)
    callee.unhold()
    time.sleep(2)
    caller.hang_up()


@scenario
def sip_to_pjsip(s: Scene):
    """The chan_sip telephone 8102 calls the PJSIP telephone 8001, who hangs up after 4 s."""
    s.talk("8102", "8001")
    time.sleep(4)
    s.phone("8001").wait_for_call().hang_up()


@scenario
def iax2(s: Scene):
    """8002 calls 98001: by IAX2 to the branch office (the same Asterisk), where 8001 answers; 4 s talk."""
    _talk(s, "8002", "98001")


@scenario
def mid_call(s: Scene):
    """Calls alive when we connect: 8002 talks to 8003; 8007 through a Local channel to 8001; a queue caller talks to 8001,
    another waits while 8009 rings; 8005 is alone in the conference. The recorder asks for the lists as astercc does; then
    all hang up."""
    s.add_members("PJSIP/8001")
    s.add_members("PJSIP/8009", queue="sales")
    served = s.outside_call()
    s.ami.wait("AgentConnect")
    others = [s.talk("8002", "8003"), s.talk("8007", "7011"), s.talk("8005", "900"), s.outside_call("503")]
    s.ami.wait("AgentCalled", count=2)
    time.sleep(2)
    s.connect_again()
    for action, complete in (
        ("CoreShowChannels", "CoreShowChannelsComplete"),
        ("Status", "StatusComplete"),
        ("BridgeList", "BridgeListComplete"),
    ):
        s.ami.ask_list(action, complete)
    time.sleep(2)
    for call in (*others, served):
        call.hang_up()
        time.sleep(0.5)
