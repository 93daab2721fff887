// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/recording_actions.h"

#include <catch2/catch.hpp>

using namespace astercc;

namespace {

const RecordingOrder order{17, "PJSIP/trunk-00000001", "/spool/2026/11/23/05/east-1.2-17", "wav", "0x55aa"};

std::string sent(const ami::Result<ami::Action>& action)
{
    REQUIRE(action);
    return action.value().serialize("1");
}

}  // namespace

TEST_CASE("the manager's version tells how Asterisk records", "[recording]")
{
    const auto [banner, application] = GENERATE(table<const char*, RecordingApplication>({
        {"Asterisk Call Manager/1.0", RecordingApplication::monitor},
        {"Asterisk Call Manager/1.3", RecordingApplication::monitor},
        {"Asterisk Call Manager/2.10.4", RecordingApplication::mix_monitor},
        {"Asterisk Call Manager/5.0.1", RecordingApplication::mix_monitor},
        {"Asterisk Call Manager/11.0.0", RecordingApplication::mix_monitor},
        {"", RecordingApplication::mix_monitor},
    }));
    CHECK(recording_application(banner) == application);
}

TEST_CASE("MixMonitor records while bridged, and leaves its id in a variable of the row", "[recording]")
{
    const auto start = sent(start_recording(RecordingApplication::mix_monitor, order));
    CHECK_THAT(start, Catch::Contains("File: " + order.path + ".wav\r\n"));
    CHECK_THAT(start, Catch::Contains("Options: bi(ASTERCC_RECORDING_17)\r\n"));
    CHECK_THAT(sent(find_recording(RecordingApplication::mix_monitor, order)),
               Catch::Contains("Variable: ASTERCC_RECORDING_17\r\n"));
    CHECK_THAT(sent(stop_recording(RecordingApplication::mix_monitor, order)),
               Catch::Contains("MixMonitorID: 0x55aa\r\n"));
}

TEST_CASE("Monitor is told its format beside its name", "[recording]")
{
    const auto start = sent(start_recording(RecordingApplication::monitor, order));
    CHECK_THAT(start, Catch::Contains("File: " + order.path + "\r\n") && Catch::Contains("Format: wav\r\n"));
    CHECK_THAT(sent(stop_recording(RecordingApplication::monitor, order)), Catch::StartsWith("Action: StopMonitor"));
    CHECK_THAT(sent(find_recording(RecordingApplication::monitor, order)), Catch::Contains("Variable: MONITORED\r\n"));
}
