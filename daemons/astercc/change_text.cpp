// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/change_text.h"

#include "common/db/time_text.h"
#include "common/runtime/log.h"

namespace astercc {

namespace {

std::string time_text(const std::optional<runtime::TimePoint>& time)
{
    if (!time) return "-";
    auto text = db::to_time_text(*time);
    text[text.find(' ')] = 'T';
    return text + "Z";
}

std::string parties(const calls::Leg& leg)
{
    return runtime::format_fields({{"linkedid", leg.linkedid},
                                   {"srcuid", leg.key.srcuid},
                                   {"dstuid", leg.key.dstuid},
                                   {"src", leg.src},
                                   {"dst", leg.dst},
                                   {"channel", leg.srcchan},
                                   {"dstchannel", leg.dstchan},
                                   {"didnumber", leg.didnumber},
                                   {"queue", leg.queue},
                                   {"start", time_text(leg.start)},
                                   {"ringing", time_text(leg.ringing)},
                                   {"answer", time_text(leg.answer)}});
}

std::string text_of(const calls::LegChanged& change)
{
    const auto& leg = change.leg;
    return "changed " + runtime::format_fields({{"state", to_string(leg.state)}, {"held", leg.held ? 1 : 0}}) + " " +
           parties(leg);
}

std::string text_of(const calls::LegDropped& change)
{
    return "dropped " + runtime::format_fields({{"srcuid", change.key.srcuid}, {"dstuid", change.key.dstuid}});
}

std::string text_of(const calls::LegFinished& change)
{
    const auto& finished = change.finished;
    return "finished " +
           runtime::format_fields({{"disposition", to_string(finished.disposition)},
                                   {"talk_ms", finished.talk.count()},
                                   {"cause", finished.hangup_cause},
                                   {"origin", finished.is_concluded() ? "gap" : "seen"},
                                   {"end", time_text(finished.end)}}) +
           " " + parties(finished.leg);
}

}  // namespace

std::string to_line(const calls::Change& change)
{
    return std::visit([](const auto& c) { return text_of(c); }, change);
}

}  // namespace astercc
