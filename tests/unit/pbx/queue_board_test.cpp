// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/queue_board.h"

#include "common/pbx/difference.h"
#include "tests/unit/pbx/messages.h"

#include <catch2/catch.hpp>

using namespace pbx;
using test::Line;

namespace {

const TimePoint t0 = runtime::from_epoch_ms(1'795'413'305'250);

void event(QueueBoard& board, const std::string& text)
{
    board.apply(Line{text}, t0);
}

std::vector<QueueDrift> poll(QueueBoard& board, const std::vector<std::string>& items)
{
    board.begin_poll();
    for (const auto& item : items)
        board.listed(Line{item}, t0);
    return board.end_poll();
}

const std::string support =
    "Event: QueueParams | Queue: support | Max: 5 | Strategy: rrmemory | Calls: 0 | Completed: 3";
const std::string alice =
    "Event: QueueMember | Queue: support | Name: Alice | Location: PJSIP/8001 | Status: 1 | Paused: 0";

std::string waiting(int position, const std::string& channel)
{
    return "Event: QueueEntry | Queue: support | Position: " + std::to_string(position) + " | Channel: " + channel +
           " | Wait: 7 | CallerIDNum: 0912 | Uniqueid: u-" + channel;
}

std::string joined(int position, const std::string& channel)
{
    return "Event: QueueCallerJoin | Queue: support | Position: " + std::to_string(position) +
           " | Count: 1 | Channel: " + channel + " | CallerIDNum: 0912 | Uniqueid: u-" + channel;
}

std::string left(const std::string& channel)
{
    return "Event: QueueCallerLeave | Queue: support | Channel: " + channel;
}

std::vector<std::pair<std::string, int>> places(const QueueBoard& board)
{
    std::vector<std::pair<std::string, int>> places;
    for (const auto& caller : board.tables().callers)
        places.emplace_back(caller.channel, caller.position);
    return places;
}

// What is left of a recorded stream: QueueStatus answers are polls.
QueueTables after_capture(const std::string& name)
{
    QueueBoard board;
    test::play_capture(name, [&](const ami::Message& m) {
        if (m.event() == "QueueStatusComplete") {
            board.end_poll();
        } else if (m.has("ActionID") && QueueBoard::is_wanted(m.event())) {
            if (m.event() == "QueueParams" && board.tables().queues.empty()) board.begin_poll();
            board.listed(m, t0);
        } else {
            board.apply(m, t0);
        }
    });
    return board.tables();
}

}  // namespace

TEST_CASE("a poll tells queues, members and callers", "[pbx][queue]")
{
    QueueBoard board;
    CHECK_FALSE(board.is_known());
    CHECK(poll(board, {support, alice, waiting(1, "SIP/t-1")}).empty());
    CHECK(board.is_known());
    const auto tables = board.tables();
    REQUIRE(tables.queues.size() == 1);
    CHECK(tables.queues[0].waiting == 1);
    CHECK(tables.queues[0].answered == 3);
    REQUIRE(tables.members.size() == 1);
    CHECK(tables.members[0].status == "Not in use");
    REQUIRE(tables.callers.size() == 1);
    CHECK(tables.callers[0].number == "0912");
    CHECK(tables.callers[0].joined == std::chrono::floor<std::chrono::seconds>(t0 - std::chrono::seconds{7}));
}

TEST_CASE("callers move up when one leaves and make room for one of priority", "[pbx][queue]")
{
    QueueBoard board;
    poll(board, {support});
    event(board, joined(1, "a"));
    event(board, joined(2, "b"));
    event(board, joined(1, "vip"));
    CHECK(places(board) == std::vector<std::pair<std::string, int>>{{"a", 2}, {"b", 3}, {"vip", 1}});
    CHECK(board.tables().queues[0].waiting == 3);
    event(board, left("a"));
    CHECK(places(board) == std::vector<std::pair<std::string, int>>{{"b", 2}, {"vip", 1}});
    CHECK(board.tables().queues[0].waiting == 2);
}

TEST_CASE("a caller who gives up counts as unanswered, a talk that ends as answered", "[pbx][queue]")
{
    QueueBoard board;
    poll(board, {support});
    event(board, joined(1, "a"));
    event(board, "Event: QueueCallerAbandon | Queue: support | Uniqueid: u-a");
    event(board, left("a"));
    event(board, "Event: AgentComplete | Queue: support | Interface: PJSIP/8001");
    const auto tables = board.tables();
    CHECK(tables.callers.empty());
    CHECK(tables.queues[0].abandoned == 1);
    CHECK(tables.queues[0].answered == 4);
}

TEST_CASE("a pause keeps its reason until it ends, in old words and new", "[pbx][queue]")
{
    const auto [pause, end] = GENERATE(table<std::string, std::string>(
        {{"Event: QueueMemberPause | Queue: support | Interface: PJSIP/8001 | Paused: 1 | PausedReason: lunch",
          "Event: QueueMemberPause | Queue: support | Interface: PJSIP/8001 | Paused: 0 | PausedReason: lunch"},
         {"Event: QueueMemberPaused | Queue: support | Location: PJSIP/8001 | Paused: 1 | Reason: lunch",
          "Event: QueueMemberPaused | Queue: support | Location: PJSIP/8001 | Paused: 0"}}));
    QueueBoard board;
    poll(board, {support, alice});
    event(board, pause);
    CHECK(board.tables().members[0].is_paused);
    CHECK(board.tables().members[0].pause_reason == "lunch");
    CHECK(board.tables().members[0].status == "Not in use");
    event(board, end);
    CHECK_FALSE(board.tables().members[0].is_paused);
    CHECK(board.tables().members[0].pause_reason.empty());
}

TEST_CASE("what the poll puts right is drift only when no event explains it", "[pbx][queue][drift]")
{
    QueueBoard board;
    poll(board, {support, alice, waiting(1, "ghost"), waiting(2, "late")});
    CHECK(poll(board, {support}).empty());  // both callers and the member are gone: suspected
    event(board, left("late"));             // the event was on its way
    const auto drift = poll(board, {support});
    CHECK(drift == std::vector<QueueDrift>{{QueueDrift::Kind::ghost, "support", "PJSIP/8001"},
                                           {QueueDrift::Kind::ghost, "support", "ghost"}});
    CHECK(poll(board, {support}).empty());
    poll(board, {support, alice});
    CHECK(poll(board, {support, alice}) ==
          std::vector<QueueDrift>{{QueueDrift::Kind::missing, "support", "PJSIP/8001"}});
}

TEST_CASE("what was missed while the connection was away is no drift", "[pbx][queue][drift]")
{
    QueueBoard board;
    poll(board, {support, waiting(1, "a")});
    board.forget_drift();
    poll(board, {support});
    CHECK(poll(board, {support}).empty());
    CHECK(board.tables().callers.empty());
}

TEST_CASE("an event during the poll wins over the list", "[pbx][queue]")
{
    QueueBoard board;
    poll(board, {support, waiting(1, "a")});
    board.begin_poll();
    board.listed(Line{support}, t0);
    board.listed(Line{waiting(1, "a")}, t0);
    event(board, left("a"));
    event(board, joined(1, "b"));
    board.end_poll();
    CHECK(places(board) == std::vector<std::pair<std::string, int>>{{"b", 1}});
}

TEST_CASE("a poll keeps since when a caller waits", "[pbx][queue]")
{
    QueueBoard board;
    poll(board, {support});
    event(board, joined(1, "a"));
    const auto before = board.tables().callers[0];
    poll(board, {support, waiting(1, "a")});
    const auto after = board.tables().callers[0];
    CHECK(after.joined == before.joined);
    CHECK(after.joined_count == 1);
    CHECK(after.wait_seconds == 7);
}

TEST_CASE("recorded queue calls leave nobody waiting, whatever the version", "[pbx][queue][capture]")
{
    const auto name = GENERATE("1.4/queue_answered", "11/queue_answered", "13/queue_answered", "16/queue_answered",
                               "22/queue_answered", "16/queue_abandoned", "22/queue_abandoned", "22/predictive_queue");
    INFO(name);
    std::size_t most = 0;
    QueueBoard board;
    test::play_capture(name, [&](const ami::Message& m) {
        if (!m.has("ActionID")) board.apply(m, t0);
        most = std::max(most, board.tables().callers.size());
    });
    CHECK(most == 1);
    CHECK(board.tables().callers.empty());
}

TEST_CASE("members added, paused and removed by hand", "[pbx][queue][capture]")
{
    const auto name = GENERATE("16/queue_admin", "22/queue_admin");
    INFO(name);
    std::vector<std::string> pauses;
    QueueBoard board;
    test::play_capture(name, [&](const ami::Message& m) {
        if (m.has("ActionID")) return;
        board.apply(m, t0);
        for (const auto& member : board.tables().members)
            if (member.is_paused && (pauses.empty() || pauses.back() != member.pause_reason))
                pauses.push_back(member.pause_reason);
    });
    CHECK(pauses == std::vector<std::string>{"lunch"});
    CHECK(board.tables().members.empty());
    REQUIRE(after_capture(name).queues.size() == 1);
    CHECK(after_capture(name).queues[0].name == "support");
}

TEST_CASE("only what differs is written and only what is gone is deleted", "[pbx][difference]")
{
    const auto row = [](const std::string& name, int n) {
        QueueRow q;
        q.name = name;
        q.waiting = n;
        return q;
    };
    const auto d =
        difference<QueueRow>({row("a", 1), row("b", 1), row("d", 1)}, {row("b", 1), row("c", 1), row("d", 2)});
    CHECK(d.changed == std::vector<QueueRow>{row("c", 1), row("d", 2)});
    CHECK(d.gone == std::vector<QueueRow>{row("a", 1)});
    CHECK(difference<QueueRow>({}, {}).empty());
}
