# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: callers wait, and somebody answers or not."""
import time

from scene import Scene, scenario


@scenario
def queue_ring_no_answer(s: Scene):
    """Queue call: 8009 rings 4 s in vain, then 8001 answers; the caller hangs up after 4 s."""
    s.add_members("PJSIP/8009", "PJSIP/8001")
    caller = s.outside_call()
    s.ami.wait("AgentConnect", 40)
    time.sleep(4)
    caller.hang_up()


@scenario
def queue_agent_hangs_up(s: Scene):
    """Queue call to 8001, who hangs up after 3 s; the dialplan goes on and ends."""
    s.add_members("PJSIP/8001")
    s.outside_call()
    agent = s.phone("8001").wait_for_call()
    time.sleep(3)
    agent.hang_up()


@scenario
def queue_timeout(s: Scene):
    """Queue call with only 8009, which rings; after 5 s the queue gives up, and a second later the dialplan hangs up."""
    s.add_members("PJSIP/8009", queue="sales")
    s.outside_call("502")
    s.ami.wait("QueueCallerLeave")


@scenario
def queue_overflow(s: Scene):
    """Queue call: in sales 8009 rings for 5 s, then the caller goes to support, where 8001 answers; 3 s talk."""
    s.add_members("PJSIP/8009", queue="sales")
    s.add_members("PJSIP/8001")
    caller = s.outside_call("501")
    s.ami.wait("AgentConnect", 40)
    time.sleep(3)
    caller.hang_up()


@scenario
def queue_ring_all(s: Scene):
    """Queue call: 8001, 8003 and 8009 ring at once, 8003 answers first; 3 s talk."""
    s.phone("8001").behaviour = ("ring",)
    s.add_members("PJSIP/8001", "PJSIP/8003", "PJSIP/8009", queue="sales")
    caller = s.outside_call("503")
    s.ami.wait("AgentConnect")
    time.sleep(3)
    caller.hang_up()


@scenario
def queue_local_member(s: Scene):
    """Queue call: the member is Local/8001@from-internal/n; 3 s talk."""
    s.add_members("Local/8001@from-internal/n")
    caller = s.outside_call()
    s.ami.wait("AgentConnect")
    time.sleep(3)
    caller.hang_up()


@scenario
def queue_member_forwards(s: Scene):
    """Queue call: the member 8006 forwards (302) to 8003; 3 s talk."""
    s.add_members("PJSIP/8006")
    caller = s.outside_call()
    s.ami.wait("AgentConnect")
    time.sleep(3)
    caller.hang_up()


@scenario
def agent_pool(s: Scene):
    """8001 logs in as agent 1001 of app_agent_pool; a queue call reaches it through Local/1001@agents; 3 s talk; the
    agent hangs up its telephone 1 s later."""
    agent = s.talk("8001", "*71001")
    s.ami.wait("AgentLogin")
    s.add_members("Local/1001@agents", StateInterface="Agent:1001")
    caller = s.outside_call()
    s.ami.wait("AgentConnect")
    time.sleep(3)
    caller.hang_up()
    time.sleep(1)
    agent.hang_up()


@scenario
def agent_pool_twice(s: Scene):
    """The same agent serves two queue callers on one login, 2 s each."""
    agent = s.talk("8001", "*71001")
    s.ami.wait("AgentLogin")
    s.add_members("Local/1001@agents", StateInterface="Agent:1001")
    for number in (1, 2):
        caller = s.outside_call()
        s.ami.wait("AgentConnect", count=number)
        time.sleep(2)
        caller.hang_up()
        time.sleep(1.5)
    agent.hang_up()


@scenario
def sip_queue(s: Scene):
    """Queue call to the chan_sip telephone 8101; it hangs up after 3 s."""
    s.add_members("SIP/8101")
    s.outside_call()
    agent = s.phone("8101").wait_for_call()
    time.sleep(3)
    agent.hang_up()
