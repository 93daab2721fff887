// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may stand in a CDR file: callers choose their names, and a full disk cuts lines anywhere. Whatever they
// are: legs are consistent, no two have one key, what is known is not told again, and a line behind them is read as
// ever.
#include "common/calls/cdr_legs.h"
#include "tests/fuzz/require.h"

#include <algorithm>

namespace {

using fuzz::require;

constexpr std::string_view good =
    R"("","8002","8001","from-internal","""A"" <8002>","PJSIP/8002-0","PJSIP/8001-1","Dial","PJSIP/8001",)"
    R"("2026-11-23 05:54:13","2026-11-23 05:54:14","2026-11-23 05:54:18",4,4,"ANSWERED","DOCUMENTATION","0.0","","","0.0",1)";

void check_record(const calls::CdrRecord& record)
{
    require(!record.channel.empty(), "a record without a channel");
    require(record.start <= record.end, "an end before the start");
    require(record.billed >= std::chrono::milliseconds{0} || record.disposition != calls::Disposition::answered,
            "talk is negative");
}

void check_call(const std::vector<calls::CdrRecord>& call)
{
    require(!call.empty(), "a call without a record");
    std::set<calls::LegKey> keys;
    std::set<std::string> channels;
    for (const auto& leg : calls::legs_of(call)) {
        const auto& finished = leg.finished;
        require(keys.insert(finished.leg.key).second, "two legs of one key");
        require(!finished.leg.key.srcuid.empty(), "a leg of nobody");
        require(finished.leg.start <= finished.end, "a leg that ends before it starts");
        require(finished.talk.count() == 0 || finished.disposition == calls::Disposition::answered, "talk unanswered");
        channels.insert({finished.leg.srcchan, finished.leg.dstchan});
    }
    require(keys.empty() || calls::unknown_legs(call, channels).empty(), "what is known is told again");
    require(calls::unknown_legs(call, {}).size() == keys.size(), "not all is unknown when nothing is known");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    std::string text{reinterpret_cast<const char*>(data), size};
    (text += '\n') += good;
    std::vector<calls::CdrRecord> records;
    for (std::string_view rest{text}; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (auto record = calls::parse_cdr_line(rest.substr(0, end), calls::CdrClock::utc))
            records.push_back(std::move(*record));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::ranges::for_each(records, check_record);
    require(!records.empty() && records.back().dstchannel == "PJSIP/8001-1", "the line behind is not read");
    std::size_t told = 0;
    const auto total = records.size();
    for (const auto& call : calls::by_call(std::move(records))) {
        told += call.size();
        check_call(call);
    }
    require(told == total, "records were lost between the calls");
    return 0;
}
