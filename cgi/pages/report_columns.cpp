// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/report_columns.h"

#include "common/i18n/format.h"

#include <cmath>

namespace pages {

namespace {

using crm::ReportBy;
using crm::ReportQuestion;
using crm::ReportSource;
using i18n::message;
using Figure = std::optional<double>;

Figure whole(std::int64_t number)
{
    return static_cast<double>(number);
}

Figure whole(std::optional<std::int64_t> number)
{
    return number ? Figure{static_cast<double>(*number)} : std::nullopt;
}

constexpr ReportColumn callers{message("Offered"), message("Callers who entered the queue, as queue_log says."),
                               FigureKind::count, [](const ReportSums& s) { return whole(s.calls.offered); }};
constexpr ReportColumn incoming{message("Offered"), message("Calls that came in over a line, each of them once."),
                                FigureKind::count, callers.figure};
constexpr ReportColumn rung{message("Offered"), message("Calls that rang at an agent's telephone."), FigureKind::count,
                            callers.figure};
constexpr ReportColumn dialed{message("Dialed"), message("Numbers of the campaign that were dialed."),
                              FigureKind::count, [](const ReportSums& s) { return whole(s.calls.outgoing); }};
constexpr ReportColumn reached{message("Offered"),
                               message("Persons who were reached and were to be connected with an agent."),
                               FigureKind::count, callers.figure};
constexpr ReportColumn answered{message("Answered calls"), message("Of them those that were answered."),
                                FigureKind::count, [](const ReportSums& s) { return whole(s.calls.answered); }};
constexpr ReportColumn given_up{message("Abandoned"),
                                message("The caller hung up before somebody answered; without the short ones."),
                                FigureKind::count, [](const ReportSums& s) { return whole(crm::abandoned(s.calls)); }};
constexpr ReportColumn met_nobody{
    message("Abandoned"),
    message("Persons whom no agent met within the time the campaign's profile gives, whoever hung up; without the "
            "short ones."),
    FigureKind::count, given_up.figure};
constexpr ReportColumn given_up_at_once{
    message("Short"),
    message("Abandoned within the seconds chosen: neither counted as abandoned nor in the service level."),
    FigureKind::count, [](const ReportSums& s) { return whole(s.calls.short_abandoned); }};
constexpr ReportColumn unanswered{
    message("Unanswered"),
    message("Ended otherwise without an answer: timed out, left by a key, empty queue, busy, not picked up."),
    FigureKind::count, [](const ReportSums& s) { return whole(s.calls.unanswered); }};
constexpr ReportColumn service_level{
    message("Service level"),
    message("Answered within the seconds chosen, as a share of all offered but the short ones."), FigureKind::share,
    [](const ReportSums& s) { return crm::service_level(s.calls); }};
constexpr ReportColumn speed_of_answer{
    message("ASA"), message("Average speed of answer: the wait of those answered, ringing included."),
    FigureKind::seconds, [](const ReportSums& s) { return whole(crm::speed_of_answer(s.calls)); }};
constexpr ReportColumn longest{message("Longest wait"), message("The longest anybody waited, answered or not."),
                               FigureKind::seconds, [](const ReportSums& s) { return whole(s.calls.longest); }};
constexpr ReportColumn talk{message("Talk"),
                            message("How long both ends of answered calls heard each other, without hold."),
                            FigureKind::seconds, [](const ReportSums& s) { return whole(s.calls.talk); }};
constexpr ReportColumn hold{message("Hold"), message("How long one end of answered calls had put the other on hold."),
                            FigureKind::seconds, [](const ReportSums& s) { return whole(s.calls.hold); }};
constexpr ReportColumn wrapup{message("Wrap-up"), message("Wrap-up after queue calls, as the agents' log says."),
                              FigureKind::seconds,
                              [](const ReportSums& s) { return whole(crm::whole_seconds(s.calls.wrapup)); }};
constexpr ReportColumn handle_time{
    message("AHT"), message("Average handle time: talk, hold and wrap-up for each call agents answered."),
    FigureKind::seconds, [](const ReportSums& s) { return whole(crm::handle_time(s.calls)); }};
constexpr ReportColumn outgoing{message("Outgoing"), message("Calls that agents made themselves."), FigureKind::count,
                                [](const ReportSums& s) { return whole(s.calls.outgoing); }};
constexpr ReportColumn outgoing_talk{message("Outgoing talk"), message("The talk of these calls, hold included."),
                                     FigureKind::seconds,
                                     [](const ReportSums& s) { return whole(s.calls.outgoing_talk); }};
constexpr ReportColumn occupancy{
    message("Occupancy"),
    message("Talk, hold and wrap-up as a share of the time logged in, without pauses and lost telephones."),
    FigureKind::share, [](const ReportSums& s) { return crm::occupancy(s.time); }};
constexpr ReportColumn occupancy_of_its_agents{
    message("Occupancy"),
    message("The same share of the time of the campaign's agents, in the hours in which they had a call of it."),
    FigureKind::share, occupancy.figure};

const ReportColumn& offered(ReportSource source)
{
    switch (source) {
        case ReportSource::queue:
            return callers;
        case ReportSource::line:
            return incoming;
        case ReportSource::agent:
            return rung;
        case ReportSource::campaign:
            break;
    }
    return reached;
}

}  // namespace

ReportSums& ReportSums::operator+=(const ReportSums& other)
{
    calls += other.calls;
    time += other.time;
    return *this;
}

std::vector<ReportColumn> report_columns(const ReportQuestion& question)
{
    const auto source = crm::source_of(question);
    const bool is_of_campaigns = source == ReportSource::campaign;
    std::vector<ReportColumn> columns;
    if (is_of_campaigns) columns.push_back(dialed);
    columns.insert(columns.end(), {offered(source), answered, is_of_campaigns ? met_nobody : given_up});
    if (question.short_threshold > 0) columns.push_back(given_up_at_once);
    columns.insert(columns.end(),
                   {unanswered, service_level, speed_of_answer, longest, talk, hold, wrapup, handle_time});
    if (is_of_campaigns) {
        columns.push_back(occupancy_of_its_agents);
    } else if (crm::has_time(question)) {
        columns.insert(columns.end(), {outgoing, outgoing_talk, occupancy});
    }
    return columns;
}

std::string shown_figure(FigureKind kind, Figure figure, i18n::Language language)
{
    if (!figure) return "\u2013";
    if (kind == FigureKind::share) return i18n::format_percent(*figure, language);
    const auto number = std::llround(*figure);
    return kind == FigureKind::count ? i18n::format_number(number, language)
                                     : i18n::format_duration(std::chrono::seconds{number});
}

std::string plain_figure(FigureKind kind, Figure figure)
{
    if (!figure) return "";
    if (kind != FigureKind::share) return std::to_string(std::llround(*figure));
    const auto tenths = std::llround(*figure * 1000);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace pages
