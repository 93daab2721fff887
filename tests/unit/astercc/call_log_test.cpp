// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/call_log.h"

#include "common/runtime/log.h"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <cstdlib>
#include <fstream>

using namespace std::chrono_literals;
using astercc::CallLog;
using calls::Change;
using calls::Leg;
using calls::LegChanged;
using calls::LegDropped;
using calls::LegFinished;

namespace {

const auto start = runtime::from_epoch_ms(1'700'000'000'000);

// The log goes to a file while this lives.
class LogFile {
public:
    explicit LogFile(runtime::LogLevel threshold = runtime::LogLevel::debug)
    {
        const int fd = mkstemp(path_.data());
        REQUIRE(fd >= 0);
        close(fd);
        runtime::open_log("astercc", path_, threshold);
    }
    ~LogFile()
    {
        runtime::open_log("astercc", "", runtime::LogLevel::info);
        unlink(path_.c_str());
    }
    // Each line from its event on.
    [[nodiscard]] std::vector<std::string> events() const
    {
        std::vector<std::string> found;
        std::ifstream in{path_};
        for (std::string line; std::getline(in, line);)
            found.push_back(line.substr(line.find("event=") + 6));
        return found;
    }

private:
    std::string path_ = "/tmp/astercc-log-XXXXXX";
};

Leg caller()
{
    Leg leg;
    leg.key = {"1.1", ""};
    leg.linkedid = "1.1";
    leg.src = "08912345";
    leg.dst = "100";
    leg.didnumber = "100";
    leg.start = start;
    return leg;
}

Leg queued()
{
    auto leg = caller();
    leg.queue = "sales";
    return leg;
}

Leg to_agent(Leg leg = queued())
{
    leg.key.dstuid = "1.2";
    leg.dstchan = "PJSIP/8001-1";
    leg.ringing = start + 2s;
    return leg;
}

Leg answered(Leg leg)
{
    leg.answer = start + 5s;
    leg.state = calls::LegState::link;
    return leg;
}

LegFinished ended(Leg leg, calls::Disposition disposition)
{
    calls::FinishedLeg f;
    f.leg = std::move(leg);
    f.end = start + 20s;
    f.disposition = disposition;
    f.talk = f.leg.answer ? 15s : 0s;
    f.ring = 3s;
    f.hangup_by = calls::HangupBy::caller;
    f.hangup_cause = 16;
    return {f};
}

}  // namespace

TEST_CASE("grep linkedid= tells a call's story", "[log]")
{
    const LogFile file;
    CallLog log{"berlin"};
    log.tell({LegChanged{caller()}}, start);
    log.tell({LegDropped{caller().key}, LegChanged{to_agent()}}, start + 2s);
    log.tell({LegChanged{answered(to_agent())}}, start + 5s);
    log.tell({LegChanged{answered(to_agent())}}, start + 6s);
    CHECK(log.live_calls() == 1);
    log.tell({ended(answered(to_agent()), calls::Disposition::answered)}, start + 20s);
    CHECK(log.live_calls() == 0);
    CHECK(file.events() ==
          std::vector<std::string>{
              "call_started linkedid=1.1 uniqueid=1.1 server=berlin src=08912345 dst=100 did=100",
              "call_answered linkedid=1.1 uniqueid=1.1 dstuid=1.2 server=berlin src=08912345 dst=100 queue=sales "
              "ring_ms=3000",
              "call_finished linkedid=1.1 uniqueid=1.1 dstuid=1.2 server=berlin src=08912345 dst=100 queue=sales "
              "disposition=ANSWERED wait_ms=0 ring_ms=3000 talk_ms=15000 hangup_by=caller cause=16"});
}

TEST_CASE("without debug only ends are told", "[log]")
{
    const LogFile file{runtime::LogLevel::info};
    CallLog log{"berlin"};
    log.tell({LegChanged{answered(to_agent())}}, start);
    CHECK(file.events().empty());
    log.tell({ended(answered(to_agent()), calls::Disposition::answered)}, start + 20s);
    CHECK(file.events().size() == 1);
}

TEST_CASE("a caller who leaves a queue before anybody answered has abandoned it", "[log][queue]")
{
    const LogFile file{runtime::LogLevel::info};
    CallLog log{"berlin"};
    SECTION("nobody was rung")
    {
        log.tell({LegChanged{queued()}}, start);
        log.tell({ended(queued(), calls::Disposition::no_answer)}, start + 20s);
    }
    SECTION("an agent's telephone rings")
    {
        log.tell({LegChanged{to_agent()}}, start);
        log.tell({ended(to_agent(), calls::Disposition::no_answer)}, start + 20s);
    }
    SECTION("an agent did not answer and the caller waits again")
    {
        log.tell({LegChanged{to_agent()}}, start);
        log.tell({ended(to_agent(), calls::Disposition::no_answer), LegChanged{queued()}}, start + 10s);
        CHECK(log.live_calls() == 1);
        CHECK(log.totals().abandoned == 0);
        log.tell({LegDropped{queued().key}}, start + 20s);
    }
    CHECK(log.totals().abandoned == 1);
    CHECK(file.events().back() ==
          "call_abandoned linkedid=1.1 uniqueid=1.1 server=berlin src=08912345 queue=sales wait_ms=20000");
}

TEST_CASE("answered calls and calls without a queue abandon nothing", "[log][queue]")
{
    const LogFile file;
    CallLog log{"berlin"};
    log.tell({LegChanged{caller()}}, start);
    log.tell({ended(caller(), calls::Disposition::no_answer)}, start + 20s);
    log.tell({LegChanged{answered(to_agent())}}, start);
    log.tell({ended(answered(to_agent()), calls::Disposition::answered)}, start + 20s);
    CHECK(log.totals().abandoned == 0);
    CHECK(log.totals().finished == std::array<std::uint64_t, 4>{1, 1, 0, 0});
}

TEST_CASE("what was alive at the start is not told to start, and healed ends are counted", "[log]")
{
    const LogFile file;
    CallLog log{"berlin"};
    log.restore({answered(to_agent())});
    log.tell({LegChanged{answered(to_agent())}}, start);
    CHECK(file.events().empty());
    auto healed = ended(answered(to_agent()), calls::Disposition::answered);
    healed.finished.gap = true;
    log.tell({healed}, start + 1h);
    CHECK(log.totals().healed == 1);
    CHECK(log.live_calls() == 0);
}

TEST_CASE("two calls that turn out to be one are one from then on", "[log]")
{
    const LogFile file;
    CallLog log{"berlin"};
    auto second = caller();
    second.key.srcuid = "2.1";
    second.linkedid = "2.1";
    log.tell({LegChanged{caller()}, LegChanged{second}}, start);
    CHECK(log.live_calls() == 2);
    second.linkedid = "1.1";
    log.tell({LegChanged{second}}, start + 1s);
    CHECK(log.live_calls() == 1);
    CHECK(file.events().size() == 2);
    log.tell({ended(second, calls::Disposition::failed)}, start + 2s);
    CHECK(log.live_calls() == 1);
}

TEST_CASE("who takes over again forgets the calls of its last time", "[log]")
{
    const LogFile file;
    CallLog log{"berlin"};
    log.restore({answered(to_agent())});
    auto other = caller();
    other.key.srcuid = other.linkedid = "3.1";
    log.restore({other});
    CHECK(log.live_calls() == 1);
}
