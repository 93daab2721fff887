// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of one Asterisk server as they are now: owns channels, bridges, calls and legs, keeps their cross
// references, and writes down what changes. Event handlers translate AMI into these operations; they know the
// versions of Asterisk, the book does not.
//
// A leg's source is the origin: who dials through a Local channel is not its far half but whoever dialed the near
// one (or the near half itself, if it was originated). So Local plumbing disappears from the legs.
#pragma once

#include "common/calls/channel.h"

#include <cstdint>
#include <list>
#include <map>
#include <unordered_map>

namespace calls {

class CallBook {
public:
    CallBook() = default;
    CallBook(const CallBook&) = delete;
    CallBook& operator=(const CallBook&) = delete;

    // What is born from here on belongs to that record of the journal.
    void begin_record(std::uint64_t record) { record_ = record; }
    // Where the oldest living call begins.
    [[nodiscard]] std::optional<std::uint64_t> oldest_record() const;

    // --- channels ---------------------------------------------------------------------------------------------
    [[nodiscard]] Channel* find(std::string_view uid);
    // Since Asterisk 12 events name channels by Uniqueid too: then only Local channels are found by name.
    [[nodiscard]] Channel* find_by_name(std::string_view name);
    // The youngest channel of a device that neither calls nor is dialed.
    [[nodiscard]] Channel* find_undialed(std::string_view device);
    // The channel of that Uniqueid; a new one if there is none. `linkedid` is empty before Asterisk 12.
    Channel& add(std::string_view uid, std::string_view name, std::string_view linkedid, TimePoint born);
    void rename(Channel& channel, std::string_view name);
    // Asterisk <= 11: from now on events name `survivor` by the Uniqueid `survivor_uid`, and `zombie` by the other.
    void masquerade(std::string_view zombie_uid, std::string_view survivor_uid, TimePoint at);
    // Ends its legs too.
    void hung_up(std::string_view uid, TimePoint at, int cause);
    // Its hangup was missed.
    void lost(Channel& channel, TimePoint now);
    // While it lives, what is said comes from a list: that it is so, not since when.
    class Guessing {
    public:
        explicit Guessing(CallBook& book) : book_(book) { book_.is_guessing_ = true; }
        ~Guessing() { book_.is_guessing_ = false; }
        Guessing(const Guessing&) = delete;
        Guessing& operator=(const Guessing&) = delete;

    private:
        CallBook& book_;
    };

    // --- what is learned of a channel -------------------------------------------------------------------------
    void set_linkedid(Channel& channel, std::string_view linkedid);
    void set_number(Channel& channel, std::string_view number, std::string_view name);
    void set_state(Channel& channel, ChannelState state, TimePoint at);
    void set_caller(Channel& channel);
    void set_originated(Channel& channel, std::string_view reached_at);
    void set_held(Channel& channel, bool held, TimePoint at);
    void set_music(Channel& channel, bool heard, TimePoint at);
    void went_on(Channel& channel, std::string_view exten);
    void join_queue(Channel& channel, std::string_view queue, TimePoint at);
    void leave_queue(Channel& channel, TimePoint at);
    // The channel hangs up by itself; what follows at the other end is Asterisk's doing.
    void hangs_up(Channel& channel);
    // It has given its call away: it is not the one who ends it.
    void set_transferred(Channel& channel);

    // --- legs -------------------------------------------------------------------------------------------------
    // Null when that would be a leg of a channel to itself.
    LegRecord* dial(Channel& dialer, Channel& dst, TimePoint at);
    [[nodiscard]] LegRecord* leg_between(const Channel& a, const Channel& b);
    void ringing(LegRecord& leg, TimePoint at);
    void answered(LegRecord& leg, TimePoint at);
    void set_queue(LegRecord& leg, const Channel& waiting);  // the queue that channel waits in, or waited
    // A queue's own word of how long they talked: where the answer was not seen, that tells when it was.
    void talked(LegRecord& leg, std::chrono::seconds time, TimePoint until);
    void not_answered(LegRecord& leg, Disposition verdict, TimePoint at);
    void ended_by(LegRecord& leg, HangupBy by);  // the first who is named counts
    // A leg known from before we connected: it has its row already.
    void restore(const Leg& leg);

    // --- bridges ----------------------------------------------------------------------------------------------
    void enter(Channel& channel, std::string_view bridge_id, bool holding, TimePoint at);
    void leave(Channel& channel, TimePoint at);
    void dissolve(std::string_view bridge_id, TimePoint at);

    // --- results ----------------------------------------------------------------------------------------------
    // Appends what has changed since the last flush.
    void flush(std::vector<Change>& out);

    [[nodiscard]] std::size_t live_legs() const;
    [[nodiscard]] std::vector<Leg> legs() const;
    [[nodiscard]] std::vector<Channel*> channels();  // ordered by birth, then Uniqueid
    [[nodiscard]] std::size_t size() const { return channels_.size(); }

    [[nodiscard]] std::uint64_t oddities() const { return oddities_; }
    void odd() { ++oddities_; }

private:
    // The key is a text of the value's own.
    template <class T>
    using ByOwnText = std::unordered_map<std::string_view, T>;
    using ChannelMap = ByOwnText<std::unique_ptr<Channel>>;
    using Calls = std::list<Call>;

    void remove(ChannelMap::iterator found, TimePoint at, int cause, bool gap);
    LegRecord* restored_record(const Leg& leg);
    void exchange_places(ChannelMap::iterator a, ChannelMap::iterator b);
    Channel& restore_channel(const std::string& uid, const std::string& name, const Leg& leg);

    // calls
    Call& call_named(std::string_view linkedid);
    void move_to(Channel& channel, Call& call);
    void begins_with(Call& call, const Call& other);
    void join(Channel& a, Channel& b);
    void forget_if_over(Call& call);
    void decide(Call& call);
    void set_answered(Call& call);  // its legs between Local channels are plumbing from then on

    // legs
    [[nodiscard]] static Channel& origin_of(Channel& dialer);
    LegRecord& create(Channel& src, Channel& dst, Channel& via, TimePoint at);
    void inherit(LegRecord& leg);
    void supersede(Channel& near_half);
    void adopt(Channel& src, Channel& near_half);
    void finish(LegRecord& leg, TimePoint at, int cause, bool gap);
    void finish_legs(Channel& channel, TimePoint at, int cause, bool gap);
    void forget(LegRecord& leg);
    [[nodiscard]] static FinishedLeg conclude(const LegRecord& leg, TimePoint at, int cause, bool gap);

    // numbers: call_book_numbers.cpp
    static void number(LegRecord& leg);
    static void unnumber(LegRecord& leg);
    static void number_at_birth(LegRecord& leg);
    static void number_at_end(LegRecord& leg);
    static void restore_number(LegRecord& leg, std::uint16_t legno);
    static void renumber(Channel& channel, Call& before);

    // measures: call_book_measures.cpp
    static void end_wait(LegRecord& leg, TimePoint at);
    void set_since(Channel& channel, OptionalTime& since, bool is_so, TimePoint at);
    static void measure_hold(LegRecord& leg, TimePoint at);
    static void measure(FinishedLeg& finished, const LegRecord& leg);

    // the solo leg
    void update_solo(Channel& channel);
    void drop_solo(Channel& channel);
    void record_solo(Channel& channel, TimePoint at, int cause, bool gap);

    // bridges
    Bridge& bridge_named(std::string_view id, bool holding);
    [[nodiscard]] std::vector<Channel*> reach(Channel& from);
    void update_talk(Channel& around, TimePoint at);
    void update_talk(LegRecord& leg, TimePoint at);  // within what was reached last
    void pair_up(const std::vector<Channel*>& reached, TimePoint at);
    void stand_at_local(Channel& channel, TimePoint at);
    void pair(Channel& a, Channel& b, TimePoint at);

    // changes
    [[nodiscard]] static bool is_visible(const LegRecord& leg);
    void touch(LegRecord& leg);
    void touch_legs(Channel& channel);
    void withdraw(LegRecord& leg);

    ChannelMap channels_;                           // by the Uniqueid events name it by
    std::map<std::string_view, Channel*> by_name_;  // in order, so that a device's channels stand together
    ByOwnText<std::unique_ptr<Bridge>> bridges_;
    Calls calls_;                             // the one that begins first in the journal first
    ByOwnText<Calls::iterator> by_linkedid_;  // all of them
    std::vector<LegRecord*> dirty_;
    std::vector<Change> changes_;
    std::size_t shown_ = 0;
    std::uint64_t oddities_ = 0;
    bool is_guessing_ = false;
    std::uint64_t record_ = 0;
    std::uint64_t mark_ = 0;
};

}  // namespace calls
