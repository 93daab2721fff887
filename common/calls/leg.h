// SPDX-License-Identifier: GPL-3.0-or-later
// A leg is one pair of channels: who calls and who is called. A call is all legs with one Linkedid.
// A caller nobody has been dialed for yet is a leg without a destination (dstuid empty).
#pragma once

#include "common/runtime/time.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace calls {

using runtime::TimePoint;

// The words of curcdr.disposition, in the order of progress.
enum class LegState { ring, dial, ringing, link };
// The words of mycdr.disposition.
enum class Disposition { answered, no_answer, busy, failed };
// Which end of a leg ended it: by hanging up, or by refusing the call. Nobody: Asterisk did (a dial timed out, the
// dialplan went on, a transfer, an AMI action), or the stream does not tell.
enum class HangupBy : std::uint8_t { nobody, caller, callee };

[[nodiscard]] std::string_view to_string(LegState);                       // RING DIAL RINGING LINK
[[nodiscard]] std::string_view to_string(Disposition);                    // ANSWERED, NO ANSWER, BUSY, FAILED
[[nodiscard]] std::string_view to_string(HangupBy);                       // mycdr.hangupby: "", caller, callee
[[nodiscard]] std::optional<LegState> parse_leg_state(std::string_view);  // the inverse

// Unique among the legs of one server, ever.
struct LegKey {
    std::string srcuid;
    std::string dstuid;
    auto operator<=>(const LegKey&) const = default;
};

struct Leg {
    LegKey key;
    std::string linkedid;
    std::string src;      // the caller's number
    std::string srcname;  // the caller's name
    std::string dst;      // the dialed number; of a queue call the number that was dialed, not the ringing phone
    std::string srcchan;
    std::string dstchan;
    std::string didnumber;  // the number an outside caller dialed
    std::string queue;
    TimePoint start{};
    std::optional<TimePoint> ringing;
    std::optional<TimePoint> answer;
    std::optional<TimePoint> waiting_since;  // when the caller joined `queue`
    std::uint16_t legno = 1;                 // within the call, by creation; 1 is the parent of the others
    LegState state = LegState::ring;
    bool held = false;
    bool answer_guessed = false;  // nobody saw when it was answered, or whether

    bool operator==(const Leg&) const = default;
};

struct FinishedLeg {
    Leg leg;
    TimePoint end{};
    Disposition disposition = Disposition::no_answer;
    std::chrono::milliseconds wait{0};  // in the queue, until this leg connected the caller or ended
    std::chrono::milliseconds ring{0};  // from the ringing (else the dial) to the answer or the end
    std::chrono::milliseconds talk{0};  // sum of the answered stretches; mycdr.billsec rounds it
    std::chrono::milliseconds hold{0};  // of `talk`, what one end had put the other on hold for
    int hangup_cause = 0;               // Q.850
    HangupBy hangup_by = HangupBy::nobody;
    bool gap = false;  // the end was concluded from Asterisk's live list, not seen

    [[nodiscard]] bool is_concluded() const { return gap || leg.answer_guessed; }
    bool operator==(const FinishedLeg&) const = default;
};

// What one AMI message does to the tables. A leg that learns its destination is LegDropped (old key)
// followed by LegChanged (new key).
struct LegChanged {  // new, or something about it changed: its row of curcdr is written
    Leg leg;
    bool operator==(const LegChanged&) const = default;
};
struct LegDropped {  // its row of curcdr goes, and nothing is recorded
    LegKey key;
    bool operator==(const LegDropped&) const = default;
};
struct LegFinished {  // its row of curcdr goes, its row of mycdr comes
    FinishedLeg finished;
    bool operator==(const LegFinished&) const = default;
};
using Change = std::variant<LegChanged, LegDropped, LegFinished>;

}  // namespace calls
