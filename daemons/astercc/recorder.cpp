// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/recorder.h"

#include "common/db/agent_gateway.h"
#include "common/db/recording_gateway.h"
#include "common/runtime/log.h"

namespace astercc {

using namespace std::chrono_literals;

namespace {

constexpr auto rules_refresh = 5s;
constexpr auto retry_pause = 500ms;

// Where Asterisk says what was asked for.
std::string_view answer_header(RecordingQuestion question)
{
    return question == RecordingQuestion::find ? "Value" : "MixMonitorID";
}

}  // namespace

Recorder::Recorder(boost::asio::io_context& io, const ServerConfig& server, RecordingConfig config,
                   db::DbConfig database, ami::Session& main_session)
    : server_(server.name),
      config_(config),
      database_(std::move(database)),
      main_session_(main_session),
      desk_(server.name, std::move(config),
            [this](auto row, auto question, const auto& action) { ask(row, question, action); })
{
    if (!server.record_username.empty()) open_own_session(io, server);
    thread_ = std::thread{[this] { work(); }};
}

Recorder::~Recorder()
{
    inbox_->close();
    thread_.join();
}

void Recorder::open_own_session(boost::asio::io_context& io, const ServerConfig& server)
{
    ami::SessionConfig config;
    config.host = server.host;
    config.port = std::to_string(server.port);
    config.username = server.record_username;
    config.secret = server.record_secret;
    config.events = "off";
    ami::SessionCallbacks callbacks;
    callbacks.on_message = [](const ami::Message&) {};
    callbacks.on_up = [inbox = inbox_](const std::string& banner) {
        inbox->put(RecordingLinkUp{recording_application(banner)});
    };
    callbacks.on_down = [inbox = inbox_, name = server_](const std::string& reason) {
        runtime::log_warning(
            "recorder_away",
            {{"server", name}, {"err", reason}, {"remedy", "check [asterisk] record_username and record_secret"}});
        inbox->put(RecordingLinkDown{reason});
    };
    own_session_ = std::make_unique<ami::Session>(io, std::move(config), std::move(callbacks));
}

void Recorder::start()
{
    if (own_session_) own_session_->start();
}

void Recorder::stop()
{
    if (own_session_) own_session_->stop();
}

void Recorder::on_main_up(const std::string& banner)
{
    if (!own_session_) inbox_->put(RecordingLinkUp{recording_application(banner)});
}

void Recorder::on_main_down(const std::string& reason)
{
    if (!own_session_) inbox_->put(RecordingLinkDown{reason});
}

void Recorder::on_message(const ami::Message& message)
{
    if (is_recording_stop(message.event())) inbox_->put(RecordingStopSeen{std::string{message.find("Channel")}});
}

void Recorder::alive(const std::vector<calls::Leg>& legs, const db::LeaseProof& lease)
{
    inbox_->put(LegsAlive{legs, lease});
}

void Recorder::stood_down()
{
    inbox_->put(StoodDown{});
}

void Recorder::changed(const std::vector<calls::Change>& changes, runtime::TimePoint at)
{
    std::vector<RecordingItem> items;
    for (const auto& change : changes) {
        if (const auto* changed = std::get_if<calls::LegChanged>(&change)) {
            if (changed->leg.state == calls::LegState::link) items.push_back(LegTalks{changed->leg});
        } else if (const auto* dropped = std::get_if<calls::LegDropped>(&change)) {
            items.push_back(LegParted{dropped->key, at});
        } else if (const auto* ended = std::get_if<calls::LegFinished>(&change)) {
            items.push_back(LegParted{ended->finished.leg.key, ended->finished.end});
        }
    }
    inbox_->put(std::move(items));
}

RecordingCounts Recorder::counts() const
{
    const std::lock_guard lock{counts_mutex_};
    return counts_;
}

void Recorder::ask(std::uint32_t row, RecordingQuestion question, const ami::Result<ami::Action>& action)
{
    if (!action) {
        inbox_->put(RecordingAnswer{row, question, action.error()});
        return;
    }
    auto& session = own_session_ ? *own_session_ : main_session_;
    session.send(action.value(), [inbox = inbox_, row, question](const ami::Result<ami::Reply>& reply) {
        if (reply)
            inbox->put(RecordingAnswer{row, question, std::string{reply.value().find(answer_header(question))}});
        else
            inbox->put(RecordingAnswer{row, question, reply.error()});
    });
}

void Recorder::work()
{
    while (!inbox_->is_closed()) {
        inbox_->take(items_, config_.poll);
        work_once();
    }
    work_once();
}

void Recorder::work_once()
{
    try {
        if (knows_rules_) hand_over();  // without the database too: what is over need not be kept
        if (!connection_ && Clock::now() < retry_due_) return;
        connect();
        hand_over();
        desk_.work(*connection_);
        const std::lock_guard lock{counts_mutex_};
        counts_ = desk_.counts();
    } catch (const db::LeaseLost& e) {
        runtime::log_warning("recorder_stands_by", {{"server", server_}, {"err", e.what()}});
        desk_.take(StoodDown{});
    } catch (const std::exception& e) {
        note_outage(e.what());
    }
}

void Recorder::hand_over()
{
    for (auto& item : std::exchange(items_, {}))
        desk_.take(std::move(item));
}

void Recorder::connect()
{
    if (!connection_) {
        connection_ = std::make_unique<db::Connection>(database_);
        db::limit_idle_transactions(*connection_);
    }
    if (Clock::now() < rules_due_) return;
    desk_.set_rules(calls::AgentDirectory{db::load_agent_accounts(*connection_)},
                    db::RecordingGateway{*connection_, server_}.forcing_groups());
    rules_due_ = Clock::now() + rules_refresh;
    knows_rules_ = true;
    if (std::exchange(is_away_, false)) runtime::log_info("recorder_database_back", {{"server", server_}});
}

void Recorder::note_outage(const std::string& why)
{
    connection_.reset();
    rules_due_ = {};
    retry_due_ = Clock::now() + retry_pause;
    if (!std::exchange(is_away_, true))
        runtime::log_warning("recorder_database_away",
                             {{"server", server_}, {"err", why}, {"now", "keeping and retrying"}});
}

}  // namespace astercc
