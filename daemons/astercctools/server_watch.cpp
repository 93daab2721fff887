// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/server_watch.h"

#include "common/runtime/log.h"
#include "common/runtime/time.h"

#include <utility>

namespace tools {

using namespace std::chrono_literals;

namespace {

constexpr auto write_delay = 100ms;
constexpr unsigned most_rounds_missed = 6;  // then a list that never ended is given up

bool is_needed(std::string_view event)
{
    return pbx::QueueBoard::is_wanted(event) || pbx::PeerBoard::is_wanted(event) || event.ends_with("Complete");
}

ami::Action action_of(List list)
{
    switch (list) {
        case List::queues:
            return ami::queue_status();
        case List::pjsip_endpoints:
            return ami::pjsip_show_endpoints();
        case List::pjsip_contacts:
            return ami::pjsip_show_contacts();
        case List::sip:
            return ami::sip_peers();
        case List::iax:
            return ami::iax_peer_list();
        case List::devices:
            return ami::device_state_list();
    }
    return ami::queue_status();
}

pbx::PeerList peer_list(List list)
{
    switch (list) {
        case List::pjsip_endpoints:
            return pbx::PeerList::pjsip_endpoints;
        case List::pjsip_contacts:
            return pbx::PeerList::pjsip_contacts;
        case List::sip:
            return pbx::PeerList::sip;
        case List::iax:
            return pbx::PeerList::iax;
        case List::queues:
        case List::devices:
            break;
    }
    return pbx::PeerList::devices;
}

std::string_view remedy(List list)
{
    const bool is_pjsip = list == List::pjsip_endpoints || list == List::pjsip_contacts;
    return is_pjsip ? "give the manager user write=system, or live with what DeviceStateList tells (no addresses)"
                    : "give the manager user write=agent,call,reporting";
}

}  // namespace

ServerWatch::ServerWatch(asio::io_context& io, WatchConfig config, Put put)
    : config_(std::move(config)), put_(std::move(put)), poll_timer_(io), write_timer_(io)
{
    auto session = config_.session;
    session.filter = is_needed;
    session.events = "agent,call,system";
    session_ = std::make_unique<ami::Session>(
        io, std::move(session),
        ami::SessionCallbacks{[this](const ami::Message& m) { on_message(m); }, [this](const std::string&) { on_up(); },
                              [this](const std::string& reason) { on_down(reason); }});
}

void ServerWatch::start(const std::vector<pbx::PeerRow>& peers)
{
    if (is_stopped_) return;
    peers_.restore(peers);
    session_->start();
}

void ServerWatch::stop()
{
    is_stopped_ = true;
    poll_timer_.cancel();
    if (is_write_due_) write();
    write_timer_.cancel();
    session_->stop();
}

void ServerWatch::on_up()
{
    runtime::log_info("asterisk_up", {{"server", config_.name}});
    round_.forget_refusals();
    queues_.forget_drift();
    poll();
}

void ServerWatch::on_down(const std::string& reason)
{
    poll_timer_.cancel();
    round_.abort();
    runtime::log_warning("asterisk_away", {{"server", config_.name}, {"err", reason}});
}

void ServerWatch::poll()
{
    if (is_stopped_ || !session_->is_up()) return;
    if (!round_.is_under_way() || ++rounds_missed_ > most_rounds_missed) {
        rounds_missed_ = 0;
        round_.begin();
        ask_next();
    }
    poll_timer_.expires_after(config_.poll_every);
    poll_timer_.async_wait([this](boost::system::error_code stopped) {
        if (!stopped) poll();
    });
}

void ServerWatch::ask_next()
{
    const auto list = round_.next();
    if (!list) {
        ++polls_;
        return;
    }
    begin_list(*list);
    round_.asked(session_->send(action_of(*list),
                                [this, list](const ami::Result<ami::Reply>& reply) { on_reply(*list, reply); }));
}

void ServerWatch::on_reply(List list, const ami::Result<ami::Reply>& reply)
{
    if (reply || round_.current() != list) return;
    refused(list, reply.error());
    ask_next();
}

void ServerWatch::refused(List list, const runtime::Error& error)
{
    switch (round_.refused(error.what)) {
        case PollRound::Refusal::denied:
            runtime::log_warning("list_denied",
                                 {{"server", config_.name}, {"err", error.what}, {"remedy", remedy(list)}});
            return;
        case PollRound::Refusal::unsupported:
            runtime::log_info("list_unsupported", {{"server", config_.name}, {"what", to_string(list)}});
            return;
        case PollRound::Refusal::empty:
            end_list(list);
            return;
        case PollRound::Refusal::failed:
            runtime::log_warning("list_failed", {{"server", config_.name}, {"err", error.what}});
            return;
    }
}

void ServerWatch::on_message(const ami::Message& message)
{
    switch (round_.classify(message)) {
        case PollRound::Answer::item:
            take_item(*round_.current(), message);
            return;
        case PollRound::Answer::complete: {
            const auto list = *round_.current();
            round_.completed();
            end_list(list);
            ask_next();
            return;
        }
        case PollRound::Answer::none:
            break;
    }
    if (message.has("ActionID")) return;  // of a list that was given up
    const auto now = runtime::now();
    if (queues_.apply(message, now) || peers_.apply(message, now)) write_soon();
}

void ServerWatch::begin_list(List list)
{
    if (list == List::queues)
        queues_.begin_poll();
    else
        peers_.begin_list(peer_list(list));
}

void ServerWatch::take_item(List list, const ami::Message& item)
{
    if (list == List::queues)
        queues_.listed(item, runtime::now());
    else
        peers_.listed(peer_list(list), item);
}

void ServerWatch::end_list(List list)
{
    if (list == List::queues) {
        tell_drift(queues_.end_poll());
        write_soon();
    } else if (peers_.end_list(peer_list(list), runtime::now())) {
        write_soon();
    }
}

void ServerWatch::tell_drift(const std::vector<pbx::QueueDrift>& drift)
{
    drift_ += drift.size();
    for (const auto& one : drift)
        runtime::log_warning(
            "queue_healed",
            {{"server", config_.name}, {"queue", one.queue}, {"who", one.who}, {"kind", pbx::to_string(one.kind)}});
}

void ServerWatch::write_soon()
{
    if (std::exchange(is_write_due_, true)) return;
    write_timer_.expires_after(write_delay);
    write_timer_.async_wait([this](boost::system::error_code stopped) {
        if (!stopped) write();
    });
}

void ServerWatch::write()
{
    is_write_due_ = false;
    ServerTables tables{peers_.rows(), std::nullopt};
    if (queues_.is_known()) tables.queues = queues_.tables();
    put_(std::move(tables));
}

}  // namespace tools
