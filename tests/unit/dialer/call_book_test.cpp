// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/call_book.h"

#include <catch2/catch.hpp>

using namespace dialer;
using namespace std::chrono_literals;
using dialing::CallEventKind;
using dialing::pacing::EventKind;

namespace {

const auto wall = runtime::from_epoch_ms(1'795'413'439'000);
const SteadyTime beginning{1000h};

db::OpenAttempt attempt_of(std::uint64_t id, unsigned campaign = 1)
{
    return {.id = id,
            .name = "dial-" + std::to_string(id) + "-1",
            .server = "asterisk",
            .campaign = campaign,
            .number = "0" + std::to_string(id),
            .begun = wall};
}

struct Book {
    std::vector<dialing::pacing::Event> told;
    CallBook book{beginning, [this](unsigned /*campaign*/, const auto& event) { told.push_back(event); }};

    void add(std::uint64_t id, unsigned campaign = 1) { book.add(attempt_of(id, campaign), {}, 0, beginning); }
    DialedCall& call(std::uint64_t id) { return book.calls().at(attempt_of(id).name); }
    void hear(std::uint64_t id, CallEventKind kind, std::chrono::milliseconds after,
              std::optional<std::chrono::milliseconds> stamp = std::nullopt)
    {
        book.hear(0, beginning + after,
                  {.call = attempt_of(id).name,
                   .event = {.kind = kind, .word = kind == CallEventKind::agent_connected ? "PJSIP/8001" : ""},
                   .stamp = stamp ? std::optional{wall + *stamp} : std::nullopt});
    }
    void list(std::vector<LiveChannel> channels, std::chrono::milliseconds after)
    {
        book.hear(0, beginning + after, ChannelsListed{beginning + after, std::move(channels)});
    }
};

}  // namespace

TEST_CASE("calls are counted by what they do, each for its campaign", "[dialer][book]")
{
    Book book;
    book.add(1);
    book.add(2);
    book.add(3, 7);
    book.hear(1, CallEventKind::rings, 1s);
    book.hear(2, CallEventKind::person, 1s);
    book.hear(2, CallEventKind::agent_connected, 2s);
    const auto counts = book.book.counts(1);
    CHECK(counts.ringing == 1);
    CHECK(counts.talking == 1);
    CHECK(counts.all() == 2);
    CHECK(book.book.counts(7).dialing == 1);
    CHECK(book.book.busy_agents() == std::set<std::string>{"PJSIP/8001"});
    CHECK(book.book.numbers() == std::set<std::string>{"01", "02", "03"});
}

TEST_CASE("times are Asterisk's where it tells them, and the steady clock's where not", "[dialer][book]")
{
    Book book;
    book.add(1);
    SECTION("its clock is 90 s ahead")
    {
        book.hear(1, CallEventKind::person, 5s, 95s);
        CHECK(book.call(1).call.end().person == wall + 95s);
        CHECK(book.call(1).time_at(beginning + 6s) == wall + 96s);
        book.book.look(beginning + 6s);
        CHECK(book.told.back().kind == EventKind::person);
        book.book.look(beginning + 7s + 1ms);
        CHECK(book.told.back().kind == EventKind::abandoned);
    }
    SECTION("it tells none")
    {
        book.hear(1, CallEventKind::person, 5s);
        CHECK(book.call(1).call.end().person == wall + 5s);
    }
}

TEST_CASE("pacing hears of a call when it was heard, by the clock of the run", "[dialer][book]")
{
    Book book;
    book.add(1);
    book.hear(1, CallEventKind::person, 5s, 95s);
    REQUIRE(book.told.size() == 2);
    CHECK(book.told[0].kind == EventKind::dialed);
    CHECK(book.told[0].at == 0);
    CHECK(book.told[1].at == 5);
    CHECK(book.told[1].call == 1);
}

TEST_CASE("a call that was begun by a former run is not judged before it is found", "[dialer][book]")
{
    Book book;
    book.book.adopt(attempt_of(1), {}, 0, 40s, beginning);
    book.book.look(beginning + 100s);
    CHECK_FALSE(book.call(1).is_over());
    SECTION("it lives")
    {
        book.list({{.uniqueid = attempt_of(1).name, .call = attempt_of(1).name, .is_up = true, .is_bridged = true}},
                  1s);
        CHECK(book.call(1).found);
        CHECK_FALSE(book.call(1).missing_since);
    }
    SECTION("it does not")
    {
        book.list({}, 1s);
        CHECK(book.call(1).missing_since == beginning + 1s);
    }
}

TEST_CASE("a call younger than a list is not missed by it", "[dialer][book]")
{
    Book book;
    book.add(1);
    book.list({}, 1s);
    CHECK_FALSE(book.call(1).missing_since);
    book.list({}, 3s);
    CHECK(book.call(1).missing_since);
    book.hear(1, CallEventKind::rings, 4s);
    CHECK_FALSE(book.call(1).missing_since);
}

TEST_CASE("what was lost while its Asterisk was away is asked for", "[dialer][book]")
{
    Book book;
    book.add(1);
    book.book.line_lost(0);
    CHECK(book.call(1).is_unheard);
    book.list({}, 1s);
    CHECK_FALSE(book.call(1).is_unheard);
    CHECK(book.call(1).missing_since);
}

TEST_CASE("events of a living call, told from its channels", "[dialer][book]")
{
    using K = CallEventKind;
    const auto events = [](const std::string& application, bool is_up, bool is_bridged) {
        return events_of({{.uniqueid = "dial-1-1",
                           .call = "dial-1-1",
                           .application = application,
                           .is_up = is_up,
                           .is_bridged = is_bridged},
                          {.uniqueid = "dial-1-1-out", .call = "dial-1-1", .application = "Dial", .is_up = true}});
    };
    CHECK(events("AppDial", false, false).empty());
    CHECK(events("AMD", true, false) == std::vector{K::answered});
    CHECK(events("UserEvent", true, false) == std::vector{K::answered});
    CHECK(events("Queue", true, false) == std::vector{K::answered, K::person});
    CHECK(events("Queue", true, true) == std::vector{K::answered, K::person, K::agent_connected});
    CHECK(events("Playback", true, false) == std::vector{K::answered, K::person, K::nobody});
}

TEST_CASE("the end of a call that nobody heard, told from its records", "[dialer][book]")
{
    using R = dialing::Response;
    const auto connected = end_of({.is_known = true, .connected = wall + 5s, .was_queued = true, .ended = wall + 60s});
    CHECK(connected.response == R::answered);
    CHECK(connected.connected == wall + 5s);
    CHECK_FALSE(connected.is_abandoned);
    const auto waited = end_of({.is_known = true, .was_queued = true, .disposition = "NO ANSWER", .ended = wall + 9s});
    CHECK(waited.response == R::abandoned);
    CHECK(waited.is_abandoned);
    CHECK(end_of({.is_known = true, .disposition = "NO ANSWER"}).response == R::no_answer);
    CHECK(end_of({.is_known = true, .disposition = "NO ANSWER", .hangup_cause = 1}).response == R::failed);
    CHECK(end_of({.is_known = true, .disposition = "BUSY"}).response == R::busy);
    CHECK(end_of({.is_known = true, .disposition = "FAILED"}).response == R::failed);
    CHECK(end_of({.is_known = true}).response == R::unknown);
}

TEST_CASE("of a call with a gap the last channels' end alone tells nothing", "[dialer][book]")
{
    Book book;
    const bool has_gap = GENERATE(true, false);
    if (has_gap)
        book.book.adopt(attempt_of(1), {}, 0, 5s, beginning);
    else
        book.add(1);
    book.hear(1, CallEventKind::out_gone, 1s);
    book.hear(1, CallEventKind::gone, 1s);
    CHECK(book.call(1).is_in_doubt() == has_gap);
    CHECK(book.call(1).is_over() != has_gap);
    book.book.settle(book.call(1), {.response = dialing::Response::busy, .ended = wall + 1s});
    CHECK(book.call(1).is_over());
    CHECK(book.call(1).end().response == dialing::Response::busy);
}

TEST_CASE("an agent keeps its number", "[dialer][book]")
{
    Book book;
    const auto first = book.book.agent_number("PJSIP/8001");
    CHECK(book.book.agent_number("PJSIP/8002") != first);
    CHECK(book.book.agent_number("PJSIP/8001") == first);
}
