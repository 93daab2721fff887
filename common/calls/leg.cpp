// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/leg.h"

namespace calls {

std::string_view to_string(LegState state)
{
    switch (state) {
        case LegState::ring:
            return "RING";
        case LegState::dial:
            return "DIAL";
        case LegState::ringing:
            return "RINGING";
        case LegState::link:
            return "LINK";
    }
    return "";
}

std::string_view to_string(Disposition disposition)
{
    switch (disposition) {
        case Disposition::answered:
            return "ANSWERED";
        case Disposition::no_answer:
            return "NO ANSWER";
        case Disposition::busy:
            return "BUSY";
        case Disposition::failed:
            return "FAILED";
    }
    return "";
}

std::string_view to_string(HangupBy by)
{
    switch (by) {
        case HangupBy::nobody:
            return "";
        case HangupBy::caller:
            return "caller";
        case HangupBy::callee:
            return "callee";
    }
    return "";
}

std::optional<LegState> parse_leg_state(std::string_view text)
{
    for (const LegState state : {LegState::ring, LegState::dial, LegState::ringing, LegState::link}) {
        if (text == to_string(state)) return state;
    }
    return std::nullopt;
}

}  // namespace calls
