// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/report_figures.h"

#include <algorithm>
#include <utility>

namespace crm {

namespace {

std::optional<double> share(std::int64_t part, std::int64_t whole)
{
    if (whole <= 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

std::int64_t rounded_quotient(std::int64_t sum, std::int64_t count)
{
    return (sum + count / 2) / count;
}

}  // namespace

std::string_view to_string(ReportBy by)
{
    switch (by) {
        case ReportBy::hour:
            return "hour";
        case ReportBy::day:
            return "day";
        case ReportBy::queue:
            return "queue";
        case ReportBy::agent:
            return "agent";
        case ReportBy::group:
            return "group";
        case ReportBy::line:
            return "line";
        case ReportBy::campaign:
            return "campaign";
    }
    return "";
}

std::optional<ReportBy> parse_report_by(std::string_view word)
{
    for (const auto by : all_report_bys)
        if (to_string(by) == word) return by;
    return std::nullopt;
}

bool knows_queues_and_agents(ReportBy by)
{
    return by != ReportBy::line && by != ReportBy::campaign;
}

ReportSource source_of(const ReportQuestion& question)
{
    if (question.by == ReportBy::campaign) return ReportSource::campaign;
    if (question.by == ReportBy::line) return ReportSource::line;
    if (question.by == ReportBy::agent || question.agent) return ReportSource::agent;
    const bool is_of_queues = question.by == ReportBy::queue || !question.queue.empty();
    if (!is_of_queues) return ReportSource::line;
    return question.group || question.by == ReportBy::group ? ReportSource::agent : ReportSource::queue;
}

bool has_time(const ReportQuestion& question)
{
    if (question.by == ReportBy::campaign) return true;
    return knows_queues_and_agents(question.by) && question.by != ReportBy::queue && question.queue.empty();
}

bool has_handling_apart(const ReportQuestion& question)
{
    return knows_queues_and_agents(question.by) && source_of(question) != ReportSource::agent;
}

CallSums& CallSums::operator+=(const CallSums& other)
{
    offered += other.offered;
    answered += other.answered;
    abandoned += other.abandoned;
    unanswered += other.unanswered;
    in_time += other.in_time;
    short_abandoned += other.short_abandoned;
    wait += other.wait;
    longest = std::max(longest, other.longest);
    handled += other.handled;
    talk += other.talk;
    hold += other.hold;
    wrapup += other.wrapup;
    outgoing += other.outgoing;
    outgoing_talk += other.outgoing_talk;
    return *this;
}

TimeSums& TimeSums::operator+=(const TimeSums& other)
{
    ready += other.ready;
    paused += other.paused;
    ringing += other.ringing;
    dialing += other.dialing;
    talking += other.talking;
    hold += other.hold;
    wrapup += other.wrapup;
    unreachable += other.unreachable;
    return *this;
}

std::int64_t TimeSums::logged_in() const
{
    return ready + paused + ringing + dialing + talking + hold + wrapup + unreachable;
}

std::int64_t abandoned(const CallSums& sums)
{
    return sums.abandoned - sums.short_abandoned;
}

std::optional<double> service_level(const CallSums& sums)
{
    return share(sums.in_time, sums.offered - sums.short_abandoned);
}

std::optional<std::int64_t> speed_of_answer(const CallSums& sums)
{
    if (sums.answered <= 0) return std::nullopt;
    return rounded_quotient(sums.wait, sums.answered);
}

std::optional<std::int64_t> handle_time(const CallSums& sums)
{
    if (sums.handled <= 0) return std::nullopt;
    return rounded_quotient((sums.talk + sums.hold) * 1000 + sums.wrapup, sums.handled * 1000);
}

std::optional<double> occupancy(const TimeSums& sums)
{
    return share(sums.talking + sums.hold + sums.wrapup, sums.logged_in() - sums.paused - sums.unreachable);
}

std::int64_t whole_seconds(std::int64_t milliseconds)
{
    return rounded_quotient(milliseconds, 1000);
}

std::vector<DayStretch> cut(std::vector<DayStretch> stretches, TimePoint begin, TimePoint end)
{
    for (auto& stretch : stretches) {
        stretch.begin = std::max(stretch.begin, begin);
        stretch.end = std::min(stretch.end, end);
    }
    std::erase_if(stretches, [](const DayStretch& stretch) { return stretch.end <= stretch.begin; });
    return stretches;
}

TimeSums time_sums(const std::vector<DayStretch>& stretches)
{
    constexpr std::array<std::pair<std::string_view, std::int64_t TimeSums::*>, 8> members{
        {{"ready", &TimeSums::ready},
         {"paused", &TimeSums::paused},
         {"ringing", &TimeSums::ringing},
         {"dialing", &TimeSums::dialing},
         {"talking", &TimeSums::talking},
         {"hold", &TimeSums::hold},
         {"wrapup", &TimeSums::wrapup},
         {"unreachable", &TimeSums::unreachable}}};
    TimeSums sums;
    for (const auto& stretch : stretches)
        for (const auto& [kind, member] : members)
            if (stretch.kind == kind) sums.*member += (stretch.end - stretch.begin).count();
    return sums;
}

}  // namespace crm
