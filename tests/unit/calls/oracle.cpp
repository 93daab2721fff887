// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/calls/oracle.h"

#include "tests/unit/calls/expected_legs.h"
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
    std::set<std::string> linkedids;
};

// Joins linkedids whose people have met: in a conference, by pickup, at an agent's waiting line. Asterisk keeps some
// of them apart and joins others, in CDR otherwise than in its events.
class Meetings {
public:
    void meet(const std::string& a, const std::string& b) { parent_[root(a)] = root(b); }
    std::string root(const std::string& name)
    {
        const auto found = parent_.find(name);
        return found == parent_.end() || found->second == name ? name : root(found->second);
    }

private:
    std::map<std::string, std::string> parent_;
};

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
            if (m.event() == "Newchannel" || m.event() == "CoreShowChannel") channels_.insert(m.get("Channel"));
        }
        gather();
    }

    std::string verdict()
    {
        const Scenario* const scenario = scenario_of(capture_);
        const CdrTells cdr_tells = scenario == nullptr ? CdrTells::legs : scenario->cdr_tells;
        for (const auto& [linkedid, call] : calls_) {
            judge_rows(call);
            if (cdr_tells != CdrTells::nothing) judge_call(linkedid, call);
            if (cdr_tells == CdrTells::legs) judge_legs(call);
            if (scenario == nullptr) judge_numbers(call);
        }
        if (scenario != nullptr) {
            if (const std::string difference = compare(*scenario, world_.finished); !difference.empty())
                wrong("not as in legs.txt\n" + difference);
        }
        return text_;
    }

private:
    void gather()
    {
        Meetings meetings;
        for (const CdrRow& row : capture_.cdr) {
            for (const std::string& channel : {row.channel, row.dstchannel}) {
                if (!channel.empty()) meetings.meet("channel " + channel, id_of(row));
            }
        }
        for (const FinishedLeg& f : world_.finished) {
            for (const std::string& channel : {f.leg.srcchan, f.leg.dstchan}) {
                if (!channel.empty()) meetings.meet("channel " + channel, f.leg.linkedid);
            }
        }
        for (const CdrRow& row : capture_.cdr) {
            OracleCall& call = calls_[meetings.root(id_of(row))];
            call.cdr.push_back(row);
            call.linkedids.insert(id_of(row));
        }
        for (const FinishedLeg& f : world_.finished) {
            OracleCall& call = calls_[meetings.root(f.leg.linkedid)];
            call.ours.push_back(f);
            call.linkedids.insert(f.leg.linkedid);
        }
    }

    static std::string id_of(const CdrRow& row) { return row.linkedid.empty() ? row.uniqueid : row.linkedid; }

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
        std::vector<Interval> by_us;  // exact unless a talk was interrupted by a consultation
        double in_all = 0;
        for (const FinishedLeg& f : call.ours) {
            if (f.disposition != Disposition::answered) continue;
            by_us.emplace_back(seconds(f.end) - static_cast<double>(f.talk.count()) / 1000, seconds(f.end));
            in_all += static_cast<double>(f.talk.count()) / 1000;
        }
        if (by_cdr.empty() != by_us.empty()) wrong("answered by one only: call " + linkedid);
        const double least = union_length(bridged_times_of(call));
        const double talk = union_length(by_us);
        constexpr double kTolerance = 1.5;
        const double most = std::max(union_length(by_cdr), by_cdr.empty() ? 0 : least);
        if (!by_cdr.empty() && (in_all < least - kTolerance || talk > most + kTolerance))
            wrong("talk " + std::to_string(talk) + " not within " + std::to_string(least) + ".." +
                  std::to_string(most) + ": call " + linkedid);
    }

    std::vector<Interval> bridged_times_of(const OracleCall& call)
    {
        const bool is_single = capture_.is("1.4") || capture_.is("11");
        if (is_single) return bridged_[{}];
        std::vector<Interval> times;
        for (const std::string& linkedid : call.linkedids)
            times.insert(times.end(), bridged_[linkedid].begin(), bridged_[linkedid].end());
        return times;
    }

    void judge_numbers(const OracleCall& call)
    {
        const auto dialed = std::ranges::find_if(call.cdr, [](const CdrRow& r) { return !r.dstchannel.empty(); });
        if (dialed == call.cdr.end() || call.ours.empty()) return;
        const auto first = std::ranges::min_element(call.ours, {}, [](const FinishedLeg& f) { return f.leg.start; });
        const bool found = std::ranges::any_of(call.ours, [&](const FinishedLeg& f) {
            return f.leg.start - first->leg.start < std::chrono::seconds{1} && f.leg.src == dialed->src &&
                   f.leg.dst == dialed->dst;
        });
        if (!found)
            wrong("no early row " + dialed->src + " -> " + dialed->dst + ": " +
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
