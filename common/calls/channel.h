// SPDX-License-Identifier: GPL-3.0-or-later
// What the call book keeps: channels, the bridges they are in, the calls they belong to, and the legs between them.
// Plain records. CallBook owns all of them and keeps their cross references consistent.
#pragma once

#include "common/calls/channel_state.h"
#include "common/calls/leg.h"
#include "common/calls/optional_time.h"
#include "common/calls/text.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace calls {

struct Channel;

// Channels that hear each other; with Asterisk <= 11 a linked pair or a MeetMe room.
struct Bridge {
    ShortText id;
    std::vector<Channel*> members;
    bool holding = false;  // a parking lot or waiting room: its members do not hear each other
};

// Everything with one Linkedid.
struct Call {
    IdText linkedid;
    std::vector<Channel*> channels;
    // Legs between two Local channels: whether one of them is the call itself or mere plumbing is known when the
    // call is over.
    std::vector<FinishedLeg> undecided;
    bool named = false;              // Asterisk told the Linkedid (12+); else it is derived by joining
    bool recorded = false;           // a leg with a real end has been recorded
    bool answered = false;           // a leg with a real end has been answered
    std::uint64_t first_record = 0;  // of the journal: where the call begins
    std::uint16_t numbered = 0;      // the highest legno given
    bool has_parent = false;         // legno 1 belongs to a leg, living or recorded

    [[nodiscard]] std::uint16_t next_number() const;
    std::uint16_t take_number();
    void give_back(std::uint16_t number);  // its leg has gone without a record
};

struct LegRecord {
    Channel* src = nullptr;
    Channel* dst = nullptr;  // null: the solo leg of a caller nobody is being dialed for
    Channel* via = nullptr;  // who dialed: src, or the far half of a Local channel while it lives
    ShortText dst_number;
    ShortText queue;
    TimePoint start{};
    OptionalTime ringing;
    OptionalTime answer;
    OptionalTime waiting_since;  // when the caller joined `queue`
    OptionalTime connected;      // the caller left it
    OptionalTime talking_since;
    OptionalTime held_since;  // while talking
    OptionalTime parted;      // stopped talking or stopped ringing, and both channels live on
    std::chrono::milliseconds talk{0};
    std::chrono::milliseconds hold{0};
    std::optional<Disposition> verdict;  // what DialEnd said
    std::uint16_t legno = 0;             // none yet: what will be plumbing takes no number
    HangupBy hangup_by = HangupBy::nobody;
    bool answer_guessed = false;  // by a list
    bool is_stale = false;        // from before a list that is not whole yet: it may have been answered unheard
    bool behind = false;          // dialed by a Local channel's far half in the name of src
    bool superseded = false;      // to a Local channel behind which somebody real is dialed
    bool shown = false;           // has a row in curcdr
    bool dirty = false;

    [[nodiscard]] bool is_solo() const { return dst == nullptr; }
    [[nodiscard]] bool is_local_pair() const;
    [[nodiscard]] bool is_held() const;  // one end has put the other on hold
    [[nodiscard]] LegState state() const;
    [[nodiscard]] LegKey key() const;
    [[nodiscard]] Leg to_leg() const;
};

// The halves of a Local channel: the near one stands where the dialer dialed it, the far one runs the dialplan.
enum class LocalHalf : std::uint8_t { none, near, far };

struct Channel {
    IdText uid;        // the key in legs, for life
    ShortText masked;  // after a masquerade: the Uniqueid by which events name it
    IdText name;
    ShortText number;  // caller ID, as first known
    ShortText caller_name;
    ShortText party;  // originated: the number it was reached at
    ShortText exten;  // the number it dialed
    ShortText did;    // from outside: the number it dialed first
    ShortText queue;
    Call* call = nullptr;
    Bridge* bridge = nullptr;
    Channel* sibling = nullptr;                        // the other half of a Local channel
    std::unique_ptr<LegRecord> solo;                   // shown while nobody is dialed
    std::vector<std::unique_ptr<LegRecord>> own_legs;  // this is src
    std::vector<LegRecord*> in_legs;                   // this is dst
    std::vector<LegRecord*> via_legs;                  // dialed by this for its origin
    TimePoint born{};
    OptionalTime joined;     // `queue`
    OptionalTime left;       // it
    OptionalTime held;       // since when it has put the other side on hold
    OptionalTime music;      // since when it hears music in a talk: the other side has put it on hold
    std::uint64_t mark = 0;  // when it was reached last
    ChannelState state = ChannelState::unknown;
    LocalHalf half = LocalHalf::none;
    bool caller = false;       // it came to us, or was originated, or dials by itself
    bool originated = false;   // Asterisk called it without anybody calling
    bool waiting = false;      // in `queue`
    bool transferred = false;  // it has transferred its call: its hangup ends nothing
    bool dialed = false;       // somebody has been dialed for it
    bool moved_on = false;     // it went on in the dialplan since
    bool exten_open = false;   // it was parted from a talk: what it dials next is a new number
    bool recorded = false;     // a leg of it has been recorded
    bool listed = false;       // alive, by the snapshot going on
    bool tells_hangup = true;  // HangupRequest tells when it hangs up by itself (Asterisk 1.8 and later)

    [[nodiscard]] bool is_local() const { return half != LocalHalf::none; }
    [[nodiscard]] bool is_talking() const;
    [[nodiscard]] bool has_answered_leg() const;
    // The Uniqueid by which events name it.
    [[nodiscard]] std::string_view event_uid() const { return masked.empty() ? uid.view() : masked.view(); }
    // The number people know this end by.
    [[nodiscard]] const ShortText& known_number() const { return party.empty() ? number : party; }
};

// "PJSIP/8002-00000004" -> "8002": what stands behind the technology in a device's name.
[[nodiscard]] std::string_view device_number(std::string_view channel_name);
[[nodiscard]] LocalHalf half_of(std::string_view channel_name);
// The name of the other half of a Local channel.
[[nodiscard]] std::string sibling_name(std::string_view channel_name);
// "8001", "09120000009@outbound/n", "trunk/0912", "PJSIP/8001" -> the number in it, or "".
[[nodiscard]] std::string_view number_in_dial_string(std::string_view dial_string);

}  // namespace calls
