// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/cdr_legs.h"
#include "tests/unit/calls/expected_legs.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

using namespace calls;
using namespace std::chrono_literals;

namespace {

constexpr auto utc = CdrClock::utc;

const std::string full =
    R"("acc","8002","8001","from-internal","""Agent ""8002"""" <8002>","PJSIP/8002-0000003b","PJSIP/8001-0000003c",)"
    R"("Dial","PJSIP/8001,20","2026-11-23 05:59:08","2026-11-23 05:59:09","2026-11-23 05:59:17",9,8,"ANSWERED",)"
    R"("DOCUMENTATION","1795413548.115378","note","","1795413548.100",14132)";

std::vector<CdrRecord> records(const std::string& path)
{
    std::ifstream in{std::string{CC_TEST_DATA} + "/captures/" + path};
    std::vector<CdrRecord> read;
    for (std::string line; std::getline(in, line);) {
        auto record = parse_cdr_line(line, utc);
        INFO(line);
        REQUIRE(record);
        read.push_back(std::move(*record));
    }
    return read;
}

CdrRecord record(const std::string& channel, const std::string& dstchannel, Disposition disposition,
                 const std::string& uniqueid)
{
    CdrRecord made;
    made.src = "100";
    made.dst = "200";
    made.channel = channel;
    made.dstchannel = dstchannel;
    made.uniqueid = uniqueid;
    made.start = TimePoint{1000s};
    made.end = TimePoint{1010s};
    made.disposition = disposition;
    if (disposition == Disposition::answered) made.billed = 8s;
    return made;
}

// Without what CDR cannot know; of times only that they are near.
std::vector<std::string> shape(const FinishedLeg& f)
{
    return {f.leg.linkedid, f.leg.key.srcuid, f.leg.srcchan, f.leg.dstchan, std::string{to_string(f.disposition)}};
}

}  // namespace

TEST_CASE("a line of Master.csv is read", "[calls][cdr]")
{
    const auto read = parse_cdr_line(full, utc);
    REQUIRE(read);
    CHECK(read->accountcode == "acc");
    CHECK(read->srcname == "Agent \"8002\"");
    CHECK(read->channel == "PJSIP/8002-0000003b");
    CHECK(read->lastdata == "PJSIP/8001,20");
    CHECK(read->end - read->start == 9s);
    CHECK(*read->answer - read->start == 1s);
    CHECK(read->billed == 8s);
    CHECK(read->uniqueid == "1795413548.115378");
    CHECK(read->userfield == "note");
    CHECK(read->linkedid == "1795413548.100");
    CHECK(read->sequence == 14132);
}

TEST_CASE("Master.csv is read with and without what cdr.conf adds", "[calls][cdr]")
{
    const auto cut = [](std::size_t columns) {
        std::string line;
        for (const auto& field : split_csv(full)) {
            if (columns-- == 0) break;
            std::string quoted;
            for (const char c : field)
                quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
            line += (line.empty() ? "\"" : ",\"") + quoted + "\"";
        }
        return line;
    };
    const auto plain = parse_cdr_line(cut(16), utc);
    REQUIRE(plain);
    CHECK(plain->uniqueid.empty());
    CHECK(call_of(*plain) == "cdr:PJSIP/8002-0000003b@1795413548");
    CHECK(parse_cdr_line(cut(17), utc)->uniqueid == "1795413548.115378");
    CHECK(parse_cdr_line(cut(18), utc)->userfield == "note");
    const auto only_userfield = parse_cdr_line(cut(16) + ",\"my note\"", utc);
    CHECK((only_userfield->userfield == "my note" && only_userfield->uniqueid.empty()));
    const auto only_new = parse_cdr_line(cut(16) + ",\"peer\",\"linked.1\",7", utc);
    CHECK((only_new->linkedid == "linked.1" && only_new->sequence == 7 && only_new->userfield.empty()));
}

TEST_CASE("a line of our cdr_custom.conf has fractions of a second", "[calls][cdr]")
{
    const auto read = parse_cdr_line(
        R"("02188776655","8003","from-trunk","PJSIP/trunk-13","PJSIP/8001-14","1795413365.250000","0.000000",)"
        R"("1795413368.283669","3.033669","0.000000","NO ANSWER","","1795413365.45","1795413365.45","25")",
        utc);
    REQUIRE(read);
    CHECK(read->start == TimePoint{1795413365250ms});
    CHECK(read->end == TimePoint{1795413368284ms});
    CHECK_FALSE(read->answer);
    CHECK(read->sequence == 25);
    CHECK(read->disposition == Disposition::no_answer);
}

TEST_CASE("what is no record is refused", "[calls][cdr]")
{
    for (const std::string line : {"", "\"", ",,,,,,,,,,,,,,,", "a,b", "\xff\xfe\"\"\"\"", "\"\",\"1\",\"2\""})
        CHECK_FALSE(parse_cdr_line(line, utc));
    for (std::size_t length = 0; length < full.find("DOCUMENTATION"); ++length)
        CHECK_FALSE(parse_cdr_line(std::string_view{full}.substr(0, length), utc));
    CHECK_FALSE(parse_cdr_line(full.substr(0, 100) + full, utc));
}

TEST_CASE("a local time is read as this machine's", "[calls][cdr]")
{
    setenv("TZ", "Asia/Shanghai", 1);
    tzset();
    CHECK(parse_cdr_time("2026-11-23 08:00:00", CdrClock::local) == parse_cdr_time("2026-11-23 00:00:00", utc));
    CHECK(to_cdr_time(TimePoint{1795413548s}, CdrClock::local) == "2026-11-23 13:59:08");
    setenv("TZ", "UTC", 1);
    tzset();
    CHECK(to_cdr_time(TimePoint{1795413548s}, utc) == "2026-11-23 05:59:08");
    for (const std::string text : {"2026-13-01 00:00:00", "2026-02-30 00:00:00", "2026-01-01 24:00:00", "today"})
        CHECK_FALSE(parse_cdr_time(text, utc));
}

TEST_CASE("a row of a table is completed from its start and lengths", "[calls][cdr]")
{
    CdrRecord made = record("SIP/1-1", "SIP/2-2", Disposition::failed, "1.1");
    REQUIRE(complete(made, {"\"Bob\" <100>", "2026-11-23 05:59:08", 9, 8, "ANSWERED"}, utc));
    CHECK(made.srcname == "Bob");
    CHECK(made.end - made.start == 9s);
    CHECK(*made.answer == made.end - 8s);
    CHECK_FALSE(complete(made, {"", "0000-00-00 00:00:00", 9, 8, "ANSWERED"}, utc));
}

TEST_CASE("a call only CDR tells of has the legs that would have been seen", "[calls][cdr][captures]")
{
    for (const auto& capture : test::captures()) {
        // An old Asterisk's CDR has no row for the losers of a ring group, nor names Local halves' linkedid.
        if (!capture.is("16") && !capture.is("22")) continue;
        // Where Asterisk's CDR tells less than what happened, no more than that is known after a gap.
        const auto* const scenario = test::scenario_of(capture);
        if (scenario != nullptr && scenario->cdr_tells != test::CdrTells::legs) continue;
        if (capture.cdr.empty()) continue;  // unanswered = no: an originate nobody answered
        INFO(capture.name);
        Tracker tracker;
        std::vector<std::vector<std::string>> seen;
        for (const auto& change : test::play_raw(capture, {}, tracker))
            if (const auto* ended = std::get_if<LegFinished>(&change)) seen.push_back(shape(ended->finished));
        std::vector<std::vector<std::string>> told;
        for (const auto& call : by_call(records(capture.name + "/cdr.csv")))
            for (const auto& leg : legs_of(call))
                told.push_back(shape(leg.finished));
        std::ranges::sort(seen);
        std::ranges::sort(told);
        CHECK(told == seen);
    }
}

TEST_CASE("what was recorded already is not unknown", "[calls][cdr]")
{
    const std::vector call{record("SIP/1-1", "SIP/2-2", Disposition::answered, "1.1"),
                           record("SIP/1-1", "SIP/3-3", Disposition::no_answer, "1.1"),
                           record("SIP/1-1", "", Disposition::answered, "1.1")};
    CHECK(unknown_legs(call, {}).size() == 2);
    const auto rest = unknown_legs(call, {"SIP/1-1", "SIP/2-2"});
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].finished.leg.key == LegKey{"1.1", "cdr:SIP/3-3"});
    CHECK(unknown_legs(call, {"SIP/1-1", "SIP/2-2", "SIP/3-3"}).empty());
}

TEST_CASE("two records of the same two channels are one leg", "[calls][cdr]")
{
    auto first = record("SIP/1-1", "SIP/2-2", Disposition::answered, "1.1");
    auto second = first;
    second.start += 20s;
    second.end += 20s;
    const auto legs = legs_of(std::vector{second, first});
    REQUIRE(legs.size() == 1);
    CHECK(legs[0].finished.talk == 16s);
    CHECK(legs[0].finished.end - legs[0].finished.leg.start == 30s);
}

TEST_CASE("a call through Local channels is the talk of the two telephones", "[calls][cdr]")
{
    const std::vector call{record("Local/1@x-7;2", "SIP/trunk-2", Disposition::answered, "2.2"),
                           record("SIP/8001-1", "Local/1@x-7;1", Disposition::answered, "1.1")};
    REQUIRE(by_call(call).size() == 1);
    const auto legs = legs_of(call);
    REQUIRE(legs.size() == 1);
    CHECK(legs[0].finished.leg.key == LegKey{"1.1", "cdr:SIP/trunk-2"});
    CHECK(legs[0].finished.leg.srcchan == "SIP/8001-1");
}

TEST_CASE("a caller the dialplan answered and nobody spoke to has no answer", "[calls][cdr]")
{
    const auto legs = legs_of(std::vector{record("SIP/trunk-1", "", Disposition::answered, "1.1")});
    REQUIRE(legs.size() == 1);
    CHECK(legs[0].finished.disposition == Disposition::no_answer);
    CHECK(legs[0].finished.talk == 0s);
    CHECK(legs[0].finished.leg.key == LegKey{"1.1", ""});
    CHECK(legs_of(std::vector{record("Local/1@x-7;2", "", Disposition::answered, "1.1")}).empty());
}
