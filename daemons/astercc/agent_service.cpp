// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/agent_service.h"

#include "common/ami/actions.h"
#include "common/db/agent_gateway.h"
#include "common/pbx/queue_items.h"
#include "common/runtime/log.h"
#include "daemons/astercc/recording_actions.h"

#include <utility>

namespace astercc {

using namespace std::chrono_literals;
using calls::QueueStep;

namespace {

constexpr auto rules_refresh = 5s;
constexpr auto retry_pause = 500ms;
constexpr auto turn = 20ms;  // at least between two: agents are looked through in each
constexpr std::string_view missed_event = "AgentRingNoAnswer";
constexpr std::string_view booted_event = "FullyBooted";
constexpr std::string_view listed_event = "QueueMember";
constexpr std::string_view list_ends_event = "QueueStatusComplete";

// QueueMemberPaused before Asterisk 12.
bool is_pause_event(std::string_view event)
{
    return event == "QueueMemberPause" || event == "QueueMemberPaused";
}

calls::MemberPause pause_in(const ami::Message& message)
{
    pbx::MemberRow member;
    pbx::update_member(member, message);
    return member.is_paused ? calls::MemberPause{member.pause_reason} : std::nullopt;
}

ami::Result<ami::Action> action_of(const std::string& interface, const QueueStep& step)
{
    switch (step.kind) {
        case QueueStep::Kind::add:
            return ami::queue_add({step.queue, interface, "", "", 0, step.is_paused});
        case QueueStep::Kind::remove:
            return ami::queue_remove(step.queue, interface);
        case QueueStep::Kind::pause:
            return ami::queue_pause(interface, true, step.queue, step.reason);
        case QueueStep::Kind::unpause:
            return ami::queue_pause(interface, false, step.queue);
    }
    return runtime::Error{runtime::Errc::invalid, "no such step"};
}

bool is_answered(const runtime::Error& error)
{
    return error.code != runtime::Errc::unavailable && error.code != runtime::Errc::timed_out;
}

}  // namespace

AgentService::AgentService(std::string server, AgentConfig config, db::DbConfig database, ami::Session& session)
    : server_(std::move(server)),
      config_(config),
      database_(std::move(database)),
      session_(session),
      desk_(
          server_, std::move(config),
          [this](auto account, const auto& interface, const auto& step) { ask(account, interface, step); },
          [this](const auto& interface) { look(interface); })
{
    thread_ = std::thread{[this] { work(); }};
}

AgentService::~AgentService()
{
    inbox_->close();
    thread_.join();
}

void AgentService::alive(const std::vector<calls::Leg>& legs, const db::LeaseProof& lease)
{
    inbox_->put(LegsAlive{legs, lease});
}

void AgentService::stood_down()
{
    inbox_->put(StoodDown{});
}

void AgentService::changed(const std::vector<calls::Change>& changes, runtime::TimePoint at)
{
    inbox_->put(CallsChanged{changes, at});
}

void AgentService::on_up(const std::string& banner)
{
    inbox_->put(AsteriskUp{recording_application(banner) == RecordingApplication::mix_monitor});
}

void AgentService::on_down()
{
    inbox_->put(AsteriskDown{});
}

bool AgentService::is_needed(std::string_view event)
{
    return event == missed_event || event == booted_event || event == listed_event || event == list_ends_event ||
           is_pause_event(event);
}

void AgentService::on_message(const ami::Message& message)
{
    if (message.event() == missed_event)
        inbox_->put(MemberMissed{std::string{message.find("Interface")}, runtime::now()});
    if (message.event() == booted_event) inbox_->put(AsteriskBooted{});
    if (is_pause_event(message.event()))
        inbox_->put(MemberPaused{std::string{pbx::member_interface(message)}, std::string{message.find("Queue")},
                                 pause_in(message), runtime::now()});
    if (message.event() == listed_event) {
        auto& listed = listed_[std::string{pbx::member_interface(message)}];
        listed.queues[std::string{message.find("Queue")}] = pause_in(message);
    }
    if (message.event() == list_ends_event)
        for (auto& [interface, listed] : std::exchange(listed_, {}))
            inbox_->put(MemberPauses{interface, std::move(listed.queues)});
}

void AgentService::ask(std::uint32_t account, const std::string& interface, const QueueStep& step)
{
    const auto action = action_of(interface, step);
    if (!action) return inbox_->put(QueueAnswer{account, step, true, action.error().what});
    session_.send(action.value(), [inbox = inbox_, account, step](const ami::Result<ami::Reply>& reply) {
        if (reply)
            inbox->put(QueueAnswer{account, step, true, {}});
        else
            inbox->put(QueueAnswer{account, step, is_answered(reply.error()), reply.error().what});
    });
}

void AgentService::look(const std::string& interface)
{
    if (const auto action = ami::queue_member_status(interface)) session_.send(action.value(), [](const auto&) {});
}

void AgentService::work()
{
    while (!inbox_->is_closed()) {
        inbox_->take(items_, config_.poll);
        std::this_thread::sleep_until(turn_due_);
        inbox_->take(items_, 0ms);
        turn_due_ = Clock::now() + turn;
        work_once();
    }
    work_once();
}

// Asterisk is asked before the database: a pause must not wait for it.
void AgentService::work_once()
{
    if (knows_rules_) {
        for (auto& item : std::exchange(items_, {}))
            desk_.take(std::move(item));
        desk_.act(runtime::now());
    }
    if (!connection_ && Clock::now() < retry_due_) return;
    try {
        connect();
        use_database();
    } catch (const db::LeaseLost& e) {
        runtime::log_warning("agents_stand_by", {{"server", server_}, {"err", e.what()}});
        desk_.take(StoodDown{});
    } catch (const std::exception& e) {
        note_outage(e.what());
    }
}

void AgentService::use_database()
{
    const auto now = Clock::now();
    if (now >= requests_due_) {
        requests_due_ = now + config_.poll;
        desk_.serve_requests(*connection_);
    }
    if (now >= look_due_) {
        look_due_ = now + config_.look_around;
        desk_.look_around(*connection_, runtime::now(),
                          std::chrono::duration_cast<std::chrono::seconds>(now - connected_));
    }
    desk_.act(runtime::now());
    desk_.write(*connection_);
}

void AgentService::connect()
{
    if (!connection_) {
        connection_ = std::make_unique<db::Connection>(database_);
        db::limit_idle_transactions(*connection_);
        connected_ = Clock::now();
    }
    if (Clock::now() < rules_due_) return;
    desk_.set_rules(db::load_agent_accounts(*connection_),
                    db::AgentStateGateway{*connection_, server_}.rules_of_groups(),
                    db::AgentStateGateway{*connection_, server_}.pause_reasons());
    rules_due_ = Clock::now() + rules_refresh;
    knows_rules_ = true;
    if (std::exchange(is_away_, false)) runtime::log_info("agents_database_back", {{"server", server_}});
}

void AgentService::note_outage(const std::string& why)
{
    connection_.reset();
    rules_due_ = {};
    retry_due_ = Clock::now() + retry_pause;
    if (!std::exchange(is_away_, true))
        runtime::log_warning("agents_database_away",
                             {{"server", server_}, {"err", why}, {"now", "keeping and retrying"}});
}

}  // namespace astercc
