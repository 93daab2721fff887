// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/agent.h"

#include <catch2/catch.hpp>

#include <functional>

using namespace calls;
using namespace std::chrono_literals;

namespace {

using enum AgentStatus;
using enum AgentState;

const AgentStanding lunch{paused, {7, "Lunch"}};
const auto login = paused_standing(pause::login);
const auto lagged = paused_standing(pause::lagged);

TimePoint at(int seconds)
{
    return runtime::from_epoch_ms(1'700'000'000'000 + seconds * 1000LL);
}

Leg leg(const std::string& name, LegState state, const std::string& queue = "", int start = 0)
{
    Leg leg;
    leg.key = {name, "agent"};
    leg.linkedid = name;
    leg.queue = queue;
    leg.state = state;
    leg.start = at(start);
    if (state == LegState::link) leg.answer = at(start);
    return leg;
}

Leg held(Leg leg)
{
    leg.held = true;
    return leg;
}

const AgentRules wrapup20{20s, true, paused_standing(pause::login)};

Agent ready_agent(AgentRules rules = wrapup20)
{
    Agent agent{{}, std::move(rules)};
    agent.sign_in(at(0));
    agent.choose(ready_standing(), at(1));
    (void)agent.take_log();
    return agent;
}

Agent in_queue_call(AgentRules rules = wrapup20)
{
    auto agent = ready_agent(std::move(rules));
    agent.call_changed(leg("c1", LegState::ringing, "support", 10), false, at(10));
    agent.call_changed(leg("c1", LegState::link, "support", 15), false, at(15));
    return agent;
}

std::string wish(const Agent& agent)
{
    return agent.wanted_pause().value_or("");
}

}  // namespace

TEST_CASE("who signs in is paused until they say ready, and off when they sign out", "[calls][agent]")
{
    Agent agent;
    CHECK(agent.is_off());
    CHECK(wish(agent) == "OFF");
    agent.sign_in(at(0));
    CHECK(agent.record().standing == login);
    CHECK(wish(agent) == "LOGIN");
    agent.choose(ready_standing(), at(5));
    CHECK(agent.record().standing == ready_standing());
    CHECK(wish(agent).empty());
    agent.choose(lunch, at(9));
    CHECK(wish(agent) == "Lunch");
    agent.sign_in(at(10));
    CHECK(agent.record().standing == lunch);
    agent.sign_out(at(12));
    CHECK(agent.is_off());
    CHECK(agent.take_log() == std::vector<AgentStretch>{
                                  {login, idle, "", "", at(0), {}},
                                  {login, idle, "", "", at(0), at(5)},
                                  {ready_standing(), idle, "", "", at(5), {}},
                                  {ready_standing(), idle, "", "", at(5), at(9)},
                                  {lunch, idle, "", "", at(9), {}},
                                  {lunch, idle, "", "", at(9), at(12)},
                              });
}

TEST_CASE("signing in may mean ready at once", "[calls][agent]")
{
    Agent agent{{}, {0s, false, ready_standing()}};
    agent.sign_in(at(0));
    CHECK(agent.record().standing == ready_standing());
}

TEST_CASE("a queue's call rings, is talked, held, and wrapped up", "[calls][agent]")
{
    auto agent = ready_agent();
    agent.call_changed(leg("c1", LegState::dial, "support", 10), false, at(10));
    CHECK(agent.record().state == ringing);
    CHECK(agent.record().queue == "support");
    CHECK(wish(agent).empty());
    agent.call_changed(leg("c1", LegState::link, "support", 15), false, at(15));
    CHECK(agent.record().state == talking);
    CHECK(wish(agent) == "WRAPUP");
    agent.call_changed(held(leg("c1", LegState::link, "support", 15)), false, at(20));
    CHECK(agent.record().state == hold);
    agent.call_gone({"c1", "agent"}, at(30));
    CHECK(agent.record().state == wrapup);
    CHECK(agent.record().standing == ready_standing());
    CHECK(agent.record().wrapup_end == at(50));
    CHECK(wish(agent) == "WRAPUP");
    agent.tick(at(49));
    CHECK(agent.record().state == wrapup);
    agent.tick(at(70));
    CHECK(agent.record().state == idle);
    CHECK(wish(agent).empty());
    const auto log = agent.take_log();
    REQUIRE(log.size() == 10);
    CHECK(log[0] == AgentStretch{ready_standing(), idle, "", "", at(1), at(10)});
    CHECK(log[2] == AgentStretch{ready_standing(), ringing, "support", "c1", at(10), at(15)});
    CHECK(log[4] == AgentStretch{ready_standing(), talking, "support", "c1", at(15), at(20)});
    CHECK(log[6] == AgentStretch{ready_standing(), hold, "support", "c1", at(20), at(30)});
    CHECK(log[8] == AgentStretch{ready_standing(), wrapup, "support", "c1", at(30), at(50)});
    CHECK(log[9] == AgentStretch{ready_standing(), idle, "", "", at(50), {}});
}

TEST_CASE("a wrap-up is finished early, or extended", "[calls][agent]")
{
    auto agent = in_queue_call();
    agent.extend_wrapup(30s, at(20));
    CHECK_FALSE(agent.record().wrapup_end);
    agent.call_gone({"c1", "agent"}, at(30));
    agent.extend_wrapup(30s, at(35));
    CHECK(agent.record().wrapup_end == at(80));
    agent.tick(at(60));
    CHECK(agent.record().state == wrapup);
    agent.finish_wrapup(at(65));
    CHECK(agent.record().state == idle);
    CHECK(agent.record().state_since == at(65));
    CHECK(wish(agent).empty());
}

TEST_CASE("no wrap-up without seconds for it, after a call of no queue, or for who is off", "[calls][agent]")
{
    auto without = in_queue_call({});
    CHECK(wish(without).empty());
    without.call_gone({"c1", "agent"}, at(30));
    CHECK(without.record().state == idle);

    auto direct = ready_agent();
    direct.call_changed(leg("d", LegState::link), false, at(10));
    CHECK(wish(direct).empty());
    direct.call_gone({"d", "agent"}, at(20));
    CHECK(direct.record().state == idle);

    auto waiting = ready_agent();
    waiting.call_changed(leg("w", LegState::link, "support"), true, at(10));
    CHECK(waiting.record().queue.empty());
    waiting.call_gone({"w", "agent"}, at(20));
    CHECK(waiting.record().state == idle);

    auto leaving = in_queue_call();
    leaving.sign_out(at(20));
    CHECK(leaving.record().state == talking);
    leaving.call_gone({"c1", "agent"}, at(30));
    CHECK(leaving.record().state == idle);
    CHECK(leaving.is_off());
}

TEST_CASE("a choice during a call is the next status, taken when the call and its wrap-up are over", "[calls][agent]")
{
    auto agent = in_queue_call();
    agent.choose(lunch, at(20));
    CHECK(agent.record().standing == ready_standing());
    CHECK(agent.record().next == lunch);
    SECTION("after the wrap-up")
    {
        agent.call_gone({"c1", "agent"}, at(30));
        CHECK(agent.record().state == wrapup);
        CHECK(agent.record().standing == ready_standing());
        agent.tick(at(50));
        CHECK(agent.record().standing == lunch);
        CHECK(agent.record().standing_since == at(50));
        CHECK_FALSE(agent.record().next);
    }
    SECTION("taken back")
    {
        agent.choose(ready_standing(), at(25));
        CHECK_FALSE(agent.record().next);
    }
    SECTION("chosen in the wrap-up: ready ends it")
    {
        agent.call_gone({"c1", "agent"}, at(30));
        agent.choose(ready_standing(), at(33));
        CHECK(agent.record().state == idle);
        CHECK(agent.record().standing == ready_standing());
    }
    SECTION("without a wrap-up Asterisk pauses already during the call")
    {
        auto quick = in_queue_call({});
        quick.choose(lunch, at(20));
        CHECK(wish(quick) == "Lunch");
        quick.choose({}, at(21));
        CHECK(wish(quick) == "OFF");
        quick.call_gone({"c1", "agent"}, at(30));
        CHECK(quick.is_off());
    }
}

TEST_CASE("a choice while it rings counts at once", "[calls][agent]")
{
    auto agent = ready_agent();
    agent.call_changed(leg("c1", LegState::ringing, "support"), false, at(10));
    agent.choose(lunch, at(11));
    CHECK(agent.record().standing == lunch);
    CHECK(agent.record().state == ringing);
}

TEST_CASE("a missed call pauses who is ready, where the group wants it", "[calls][agent]")
{
    auto agent = ready_agent();
    agent.call_missed(at(20));
    CHECK(agent.record().standing == paused_standing(pause::missed));
    agent.choose(lunch, at(21));
    agent.call_missed(at(22));
    CHECK(agent.record().standing == lunch);

    auto lenient = ready_agent({});
    lenient.call_missed(at(20));
    CHECK(lenient.record().standing == ready_standing());
}

TEST_CASE("who is lost is paused, and is as before when heard again", "[calls][agent]")
{
    auto agent = ready_agent();
    agent.lost(at(20));
    agent.lost(at(21));
    CHECK(agent.record().standing == lagged);
    CHECK(wish(agent) == "LAGGED");
    agent.heard(at(30));
    CHECK(agent.record().standing == ready_standing());
    agent.heard(at(31));
    CHECK(agent.record().standing_since == at(30));

    agent.lost(at(40));
    agent.choose(lunch, at(41));
    agent.heard(at(42));
    CHECK(agent.record().standing == lunch);

    agent.sign_out(at(50));
    agent.lost(at(60));
    CHECK(agent.is_off());
}

TEST_CASE("who is lost in a call keeps the call, its wrap-up and the next status", "[calls][agent]")
{
    auto agent = in_queue_call();
    agent.choose(lunch, at(16));
    agent.lost(at(20));
    CHECK(agent.record().state == talking);
    CHECK(agent.record().next == lunch);
    agent.call_gone({"c1", "agent"}, at(30));
    CHECK(agent.record().state == wrapup);
    agent.tick(at(50));
    CHECK(agent.record().standing == lagged);
    agent.heard(at(60));
    CHECK(agent.record().standing == lunch);
}

TEST_CASE("a telephone that cannot be reached shows while there is no call", "[calls][agent]")
{
    auto agent = ready_agent();
    agent.phone_reachable(false, at(10));
    CHECK(agent.record().state == unreachable);
    agent.call_changed(leg("x", LegState::link), true, at(11));
    CHECK(agent.record().state == talking);
    agent.call_gone({"x", "agent"}, at(12));
    CHECK(agent.record().state == unreachable);
    agent.phone_reachable(true, at(13));
    CHECK(agent.record().state == idle);
}

TEST_CASE("of several calls the one that has come furthest is shown", "[calls][agent]")
{
    auto agent = in_queue_call();
    agent.call_changed(held(leg("c1", LegState::link, "support", 15)), false, at(20));
    auto consultation = leg("c2", LegState::ringing, "", 21);
    agent.call_changed(consultation, true, at(21));
    CHECK(agent.record().state == hold);
    consultation = leg("c2", LegState::link, "", 25);
    agent.call_changed(consultation, true, at(25));
    CHECK(agent.record().state == talking);
    CHECK(agent.record().linkedid == "c2");
    CHECK(agent.record().queue == "support");
    agent.call_gone({"c1", "agent"}, at(30));
    CHECK(agent.record().state == talking);
    agent.call_gone({"c2", "agent"}, at(31));
    CHECK(agent.record().state == wrapup);
    CHECK(agent.record().linkedid == "c1");
}

TEST_CASE("a call of one's own within the wrap-up does not begin it anew", "[calls][agent]")
{
    auto agent = in_queue_call();
    agent.call_gone({"c1", "agent"}, at(30));
    agent.call_changed(leg("out", LegState::link, "", 35), true, at(35));
    CHECK(wish(agent) == "WRAPUP");
    SECTION("it goes on")
    {
        agent.call_gone({"out", "agent"}, at(40));
        CHECK(agent.record().state == wrapup);
        CHECK(agent.record().wrapup_end == at(50));
    }
    SECTION("it was over meanwhile")
    {
        agent.tick(at(50));
        CHECK(wish(agent).empty());
        agent.choose(lunch, at(55));
        CHECK(agent.record().next == lunch);
        agent.call_gone({"out", "agent"}, at(60));
        CHECK(agent.record().state == idle);
        CHECK(agent.record().standing == lunch);
    }
}

TEST_CASE("a wrap-up begins when the talk ends, though another call rings", "[calls][agent]")
{
    auto agent = in_queue_call();
    agent.call_changed(leg("d", LegState::ringing, "", 25), false, at(25));
    agent.choose(lunch, at(26));
    agent.call_gone({"c1", "agent"}, at(30));
    CHECK(agent.record().state == ringing);
    CHECK(wish(agent) == "WRAPUP");
    agent.call_gone({"d", "agent"}, at(35));
    CHECK(agent.record().state == wrapup);
    CHECK(agent.record().wrapup_end == at(50));
}

TEST_CASE("time does not go back, and no stretch is empty", "[calls][agent]")
{
    auto agent = ready_agent();
    agent.choose(lunch, at(20));
    agent.choose(ready_standing(), at(10));
    CHECK(agent.record().standing_since == at(20));
    const auto log = agent.take_log();
    REQUIRE(log.size() == 3);
    CHECK(log[1].begin == log[2].begin);  // the last word of a begin counts
    CHECK_FALSE(log[2].end);
}

TEST_CASE("a day with a restart after each step goes like one without", "[calls][agent]")
{
    using Legs = std::map<LegKey, std::pair<Leg, bool>>;
    Legs alive;
    const auto call = [&](Agent& agent, const Leg& leg, bool is_caller, int when) {
        alive[leg.key] = {leg, is_caller};
        agent.call_changed(leg, is_caller, at(when));
    };
    const auto gone = [&](Agent& agent, const LegKey& key, int when) {
        alive.erase(key);
        agent.call_gone(key, at(when));
    };
    const std::vector<std::function<void(Agent&)>> day{
        [&](Agent& a) { a.sign_in(at(0)); },
        [&](Agent& a) { a.choose(ready_standing(), at(5)); },
        [&](Agent& a) { call(a, leg("c1", LegState::ringing, "support", 10), false, 10); },
        [&](Agent& a) { call(a, leg("c1", LegState::link, "support", 15), false, 15); },
        [&](Agent& a) { call(a, held(leg("c1", LegState::link, "support", 15)), false, 18); },
        [&](Agent& a) { call(a, leg("c2", LegState::ringing, "", 19), true, 19); },
        [&](Agent& a) { a.choose(lunch, at(20)); },
        [&](Agent& a) { a.lost(at(21)); },
        [&](Agent& a) { a.heard(at(22)); },
        [&](Agent& a) {
            gone(a, {"c2", "agent"}, 23);
        },
        [&](Agent& a) {
            gone(a, {"c1", "agent"}, 30);
        },
        [&](Agent& a) { a.extend_wrapup(30s, at(31)); },
        [&](Agent& a) { a.tick(at(80)); },
        [&](Agent& a) { a.choose(ready_standing(), at(90)); },
        [&](Agent& a) { a.call_missed(at(95)); },
        [&](Agent& a) { a.sign_out(at(99)); },
    };
    Agent whole{{}, wrapup20};
    for (const auto& step : day)
        step(whole);

    alive.clear();
    Agent agent{{}, wrapup20};
    std::vector<AgentStretch> log;
    for (const auto& step : day) {
        step(agent);
        for (auto& stretch : agent.take_log())
            log.push_back(std::move(stretch));
        Agent again{agent.record(), wrapup20};
        for (const auto& [key, known] : alive)
            again.recall(known.first, known.second);
        again.resume(agent.since());
        CHECK(again.record() == agent.record());
        CHECK(again.wanted_pause() == agent.wanted_pause());
        CHECK(again.take_log().empty());
        agent = again;
    }
    CHECK(log == whole.take_log());
}

TEST_CASE("what ended while nobody looked ends at its time", "[calls][agent]")
{
    auto before = in_queue_call();
    Agent agent{before.record(), wrapup20};
    agent.recall(leg("c1", LegState::link, "support", 15), false);
    agent.call_gone({"c1", "agent"}, at(30));
    agent.call_changed(leg("c2", LegState::link, "", 60), false, at(60));
    agent.resume(at(100));
    const auto log = agent.take_log();
    REQUIRE(log.size() == 6);
    CHECK(log[0] == AgentStretch{ready_standing(), talking, "support", "c1", at(15), at(30)});
    CHECK(log[2] == AgentStretch{ready_standing(), wrapup, "support", "c1", at(30), at(50)});
    CHECK(log[4] == AgentStretch{ready_standing(), idle, "", "", at(50), at(60)});
    CHECK(log[5].state == talking);
}

TEST_CASE("a call nobody knows the end of is over when that is found out", "[calls][agent]")
{
    auto before = in_queue_call();
    Agent agent{before.record(), wrapup20};
    agent.resume(at(100));
    CHECK(agent.record().state == wrapup);
    CHECK(agent.record().wrapup_end == at(120));
}
