// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/asterisk_line.h"

#include "common/runtime/asio.h"
#include "common/runtime/log.h"

#include <charconv>
#include <cmath>

namespace dialer {

namespace {

constexpr std::string_view list_item = "CoreShowChannel";
constexpr std::string_view list_end = "CoreShowChannelsComplete";

bool is_needed(std::string_view event)
{
    return dialing::is_call_event(event) || event == list_item || event == list_end;
}

// With timestampevents = yes: seconds and their fraction.
std::optional<runtime::TimePoint> stamp_of(const ami::Message& message)
{
    const auto text = message.find("Timestamp");
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(seconds)) return std::nullopt;
    return runtime::from_epoch_ms(std::llround(seconds * 1000));
}

ami::SessionConfig session_config(const astercc::ServerConfig& server)
{
    ami::SessionConfig config;
    config.host = server.host;
    config.port = std::to_string(server.port);
    config.username = server.username;
    config.secret = server.secret;
    config.events = "call,agent,user";
    config.filter = is_needed;
    return config;
}

}  // namespace

AsteriskLine::AsteriskLine(boost::asio::io_context& io, Config config, Inbox& inbox)
    : config_(std::move(config)),
      inbox_(inbox),
      session_(
          std::make_unique<ami::Session>(io, session_config(config_.server),
                                         ami::SessionCallbacks{[this](const ami::Message& m) { on_message(m); },
                                                               [this](const std::string&) { on_up(); },
                                                               [this](const std::string& reason) { on_down(reason); }}))
{
}

void AsteriskLine::order(const ami::Action& originate, const std::string& call)
{
    const std::lock_guard lock{mutex_};  // until the ActionID is known
    const auto id = session_->send(originate, [this, call](const ami::Result<ami::Reply>& reply) {
        if (!reply && reply.error().code == runtime::Errc::refused) put(OrderRefused{call, reply.error().what});
    });
    ordered_[id] = call;
}

void AsteriskLine::list()
{
    const std::lock_guard lock{mutex_};
    listed_ = {.asked = std::chrono::steady_clock::now(), .channels = {}};
    list_id_ = session_->send(ami::core_show_channels());
}

void AsteriskLine::on_up()
{
    config_.asterisk.met();
    runtime::log_info("asterisk_up", {{"server", name()}});
    ask_for_context();
}

void AsteriskLine::ask_for_context()
{
    const auto question = ami::show_dialplan("s", config_.context);
    if (!question) {
        put(LineUp{});
        return;
    }
    session_->send(question.value(), [this](const ami::Result<ami::Reply>& reply) {
        if (!reply)
            runtime::log_warning("context_missing",
                                 {{"server", name()},
                                  {"context", config_.context},
                                  {"err", reply.error().what},
                                  {"remedy",
                                   "load etc/asterisk/extensions_astercc.conf, and give the manager user "
                                   "write=reporting"}});
        put(LineUp{.has_context = static_cast<bool>(reply)});
    });
}

void AsteriskLine::on_down(const std::string& reason)
{
    config_.asterisk.missing(reason);
    runtime::log_warning("asterisk_away", {{"server", name()}, {"err", reason}});
    {
        const std::lock_guard lock{mutex_};
        ordered_.clear();
        list_id_.clear();
    }
    put(LineDown{reason});
}

void AsteriskLine::on_message(const ami::Message& message)
{
    if (message.event() == list_item || message.event() == list_end) {
        on_listed(message);
        return;
    }
    if (auto about = dialing::read_call_event(message)) pass_on(*std::move(about), message);
}

void AsteriskLine::on_listed(const ami::Message& message)
{
    std::unique_lock lock{mutex_};
    if (list_id_.empty() || message.find("ActionID") != list_id_) return;
    if (message.event() == list_end) {
        list_id_.clear();
        auto listed = std::exchange(listed_, {});
        lock.unlock();
        put(std::move(listed));
        return;
    }
    auto call = dialing::call_of(message.find("Uniqueid"));
    if (call.empty()) call = dialing::call_of(message.find("Linkedid"));
    if (call.empty()) return;
    listed_.channels.push_back({.uniqueid = std::string{message.find("Uniqueid")},
                                .call = std::string{call},
                                .application = std::string{message.find("Application")},
                                .is_up = message.find("ChannelStateDesc") == "Up",
                                .is_bridged = !message.find("BridgeId").empty()});
}

void AsteriskLine::pass_on(dialing::AboutCall about, const ami::Message& message)
{
    if (about.call.empty()) {
        const std::lock_guard lock{mutex_};
        const auto found = ordered_.find(about.action_id);
        if (found == ordered_.end()) return;
        about.call = found->second;
        ordered_.erase(found);
    } else if (about.event.kind == dialing::CallEventKind::gone) {
        const std::lock_guard lock{mutex_};
        std::erase_if(ordered_, [&](const auto& entry) { return entry.second == about.call; });
    }
    put(CallNews{std::move(about.call), std::move(about.event), stamp_of(message)});
}

void AsteriskLine::put(decltype(News::what) what)
{
    inbox_.put({config_.index, std::chrono::steady_clock::now(), std::move(what)});
}

}  // namespace dialer
