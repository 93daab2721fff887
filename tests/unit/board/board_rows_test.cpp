// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/board_rows.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace board;
using nlohmann::json;
using runtime::from_epoch_ms;

namespace {

constexpr unsigned sales_group = 7;
constexpr unsigned support_group = 8;

AgentFacts agent(unsigned account, unsigned group, std::string extension)
{
    AgentFacts facts;
    facts.account = account;
    facts.group = group;
    facts.server = "pbx";
    facts.extension = std::move(extension);
    return facts;
}

CallFacts call(std::string srcuid, std::string queue = "")
{
    CallFacts facts;
    facts.server = "pbx";
    facts.leg.key = {std::move(srcuid), ""};
    facts.leg.queue = std::move(queue);
    facts.leg.start = from_epoch_ms(1000);
    return facts;
}

QueueFacts queue(std::string name)
{
    QueueFacts facts;
    facts.queue = {"pbx", std::move(name)};
    facts.service_seconds = 20;
    return facts;
}

MemberFacts member(std::string queue, std::string interface, std::string status = "Not in use", bool is_paused = false)
{
    return {.queue = {"pbx", std::move(queue)},
            .interface = std::move(interface),
            .status = std::move(status),
            .is_paused = is_paused};
}

BoardRow row(const BoardFacts& facts, Part part, const std::string& id)
{
    const auto rows = board_rows(facts);
    const auto found = std::ranges::find_if(rows, [&](const BoardRow& r) { return r.part == part && r.id == id; });
    REQUIRE(found != rows.end());
    return *found;
}

json values(const BoardRow& row)
{
    return json::parse(row.text);
}

}  // namespace

TEST_CASE("an agent's row tells status, state and today's figures, the figures not to colleagues", "[board]")
{
    BoardFacts facts;
    auto alice = agent(17, sales_group, "8001");
    alice.telephone = "reachable";
    alice.has_signed_in = true;
    alice.record.standing = {calls::AgentStatus::paused, {3, "Lunch"}};
    alice.record.standing_since = from_epoch_ms(5000);
    alice.record.state = calls::AgentState::talking;
    alice.record.state_since = from_epoch_ms(6000);
    alice.colour = "blue";
    alice.limit_minutes = 30;
    facts.agents = {alice};
    facts.agents_today[17] = {.calls = 4, .talk_seconds = 360};

    const auto made = row(facts, Part::agent, "17");
    CHECK(made.groups == std::vector{sales_group});
    CHECK(made.accounts == std::vector{17U});
    const auto told = values(made);
    CHECK(told["status"] == "paused");
    CHECK(told["reason"] == "Lunch");
    CHECK(told["colour"] == "blue");
    CHECK(told["limit"] == 30);
    CHECK(told["statusSince"] == 5000);
    CHECK(told["state"] == "talking");
    CHECK(told["stateSince"] == 6000);
    CHECK(told["there"] == true);
    CHECK(told["callsToday"] == 4);
    CHECK(told["talkToday"] == 360);

    auto without = told;
    without.erase("callsToday");
    without.erase("talkToday");
    CHECK(json::parse(made.colleague_text) == without);
}

TEST_CASE("of an agent who never signed in no time is told", "[board]")
{
    BoardFacts facts;
    facts.agents = {agent(17, sales_group, "8001")};
    const auto told = values(row(facts, Part::agent, "17"));
    CHECK(told["status"] == "off");
    CHECK(told["statusSince"].is_null());
    CHECK(told["there"] == false);
}

TEST_CASE("a call belongs to the groups and accounts at its ends", "[board]")
{
    BoardFacts facts;
    auto between = call("1.1");
    between.leg.key.dstuid = "1.2";
    between.src_account = 17;
    between.dst_account = 18;
    between.groups = {support_group, sales_group, sales_group};
    facts.calls = {between};
    const auto made = row(facts, Part::call, "pbx|1.1|1.2");
    CHECK(made.groups == std::vector{sales_group, support_group});
    CHECK(made.accounts == std::vector{17U, 18U});
    CHECK(made.colleague_text == made.text);
}

TEST_CASE("a call of nobody belongs to the groups that serve its queue", "[board]")
{
    BoardFacts facts;
    facts.agents = {agent(17, sales_group, "8001"), agent(18, support_group, "8002")};
    facts.members = {member("orders", "PJSIP/8001"), member("repairs", "PJSIP/8002")};
    facts.calls = {call("1.1", "orders"), call("1.2")};
    CHECK(row(facts, Part::call, "pbx|1.1|").groups == std::vector{sales_group});
    CHECK(row(facts, Part::call, "pbx|1.1|").colleague_text.empty());
    CHECK(row(facts, Part::call, "pbx|1.2|").groups.empty());
}

TEST_CASE("an account without a group does not lend its call the queue's groups", "[board]")
{
    BoardFacts facts;
    facts.agents = {agent(17, sales_group, "8001")};
    facts.members = {member("orders", "PJSIP/8001")};
    auto theirs = call("1.1", "orders");
    theirs.dst_account = 19;
    facts.calls = {theirs};
    CHECK(row(facts, Part::call, "pbx|1.1|").groups.empty());
}

TEST_CASE("a queue and its callers belong to the groups of its members, however they are members", "[board]")
{
    BoardFacts facts;
    auto by_channel = agent(17, 1, "");
    by_channel.channel = "SIP/phone-1";
    auto by_number = agent(18, 2, "");
    by_number.agent = "6001";
    auto by_interface = agent(19, 3, "8003");
    by_interface.interface = "Local/x@agents";
    facts.agents = {by_channel, by_number, by_interface, agent(20, 4, "8004"), agent(21, 5, "8005")};
    auto elsewhere = agent(22, 6, "8004");
    elsewhere.server = "other";
    facts.agents.push_back(elsewhere);
    facts.queues = {queue("orders")};
    facts.members = {member("orders", "SIP/phone-1"), member("orders", "Agent/6001"),
                     member("orders", "Local/8005@in/n"), member("orders", "PJSIP/8004"),
                     member("orders", "PJSIP/9999")};
    facts.callers = {{.queue = {"pbx", "orders"},
                      .channel = "PJSIP/trunk-1",
                      .uniqueid = "9.9",
                      .number = "021",
                      .name = "",
                      .position = 1,
                      .since = from_epoch_ms(7000)}};
    const std::vector<unsigned> groups{1, 2, 4, 5};
    CHECK(row(facts, Part::queue, "pbx|orders").groups == groups);
    CHECK(row(facts, Part::caller, "pbx|orders|PJSIP/trunk-1").groups == groups);
}

TEST_CASE("members are counted by what they can do now", "[board]")
{
    BoardFacts facts;
    auto wrapping = agent(17, sales_group, "8001");
    wrapping.record.state = calls::AgentState::wrapup;
    facts.agents = {wrapping};
    facts.queues = {queue("orders")};
    facts.members = {member("orders", "PJSIP/8001", "Not in use", true),
                     member("orders", "PJSIP/1"),
                     member("orders", "PJSIP/2", "Ringing"),
                     member("orders", "PJSIP/3", "In use", true),
                     member("orders", "PJSIP/4", "Not in use", true),
                     member("orders", "PJSIP/5", "Unavailable", true)};
    const auto members = values(row(facts, Part::queue, "pbx|orders"))["members"];
    CHECK(members["ready"] == 1);
    CHECK(members["ringing"] == 1);
    CHECK(members["busy"] == 2);
    CHECK(members["paused"] == 1);
    CHECK(members["unavailable"] == 1);
    CHECK(members["all"] == 6);
    CHECK(members["accounts"] == json::array({17}));
}

TEST_CASE("a queue's figures are today's by its log, else Asterisk's", "[board]")
{
    BoardFacts facts;
    auto orders = queue("orders");
    orders.answered = 90;
    orders.abandoned = 10;
    orders.service_percent = 77;
    facts.queues = {orders};
    facts.queues_today[orders.queue] = {.answered = 2, .abandoned = 1, .in_time = 2};
    auto told = values(row(facts, Part::queue, "pbx|orders"));
    CHECK((told["counts"] == "asterisk" && told["answered"] == 90 && told["serviceLevel"] == 77));

    facts.queues[0].has_log = true;
    told = values(row(facts, Part::queue, "pbx|orders"));
    CHECK((told["counts"] == "today" && told["answered"] == 2 && told["abandoned"] == 1 && told["serviceLevel"] == 67));

    facts.queues_today.clear();
    CHECK(values(row(facts, Part::queue, "pbx|orders"))["serviceLevel"].is_null());
}

TEST_CASE("the longest wait began when the first of the waiting joined", "[board]")
{
    BoardFacts facts;
    facts.queues = {queue("orders"), queue("repairs")};
    for (const auto since : {9000, 4000, 6000}) {
        CallerFacts caller;
        caller.queue = {"pbx", "orders"};
        caller.channel = std::to_string(since);
        caller.since = from_epoch_ms(since);
        facts.callers.push_back(caller);
    }
    CHECK(values(row(facts, Part::queue, "pbx|orders"))["longestSince"] == 4000);
    CHECK(values(row(facts, Part::queue, "pbx|repairs"))["longestSince"].is_null());
}

TEST_CASE("telephones of no account are an administrator's, and busy while a call uses them", "[board]")
{
    BoardFacts facts;
    facts.agents = {agent(17, sales_group, "8001")};
    const auto peer = [](std::string name, std::string status) {
        return PeerFacts{.peer = {"pbx", std::move(name)}, .status = std::move(status), .since = {}};
    };
    facts.peers = {peer("PJSIP/8001", "registered"), peer("PJSIP/door", "reachable"), peer("PJSIP/trunk", "registered"),
                   peer("PJSIP/gate", "unregistered")};
    auto incoming = call("1.1");
    incoming.leg.srcchan = "PJSIP/trunk-00000001";
    facts.calls = {incoming};
    CHECK(values(row(facts, Part::peer, "pbx|PJSIP/door"))["status"] == "registered");
    CHECK(values(row(facts, Part::peer, "pbx|PJSIP/trunk"))["status"] == "busy");
    CHECK(values(row(facts, Part::peer, "pbx|PJSIP/gate"))["status"] == "unavailable");
    CHECK(row(facts, Part::peer, "pbx|PJSIP/door").groups.empty());
    const auto rows = board_rows(facts);
    CHECK(std::ranges::count(rows, Part::peer, &BoardRow::part) == 3);
}

TEST_CASE("bytes that are no UTF-8 do not stop the board", "[board]")
{
    BoardFacts facts;
    auto odd = agent(17, sales_group, "8001");
    odd.name = "\xff\xfe";
    facts.agents = {odd};
    auto call_of_odd = call("1.1");
    call_of_odd.leg.srcname = "\xc3";
    facts.calls = {call_of_odd};
    facts.queues = {queue("\xff")};
    CHECK(board_rows(facts).size() == 3);
}
