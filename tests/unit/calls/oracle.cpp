// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/calls/oracle.h"

#include "tests/unit/calls/world.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace test {
namespace {

using calls::Disposition;
using calls::FinishedLeg;
using Interval = std::pair<double, double>;  // seconds

bool is_local(const std::string& channel)
{
    return channel.starts_with("Local/");
}
double seconds(TimePoint t)
{
    return static_cast<double>(runtime::to_epoch_ms(t)) / 1000;
}

double union_length(std::vector<Interval> intervals)
{
    std::ranges::sort(intervals);
    double total = 0;
    double end = 0;
    for (const auto& [from, to] : intervals) {
        total += std::max(0.0, to - std::max(from, end));
        end = std::max(end, to);
    }
    return total;
}

// When at least two channels were in one bridge, per Linkedid (of everything, before 12).
std::map<std::string, std::vector<Interval>> bridged_times(const Capture& capture)
{
    std::map<std::string, std::vector<Interval>> times;
    std::map<std::string, std::pair<int, double>> bridges;
    for (const OwnedMessage& m : messages(capture)) {
        const std::string event = m.event();
        const bool legacy_begin = event == "Link" || (event == "Bridge" && m.get("Bridgestate") == "Link");
        const bool legacy_end = event == "Unlink" || (event == "Bridge" && m.get("Bridgestate") == "Unlink");
        const std::string id = legacy_begin || legacy_end ? m.get("Uniqueid1") : m.get("BridgeUniqueid");
        auto& [members, since] = bridges[id];
        const int before = members;
        if (event == "BridgeEnter" || legacy_begin)
            members += legacy_begin ? 2 : 1;
        else if (event == "BridgeLeave" || legacy_end)
            members -= legacy_end ? 2 : 1;
        else
            continue;
        if (before < 2 && members >= 2) since = seconds(time_of(m));
        if (before >= 2 && members < 2) times[m.get("Linkedid")].emplace_back(since, seconds(time_of(m)));
    }
    return times;
}

struct OracleCall {
    std::vector<CdrRow> cdr;
    std::vector<FinishedLeg> ours;
};

// Who calls whom in each scenario: CDR's own src and dst are overwritten by transfers and by what an originate sets.
struct Numbers {
    std::string src, dst;
};
const std::map<std::string, Numbers> kNumbers{{"internal_answered", {"8002", "8001"}},
                                              {"internal_busy", {"8002", "8010"}},
                                              {"internal_noanswer", {"8002", "8009"}},
                                              {"queue_answered", {"02188776655", "031180930758"}},
                                              {"queue_abandoned", {"02188776655", "031180930758"}},
                                              {"blind_transfer", {"02188776655", "031180930758"}},
                                              {"ring_group", {"8004", "600"}},
                                              {"click2call", {"8001", "09120000009"}},
                                              {"predictive_queue", {"09120000009", "s"}},
                                              {"mixmonitor", {"8002", "918001"}},
                                              {"lists", {"8002", "8001"}}};

class Judge {
public:
    Judge(const Capture& capture, const std::vector<Change>& changes)
        : capture_(capture), bridged_(bridged_times(capture))
    {
        world_.apply(changes);
        for (const std::string& complaint : world_.complaints)
            wrong(complaint);
        for (const auto& [key, leg] : world_.live)
            wrong("still alive: " + describe(calls::LegChanged{leg}));
        for (const OwnedMessage& m : messages(capture)) {
            if (m.event() == "Newchannel") channels_.insert(m.get("Channel"));
        }
        for (const CdrRow& row : capture.cdr)
            calls_[row.linkedid.empty() ? row.uniqueid : row.linkedid].cdr.push_back(row);
        for (const FinishedLeg& leg : world_.finished)
            calls_[leg.leg.linkedid].ours.push_back(leg);
    }

    std::string verdict()
    {
        for (const auto& [linkedid, call] : calls_) {
            judge_rows(call);
            judge_call(linkedid, call);
            judge_legs(call);
        }
        return text_;
    }

private:
    void wrong(const std::string& what) { text_ += capture_.name + ": " + what + "\n"; }

    void judge_rows(const OracleCall& call)
    {
        int local_pairs = 0;
        bool somebody_real = false;
        for (const FinishedLeg& f : call.ours) {
            const std::string row = describe(Change{calls::LegFinished{f}});
            if (!channels_.contains(f.leg.srcchan) || (!f.leg.key.dstuid.empty() && !channels_.contains(f.leg.dstchan)))
                wrong("a channel that never existed: " + row);
            if (call.cdr.empty() && f.disposition == Disposition::answered) wrong("ghost: " + row);
            const bool pair_of_locals = is_local(f.leg.srcchan) && is_local(f.leg.dstchan);
            local_pairs += pair_of_locals;
            somebody_real |= !pair_of_locals && !f.leg.key.dstuid.empty();
        }
        if (local_pairs > 1 || (local_pairs == 1 && somebody_real))
            wrong("Local plumbing recorded in call of " + call.ours.front().leg.srcchan);
    }

    void judge_call(const std::string& linkedid, const OracleCall& call)
    {
        if (call.cdr.empty()) return;
        if (call.ours.empty()) {
            wrong("lost: call " + linkedid);
            return;
        }
        std::vector<Interval> by_cdr;
        for (const CdrRow& row : call.cdr) {
            if (!row.dstchannel.empty() && row.disposition == "ANSWERED") {
                // The answer of a queue call is the dialplan's: earlier than the talk.
                const double end = static_cast<double>(row.start) + row.duration;
                by_cdr.emplace_back(end - row.billsec, end);
            }
        }
        std::vector<Interval> by_us;
        for (const FinishedLeg& f : call.ours) {
            if (f.disposition == Disposition::answered)
                by_us.emplace_back(seconds(f.end) - static_cast<double>(f.talk.count()) / 1000, seconds(f.end));
        }
        if (by_cdr.empty() != by_us.empty()) wrong("answered by one only: call " + linkedid);
        const bool is_single = capture_.is("1.4") || capture_.is("11");
        const auto bridged = bridged_.find(is_single ? std::string{} : linkedid);
        const double least = bridged == bridged_.end() ? 0 : union_length(bridged->second);
        const double talk = union_length(by_us);
        constexpr double kTolerance = 1.5;
        const double most = std::max(union_length(by_cdr), by_cdr.empty() ? 0 : least);
        if (!by_cdr.empty() && (talk < least - kTolerance || talk > most + kTolerance))
            wrong("talk " + std::to_string(talk) + " not within " + std::to_string(least) + ".." +
                  std::to_string(most) + ": call " + linkedid);
        judge_numbers(call);
    }

    void judge_numbers(const OracleCall& call)
    {
        const auto scenario = kNumbers.find(capture_.name.substr(capture_.name.find('/') + 1));
        Numbers expected;
        if (scenario != kNumbers.end()) {
            expected = scenario->second;
        } else {
            const auto dialed = std::ranges::find_if(call.cdr, [](const CdrRow& r) { return !r.dstchannel.empty(); });
            expected = {dialed->src, dialed->dst};
        }
        const auto first = std::ranges::min_element(call.ours, {}, [](const FinishedLeg& f) { return f.leg.start; });
        const bool found = std::ranges::any_of(call.ours, [&](const FinishedLeg& f) {
            return f.leg.start - first->leg.start < std::chrono::seconds{1} && f.leg.src == expected.src &&
                   f.leg.dst == expected.dst;
        });
        if (!found)
            wrong("no early row " + expected.src + " -> " + expected.dst + ": " +
                  describe(Change{calls::LegFinished{*first}}));
    }

    void judge_legs(const OracleCall& call)
    {
        for (const CdrRow& row : call.cdr) {
            if (row.dstchannel.empty() || is_local(row.dstchannel)) continue;
            const auto matches = [&row](const FinishedLeg& f) { return f.leg.dstchan == row.dstchannel; };
            if (std::ranges::count_if(call.ours, matches) != 1) {
                wrong("not one row to " + row.dstchannel);
                continue;
            }
            const FinishedLeg& ours = *std::ranges::find_if(call.ours, matches);
            const std::string text = describe(Change{calls::LegFinished{ours}});
            if (to_string(ours.disposition) != row.disposition) wrong("CDR says " + row.disposition + ": " + text);
            const double billsec = std::round(static_cast<double>(ours.talk.count()) / 1000);
            // A caller who left a queue has billed seconds in CDR, for the dialplan had answered.
            if (row.disposition == "ANSWERED" && std::abs(billsec - row.billsec) > 1)
                wrong("CDR says " + std::to_string(row.billsec) + " s: " + text);
        }
    }

    const Capture& capture_;
    World world_;
    std::map<std::string, std::vector<Interval>> bridged_;
    std::set<std::string> channels_;
    std::map<std::string, OracleCall> calls_;
    std::string text_;
};

}  // namespace

std::string judge(const Capture& capture, const std::vector<Change>& changes)
{
    return Judge{capture, changes}.verdict();
}

}  // namespace test
