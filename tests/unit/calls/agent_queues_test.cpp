// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/agent_queues.h"

#include "common/calls/agent_news.h"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using namespace calls;

namespace {

using Kind = QueueStep::Kind;
using Steps = std::vector<QueueStep>;

const QueueSeat in{QueueSeat::Member::in, {}};
const QueueSeat out{QueueSeat::Member::out, {}};
const QueueSeat in_paused{QueueSeat::Member::in, "Training"};
const QueueSeat pinned_paused{QueueSeat::Member::untouched, "Training"};

QueueStep step(Kind kind, std::string queue = "", std::string reason = "", bool is_paused = false)
{
    return {kind, std::move(queue), std::move(reason), is_paused};
}

}  // namespace

TEST_CASE("who comes in is added to the queues chosen, paused first", "[calls][agent][queue]")
{
    CHECK(queue_steps(QueueWish{"OFF", {{"sales", out}}}, QueueWish{"LOGIN", {{"sales", in}}}) ==
          Steps{step(Kind::add, "sales", "", true), step(Kind::pause, "", "LOGIN")});
    CHECK(queue_steps(QueueWish{"LOGIN", {{"sales", in}}}, QueueWish{{}, {{"sales", in}}}) ==
          Steps{step(Kind::unpause)});
    CHECK(queue_steps(QueueWish{{}, {{"sales", in}}}, QueueWish{"OFF", {{"sales", out}}}) ==
          Steps{step(Kind::remove, "sales"), step(Kind::pause, "", "OFF")});
}

TEST_CASE("nothing is asked for when all is as it shall be", "[calls][agent][queue]")
{
    const QueueWish wish{{}, {{"sales", in}, {"support", pinned_paused}}};
    CHECK(queue_steps(wish, wish).empty());
}

TEST_CASE("a queue joined or left by somebody at work", "[calls][agent][queue]")
{
    CHECK(queue_steps(QueueWish{}, QueueWish{{}, {{"sales", in}}}) == Steps{step(Kind::add, "sales")});
    CHECK(queue_steps(QueueWish{"Lunch", {}}, QueueWish{"Lunch", {{"sales", in}}}) ==
          Steps{step(Kind::add, "sales", "", true), step(Kind::pause, "", "Lunch")});
    CHECK(queue_steps(QueueWish{{}, {{"sales", in}}}, QueueWish{{}, {{"sales", out}}}) ==
          Steps{step(Kind::remove, "sales")});
}

TEST_CASE("a pause in one queue outlives one in all of them", "[calls][agent][queue]")
{
    CHECK(queue_steps(QueueWish{{}, {{"sales", in}}}, QueueWish{{}, {{"sales", in_paused}}}) ==
          Steps{step(Kind::pause, "sales", "Training")});
    CHECK(queue_steps(QueueWish{{}, {{"sales", in_paused}}}, QueueWish{"Lunch", {{"sales", in_paused}}}) ==
          Steps{step(Kind::pause, "", "Lunch")});
    CHECK(queue_steps(QueueWish{"Lunch", {{"sales", in_paused}}}, QueueWish{{}, {{"sales", in_paused}}}) ==
          Steps{step(Kind::unpause), step(Kind::pause, "sales", "Training")});
    CHECK(queue_steps(QueueWish{{}, {{"sales", in_paused}}}, QueueWish{{}, {{"sales", in}}}) ==
          Steps{step(Kind::unpause, "sales")});
}

TEST_CASE("of an Asterisk that was restarted nothing is known, so all is asked for", "[calls][agent][queue]")
{
    CHECK(queue_steps(std::nullopt, QueueWish{{}, {{"sales", in_paused}, {"support", pinned_paused}, {"vip", out}}}) ==
          Steps{step(Kind::add, "sales", "", true), step(Kind::remove, "vip"), step(Kind::unpause),
                step(Kind::pause, "sales", "Training"), step(Kind::pause, "support", "Training")});
}

TEST_CASE("a browser hears all there is to know of an agent", "[calls][agent]")
{
    AgentNews news;
    news.record.standing = {AgentStatus::paused, {7, "Lunch"}};
    news.record.standing_since = runtime::from_epoch_ms(1000);
    news.record.state = AgentState::wrapup;
    news.record.state_since = runtime::from_epoch_ms(2000);
    news.record.queue = "support";
    news.record.wrapup_end = runtime::from_epoch_ms(22000);
    news.record.next = ready_standing();
    news.seats = {{"sales", in_paused}};
    news.error = "No such queue";
    news.at = runtime::from_epoch_ms(3000);
    CHECK(to_json(news) == nlohmann::json::parse(R"({
        "status": "paused", "reasonid": 7, "reason": "Lunch", "statusSince": 1000,
        "state": "wrapup", "stateSince": 2000, "queue": "support", "linkedid": "", "wrapupEnd": 22000,
        "next": {"status": "ready", "reasonid": 0, "reason": ""},
        "queues": [{"queue": "sales", "joined": true, "pause": "Training"}], "error": "No such queue", "at": 3000})"));
}

TEST_CASE("the words of status and state are read again", "[calls][agent]")
{
    for (const auto status : {AgentStatus::off, AgentStatus::ready, AgentStatus::paused})
        CHECK(parse_agent_status(to_string(status)) == status);
    for (const auto state : {AgentState::idle, AgentState::ringing, AgentState::dialing, AgentState::talking,
                             AgentState::hold, AgentState::wrapup, AgentState::unreachable})
        CHECK(parse_agent_state(to_string(state)) == state);
    CHECK_FALSE(parse_agent_status("wrapup"));
    CHECK_FALSE(parse_agent_state("ready"));
}
