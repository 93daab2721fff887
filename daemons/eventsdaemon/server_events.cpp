// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/server_events.h"

#include "common/ami/event_text.h"
#include "common/calls/fields.h"
#include "common/runtime/asio.h"
#include "common/runtime/log.h"

#include <algorithm>

namespace events {

namespace {

ami::SessionConfig session_config(const astercc::ServerConfig& server)
{
    ami::SessionConfig config;
    config.host = server.host;
    config.port = std::to_string(server.port);
    config.username = server.username;
    config.secret = server.secret;
    return config;
}

EventQueue::Limits queue_limits(const EventsConfig& config)
{
    EventQueue::Limits limits;
    limits.age = config.log_life;
    return limits;
}

}  // namespace

ServerEvents::ServerEvents(asio::io_context& io, const astercc::ServerConfig& server, const EventsConfig& config,
                           bool is_purger, astercc::StartReport& report, EventsMonitor& monitor)
    : io_(io), server_(server), config_(config), report_(report), monitor_(monitor), queue_(queue_limits(config))
{
    session_ =
        std::make_unique<ami::Session>(io, session_config(server),
                                       ami::SessionCallbacks{[this](const ami::Message& m) { on_message(m); },
                                                             [this](const std::string& banner) { on_up(banner); },
                                                             [this](const std::string& reason) { on_down(reason); }});
    worker_ = std::make_unique<EventsWorker>(queue_, config_, server_.name, is_purger, monitor_,
                                             WorkerCallbacks{[this] { asio::post(io_, [this] { begin_listening(); }); },
                                                             [this] { asio::post(io_, [this] { ask_who_lives(); }); }});
}

ServerEvents::~ServerEvents()
{
    queue_.close();
    worker_.reset();
}

void ServerEvents::stop()
{
    is_stopped_ = true;
    session_->stop();
}

ServerCounters ServerEvents::counters() const
{
    return {received_,         skipped_,           queue_.dropped(), logins_, queue_.queued_bytes(),
            session_->is_up(), worker_->counters()};
}

void ServerEvents::begin_listening()
{
    if (is_stopped_) return;
    report_.database_connected();
    report_.connecting(server_);
    session_->start();
}

void ServerEvents::on_up(const std::string& banner)
{
    ++logins_;
    report_.logged_in();
    monitor_.asterisk_up();
    runtime::log_info("asterisk_up", {{"server", server_.name}, {"banner", banner}});
    if (config_.tells_calls) ask_who_lives();
}

void ServerEvents::on_down(const std::string& reason)
{
    report_.failed(reason);
    monitor_.asterisk_down(reason);
    runtime::log_warning("asterisk_away", {{"server", server_.name}, {"err", reason}});
}

void ServerEvents::on_message(const ami::Message& message)
{
    const auto event = message.event();
    if (event.empty()) return;
    ++received_;
    const auto arrived = runtime::now();
    if (is_skipped(event))
        ++skipped_;
    else
        queue_.put(arrived, {calls::Fields{message}.time(arrived), ami::to_event_text(message)});
    if (!resync_.is_under_way()) return;
    resync_.saw(message);
    if (resync_.is_settled()) end_resync();
}

bool ServerEvents::is_skipped(std::string_view event) const
{
    return std::any_of(config_.skip.begin(), config_.skip.end(),
                       [&](const std::string& name) { return ami::iequals(name, event); });
}

void ServerEvents::ask_who_lives()
{
    if (is_stopped_ || !session_->is_up()) return;
    queue_.put(runtime::now(), ListMark::begin);
    resync_.begin();
    for (const auto list : astercc::Resync::all_lists)
        ask(list);
}

void ServerEvents::ask(astercc::Resync::List list)
{
    auto id = session_->send(astercc::list_action(list), [this, list](const ami::Result<ami::Reply>& reply) {
        if (!reply) resync_.refused(list);
        if (resync_.is_under_way() && resync_.is_settled()) end_resync();
    });
    resync_.asked(list, std::move(id));
}

// Only a whole list may end a call.
void ServerEvents::end_resync()
{
    resync_.finish();
    if (resync_.is_complete())
        queue_.put(runtime::now(), ListMark::end);
    else
        runtime::log_error("resync_failed", {{"server", server_.name},
                                             {"err",
                                              "Asterisk lists no channels; give the manager user "
                                              "read=call,reporting and write=call,reporting"}});
}

}  // namespace events
