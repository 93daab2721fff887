// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/snapshot.h"

#include "common/calls/tracker.h"

#include <algorithm>

namespace calls {
namespace {

// "(Outgoing Line)": the application Asterisk writes on a channel it dials.
bool is_outgoing(const Fields& f)
{
    const std::string_view application = f[Key::application];
    const ChannelState state = f.state();
    return application.starts_with("AppDial") || application.starts_with("AppQueue") ||
           state == ChannelState::ringing || state == ChannelState::down;
}

// "support,tT,,,60", with bars before 1.6
std::string_view first_argument(std::string_view data)
{
    return data.substr(0, data.find_first_of(",|"));
}

void set_stale(const Channel& channel, bool is_stale)
{
    for (const auto& leg : channel.own_legs)
        leg->is_stale = is_stale;
}

}  // namespace

void Snapshot::begin(CallBook& book, SnapshotAfter before)
{
    going_on_ = true;
    listings_.clear();
    for (Channel* channel : book.channels()) {
        channel->listed = false;
        if (before == SnapshotAfter::gap) set_stale(*channel, true);
    }
}

void Snapshot::on_listed(const Event& e)
{
    const Fields& f = e.fields;
    if (!going_on_ || f[Key::uniqueid].empty()) return;
    const CallBook::Guessing guessing{e.book};
    const TimePoint born = e.at - f.age();
    const bool fresh = e.book.find(f[Key::uniqueid]) == nullptr;
    Channel& channel = e.book.add(f[Key::uniqueid], f[Key::channel], f[Key::linkedid], born);
    channel.listed = true;
    e.book.set_linkedid(channel, f[Key::linkedid]);
    e.book.set_number(channel, f.number(), f.known(Key::caller_id_name));

    Listing& listing = listings_[channel.uid.str()];
    listing.fresh |= fresh;
    if (const auto bridge = f[Key::bridge]; !bridge.empty()) listing.bridge = bridge;
    for (const Key key : {Key::bridged_channel, Key::link}) {
        if (!f[key].empty()) listing.bridged_channel = f[key];
    }
    listing.connected_number = f.known(Key::connected_line_num);
    listing.outgoing = is_outgoing(f);
    const std::string_view exten = f[Key::exten].empty() ? f[Key::extension] : f[Key::exten];
    if (!listing.outgoing && channel.exten.empty() && !exten.empty()) e.book.went_on(channel, exten);
    if (f[Key::application] == "Queue")
        e.book.join_queue(channel, first_argument(f[Key::application_data]), fresh ? born : e.at);
    // The list knows no time of the answer: the channel's birth is the best guess for what we never saw.
    e.book.set_state(channel, f.state(), fresh ? born : e.at);
}

void Snapshot::on_live(Channel& channel, bool about_bridge)
{
    channel.listed = true;
    if (about_bridge) listings_[channel.uid.str()].bridge_is_stale = true;
}

void Snapshot::end(CallBook& book, TimePoint now)
{
    if (!going_on_) return;
    going_on_ = false;
    const CallBook::Guessing guessing{book};
    for (Channel* channel : book.channels())
        if (!channel->listed) book.lost(*channel, now);
    for (Channel* channel : book.channels())
        set_stale(*channel, false);
    settle_dials(book);
    settle_bridges(book, now);
    settle_callers(book);
    listings_.clear();
}

// Who is dialed, or was, has been dialed by a channel of the same call. Only of who was first heard of by this list: of
// the others events have told it, and who got no leg by them (a transferer's Local channel) gets it by whom it hears.
void Snapshot::settle_dials(CallBook& book)
{
    for (Channel* channel : book.channels()) {
        const auto listing = listings_.find(channel->uid.str());
        if (listing == listings_.end() || !listing->second.fresh || !listing->second.outgoing ||
            !channel->in_legs.empty() || channel->caller || channel->half == LocalHalf::far)
            continue;
        Channel* const dialer = dialer_of(*channel, listing->second);
        if (dialer == nullptr) continue;
        LegRecord* const leg = book.dial(*dialer, *channel, channel->born);
        if (leg != nullptr && channel->state == ChannelState::up) book.answered(*leg, channel->born);
    }
}

Channel* Snapshot::dialer_of(const Channel& dialed, const Listing& listing)
{
    Channel* best = nullptr;
    for (Channel* other : dialed.call->channels) {
        const auto about = listings_.find(other->uid.str());
        const bool dials = other != &dialed && other != dialed.sibling && about != listings_.end() &&
                           (!about->second.outgoing || other->half == LocalHalf::far);
        if (!dials) continue;
        // In the same bridge is certain; else the one it shows as its caller.
        const auto fits = [&](const Channel& c) {
            const auto& l = listings_[c.uid.str()];
            return (!listing.bridge.empty() && l.bridge == listing.bridge ? 2 : 0) +
                   (!listing.connected_number.empty() && c.number == listing.connected_number ? 1 : 0);
        };
        if (best == nullptr || fits(*other) > fits(*best)) best = other;
    }
    return best;
}

void Snapshot::settle_bridges(CallBook& book, TimePoint now)
{
    for (Channel* channel : book.channels()) {
        const auto found = listings_.find(channel->uid.str());
        if (found == listings_.end() || found->second.bridge_is_stale) continue;
        const Listing& listing = found->second;
        std::string id = listing.bridge;
        if (Channel* partner = book.find_by_name(listing.bridged_channel); id.empty() && partner != nullptr)
            id = "link:" + std::min(channel->uid, partner->uid).str();
        if (id.empty()) {
            book.leave(*channel, now);
            continue;
        }
        book.enter(*channel, id, false, listing.fresh ? channel->born : now);
        book.leave_queue(*channel, now);
    }
}

void Snapshot::settle_callers(CallBook& book)
{
    for (Channel* channel : book.channels()) {
        const auto listing = listings_.find(channel->uid.str());
        const bool is_alone = channel->in_legs.empty() && channel->own_legs.empty() && !channel->is_local();
        if (listing != listings_.end() && !listing->second.outgoing && is_alone) book.went_on(*channel, channel->exten);
    }
}

}  // namespace calls
