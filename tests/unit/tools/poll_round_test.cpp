// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/poll_round.h"

#include <catch2/catch.hpp>

#include <map>

using tools::List;
using tools::PollRound;

namespace {

// Plays a round: what is refused by `why`, the rest comes whole. Returns what was asked for.
std::vector<List> play(PollRound& round, const std::map<List, std::string>& refusals)
{
    std::vector<List> asked;
    round.begin();
    while (const auto list = round.next()) {
        asked.push_back(*list);
        round.asked("a-1");
        if (const auto refusal = refusals.find(*list); refusal != refusals.end())
            round.refused(refusal->second);
        else
            round.completed();
    }
    return asked;
}

const std::string denied = "PJSIPShowEndpoints: Permission denied";
const std::string unknown =
    "SIPpeers: Invalid/unknown command: SIPpeers. Use Action: ListCommands to show available commands.";

}  // namespace

TEST_CASE("with all rights every list but the substitute is asked for, round after round", "[tools][poll]")
{
    PollRound round;
    for (int i = 0; i < 2; ++i)
        CHECK(play(round, {}) ==
              std::vector{List::queues, List::pjsip_endpoints, List::pjsip_contacts, List::sip, List::iax});
    CHECK_FALSE(round.is_under_way());
}

TEST_CASE("what was refused is not asked for again before the next login", "[tools][poll]")
{
    PollRound round;
    CHECK(play(round, {{List::pjsip_endpoints, denied}, {List::sip, unknown}}) ==
          std::vector{List::queues, List::pjsip_endpoints, List::sip, List::iax, List::devices});
    CHECK(play(round, {}) == std::vector{List::queues, List::iax, List::devices});
    round.forget_refusals();
    CHECK(play(round, {}).size() == 5);
}

TEST_CASE("contacts without endpoints would look as if all telephones were gone", "[tools][poll]")
{
    PollRound round;
    CHECK(play(round, {{List::pjsip_endpoints, "PJSIPShowEndpoints: no answer in time"}}) ==
          std::vector{List::queues, List::pjsip_endpoints, List::sip, List::iax});
    CHECK(play(round, {}).size() == 5);
}

TEST_CASE("an empty list is an answer", "[tools][poll]")
{
    PollRound round;
    round.begin();
    CHECK(round.next() == List::queues);
    round.completed();
    CHECK(round.next() == List::pjsip_endpoints);
    CHECK(round.refused("PJSIPShowEndpoints: No endpoints found") == PollRound::Refusal::empty);
    CHECK(round.next() == List::pjsip_contacts);
    CHECK(round.refused("PJSIPShowContacts: No Contacts found") == PollRound::Refusal::empty);
}

TEST_CASE("items and ends of the list asked for are told from everything else", "[tools][poll]")
{
    PollRound round;
    round.begin();
    CHECK(round.next() == List::queues);
    round.asked("a-7");
    const auto classify = [&](std::string_view event, std::string_view id) {
        const ami::Header headers[]{{"Event", event}, {"ActionID", id}};
        return round.classify(ami::Message{headers});
    };
    CHECK(classify("QueueMember", "a-7") == PollRound::Answer::item);
    CHECK(classify("QueueStatusComplete", "a-7") == PollRound::Answer::complete);
    CHECK(classify("QueueStatusComplete", "a-6") == PollRound::Answer::none);
    CHECK(classify("QueueMemberStatus", "") == PollRound::Answer::none);
}
