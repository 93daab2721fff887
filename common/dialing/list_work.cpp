// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/list_work.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dialing {

namespace {

constexpr std::chrono::seconds usual_interval{30};

constexpr std::array phase_words{
    std::pair{WorkPhase::off, std::string_view{"off"}},
    std::pair{WorkPhase::preview, std::string_view{"preview"}},
    std::pair{WorkPhase::calling, std::string_view{"calling"}},
    std::pair{WorkPhase::countdown, std::string_view{"countdown"}},
    std::pair{WorkPhase::waiting, std::string_view{"waiting"}},
    std::pair{WorkPhase::paused, std::string_view{"paused"}},
};

constexpr std::array trouble_words{
    std::pair{WorkTrouble::none, std::string_view{"none"}},
    std::pair{WorkTrouble::unanswered, std::string_view{"unanswered"}},
    std::pair{WorkTrouble::unreachable, std::string_view{"unreachable"}},
    std::pair{WorkTrouble::away, std::string_view{"away"}},
    std::pair{WorkTrouble::refused, std::string_view{"refused"}},
};

template <class Words, class Enum>
std::string_view word_of(const Words& words, Enum value)
{
    return std::ranges::find(words, value, [](const auto& entry) { return entry.first; })->second;
}

template <class Words>
auto parse(const Words& words, std::string_view word)
{
    const auto found = std::ranges::find(words, word, [](const auto& entry) { return entry.second; });
    return found == words.end() ? std::nullopt : std::optional{found->first};
}

bool is_between_calls(const ListWork& work)
{
    return work.phase == WorkPhase::countdown || work.phase == WorkPhase::waiting;
}

ListWork enter(ListWork work, WorkPhase phase, TimePoint now)
{
    work.phase = phase;
    work.task = 0;
    work.next_at.reset();
    work.since = now;
    work.trouble = WorkTrouble::none;
    return work;
}

ListWork enter_until(ListWork work, WorkPhase phase, TimePoint until, TimePoint now)
{
    work = enter(work, phase, now);
    work.next_at = until;
    return work;
}

ListWork pause_for(ListWork work, WorkTrouble why, TimePoint now)
{
    work = enter(work, work.is_round ? WorkPhase::paused : WorkPhase::off, now);
    work.trouble = why;
    return work;
}

}  // namespace

std::string_view to_string(WorkPhase phase)
{
    return word_of(phase_words, phase);
}

std::string_view to_string(WorkTrouble trouble)
{
    return word_of(trouble_words, trouble);
}

std::optional<WorkPhase> parse_work_phase(std::string_view word)
{
    return parse(phase_words, word);
}

std::optional<WorkTrouble> parse_work_trouble(std::string_view word)
{
    return parse(trouble_words, word);
}

std::chrono::seconds dial_interval(std::optional<long long> own, std::optional<long long> group)
{
    for (const auto& set : {own, group})
        if (set.value_or(0) > 0) return std::chrono::seconds{*set};
    return usual_interval;
}

ListWork hear(ListWork work, TimePoint now)
{
    const bool was_away = now - work.seen > work_lease;
    work.seen = now;
    return was_away && is_between_calls(work) ? pause_for(work, WorkTrouble::away, now) : work;
}

bool is_time_to_dial(const ListWork& work, const WorkFacts& facts, TimePoint now)
{
    return is_between_calls(work) && !facts.is_busy && !facts.is_on_break && !facts.owes_disposition &&
           work.next_at.value_or(now) <= now;
}

ListWork start_round(ListWork work, TimePoint now)
{
    work.is_round = true;
    return work.phase == WorkPhase::off ? enter_until(work, WorkPhase::waiting, now, now) : work;
}

ListWork show_number(ListWork work, std::uint64_t task, TimePoint now)
{
    work = enter(work, WorkPhase::preview, now);
    work.task = task;
    return work;
}

ListWork begin_call(ListWork work, std::uint64_t attempt, TimePoint now)
{
    work = enter(work, WorkPhase::calling, now);
    work.attempt = attempt;
    return work;
}

ListWork end_call(ListWork work, std::chrono::seconds interval, TimePoint now)
{
    return work.is_round ? enter_until(work, WorkPhase::countdown, now + interval, now)
                         : enter(work, WorkPhase::off, now);
}

ListWork take_back_call(ListWork work, WorkTrouble why, TimePoint now)
{
    work.attempt = 0;
    return pause_for(work, why, now);
}

ListWork find_nothing(ListWork work, std::optional<TimePoint> next_due, TimePoint now)
{
    const TimePoint latest = now + recheck_interval;
    return enter_until(work, WorkPhase::waiting, std::max(now, std::min(next_due.value_or(latest), latest)), now);
}

ListWork forget_call(ListWork work, const WorkFacts& facts)
{
    if (work.phase != WorkPhase::calling && !facts.owes_disposition) work.attempt = 0;
    return work;
}

ListWork put_number_away(ListWork work, TimePoint now)
{
    return work.phase == WorkPhase::preview ? enter(work, WorkPhase::off, now) : work;
}

ListWork hurry(ListWork work, TimePoint now)
{
    if (is_between_calls(work)) work.next_at = now;
    return work;
}

ListWork pause(ListWork work, TimePoint now)
{
    return is_between_calls(work) ? pause_for(work, WorkTrouble::none, now) : work;
}

ListWork resume(ListWork work, TimePoint now)
{
    return work.phase == WorkPhase::paused ? enter_until(work, WorkPhase::waiting, now, now) : work;
}

ListWork stop(ListWork work, TimePoint now)
{
    work.is_round = false;
    return work.phase == WorkPhase::calling || work.phase == WorkPhase::preview ? work
                                                                                : enter(work, WorkPhase::off, now);
}

}  // namespace dialing
