// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/tracker.h"

#include "common/calls/event_kind.h"
#include "common/calls/events.h"
#include "common/calls/masquerade.h"
#include "common/calls/snapshot.h"

namespace calls {

class Tracker::Impl {
public:
    void apply(const ami::Message& message, TimePoint received, std::vector<Change>& out);

    CallBook book;
    Snapshot snapshot;
    TimePoint last{};

private:
    void dispatch(EventKind kind, const Event& e);
    void prove_alive(EventKind kind, const Fields& fields);

    Masquerades masquerades_;
};

void Tracker::Impl::apply(const ami::Message& message, TimePoint received, std::vector<Change>& out)
{
    const EventKind kind = classify(message.event());
    if (kind == EventKind::none) return;
    const Fields fields{message};
    last = fields.time(received);
    dispatch(kind, Event{book, fields, last});
    if (snapshot.going_on()) prove_alive(kind, fields);
    book.flush(out);
}

void Tracker::Impl::dispatch(EventKind kind, const Event& e)
{
    switch (kind) {
        case EventKind::newchannel:
            return on_newchannel(e);
        case EventKind::newstate:
            return on_newstate(e);
        case EventKind::newexten:
            return on_newexten(e);
        case EventKind::newcallerid:
            return on_newcallerid(e);
        case EventKind::hangup:
            return on_hangup(e);
        case EventKind::hangup_request:
            return on_hangup_request(e);
        case EventKind::transfer:
            return on_transfer(e);
        case EventKind::rename:
            return masquerades_.on_rename(e);
        case EventKind::hold:
            return on_hold(e);
        case EventKind::unhold:
            return on_unhold(e);
        case EventKind::originate_response:
            return on_originate_response(e);
        case EventKind::dial_begin:
            return on_dial_begin(e);
        case EventKind::dial_state:
            return on_dial_state(e);
        case EventKind::dial_end:
            return on_dial_end(e);
        case EventKind::bridge_enter:
            return on_bridge_enter(e);
        case EventKind::bridge_leave:
            return on_bridge_leave(e);
        case EventKind::bridge_destroy:
            return on_bridge_destroy(e);
        case EventKind::dial:
            return on_dial(e);
        case EventKind::link:
            return on_link(e);
        case EventKind::unlink:
            return on_unlink(e);
        case EventKind::bridge:
            return on_bridge(e);
        case EventKind::meetme_join:
            return on_meetme_join(e);
        case EventKind::meetme_leave:
            return on_meetme_leave(e);
        case EventKind::queue_join:
            return on_queue_join(e);
        case EventKind::queue_leave:
            return on_queue_leave(e);
        case EventKind::agent_called:
            return on_agent_called(e);
        case EventKind::agent_connect:
            return on_agent_connect(e);
        case EventKind::agent_complete:
            return on_agent_complete(e);
        case EventKind::music_on_hold:
            return on_music_on_hold(e);
        case EventKind::core_show_channel:
        case EventKind::status:
            return snapshot.on_listed(e);
        case EventKind::none:
            return;
    }
}

void Tracker::Impl::prove_alive(EventKind kind, const Fields& fields)
{
    if (kind == EventKind::core_show_channel || kind == EventKind::status) return;
    const bool about_bridge = kind == EventKind::bridge_enter || kind == EventKind::bridge_leave ||
                              kind == EventKind::link || kind == EventKind::unlink || kind == EventKind::bridge;
    for (const Key key : {Key::uniqueid, Key::dest_uniqueid, Key::src_uniqueid, Key::uniqueid1, Key::uniqueid2}) {
        if (Channel* const channel = book.find(fields[key])) snapshot.on_live(*channel, about_bridge);
    }
}

Tracker::Tracker() : impl_(std::make_unique<Impl>()) {}
Tracker::~Tracker() = default;
Tracker::Tracker(Tracker&&) noexcept = default;
Tracker& Tracker::operator=(Tracker&&) noexcept = default;

void Tracker::apply(const ami::Message& message, TimePoint received, std::vector<Change>& out)
{
    impl_->apply(message, received, out);
}

void Tracker::begin_record(std::uint64_t record)
{
    impl_->book.begin_record(record);
}

std::optional<std::uint64_t> Tracker::oldest_record() const
{
    return impl_->book.oldest_record();
}

void Tracker::restore(std::span<const Leg> legs)
{
    // Legs with a destination last: they replace the caller's leg without one.
    for (const bool with_destination : {false, true}) {
        for (const Leg& leg : legs) {
            if (leg.key.dstuid.empty() != with_destination) impl_->book.restore(leg);
        }
    }
}

void Tracker::begin_snapshot(SnapshotAfter before)
{
    impl_->snapshot.begin(impl_->book, before);
}

void Tracker::end_snapshot(TimePoint now, std::vector<Change>& out)
{
    impl_->last = now;
    impl_->snapshot.end(impl_->book, now);
    impl_->book.flush(out);
}

TimePoint Tracker::last_event_time() const
{
    return impl_->last;
}

std::size_t Tracker::live_legs() const
{
    return impl_->book.live_legs();
}
std::size_t Tracker::live_channels() const
{
    return impl_->book.size();
}
std::vector<Leg> Tracker::legs() const
{
    return impl_->book.legs();
}
std::uint64_t Tracker::oddities() const
{
    return impl_->book.oddities();
}

}  // namespace calls
