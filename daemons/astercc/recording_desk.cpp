// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/recording_desk.h"

#include "common/runtime/log.h"

#include <algorithm>

namespace astercc {

using calls::RecordingStatus;
using runtime::Errc;

namespace {

bool is_answered(const runtime::Result<std::string>& answer)
{
    return answer || (answer.error().code != Errc::unavailable && answer.error().code != Errc::timed_out);
}

bool lacks_right(std::string_view words)
{
    return words.find("ermission denied") != std::string_view::npos;
}

RecordingSubject subject_of(const db::RecordingRow& row, std::vector<calls::RecordingPlan::Party> parties)
{
    return {row.id, row.leg, row.linkedid, row.account, row.is_forced, std::move(parties)};
}

}  // namespace

RecordingDesk::RecordingDesk(std::string server, RecordingConfig config, Ask ask)
    : server_(std::move(server)), config_(std::move(config)), ask_(std::move(ask)), notes_(server_)
{
    rules_.everybody = config_.force;
}

void RecordingDesk::set_rules(calls::AgentDirectory directory, std::unordered_set<std::uint32_t> forcing_groups)
{
    directory_ = std::move(directory);
    rules_.groups = std::move(forcing_groups);
}

void RecordingDesk::take(RecordingItem item)
{
    std::visit([this](auto&& one) { on(std::forward<decltype(one)>(one)); }, std::move(item));
}

void RecordingDesk::work(db::Connection& connection)
{
    if (!lease_.is_held()) return;
    if (!has_adopted_) adopt(connection);
    notes_.write(connection, lease_);
    if (link_) {
        stop_orphans();
        ask_what_is_unsure();
        record_forced(connection);
    }
    serve_requests(connection);
    start_what_is_due(connection);
    notes_.write(connection, lease_);
}

// --- what is heard ---------------------------------------------------------------------------------------------

void RecordingDesk::on(LegsAlive&& item)
{
    for (auto& leg : item.legs)
        if (leg.state == calls::LegState::link) on(LegTalks{std::move(leg)});
    lease_ = std::move(item.lease);
}

// Whoever is active finds the rows, and asks the channels: what is known here must not be acted on again.
void RecordingDesk::on(const StoodDown&)
{
    plan_ = {};
    recordings_.clear();
    by_leg_.clear();
    orphans_.clear();
    own_stops_.clear();
    stopping_.clear();
    notes_.forget();
    lease_ = {};
    has_adopted_ = false;
}

void RecordingDesk::on(const LegTalks& item)
{
    const auto& leg = item.leg;
    plan_.talks(leg, directory_.find(server_, leg.srcchan), directory_.find(server_, leg.dstchan), rules_);
}

void RecordingDesk::on(const LegParted& item)
{
    if (const auto known = by_leg_.find(item.key); known != by_leg_.end()) {
        const auto found = recordings_.find(known->second);
        auto& recording = found->second;
        if (recording.phase == Phase::starting) {
            recording.leg_end = item.at;
        } else if (recording.phase == Phase::due) {
            fail(found, "the call is over");
        } else {
            // The caller may go on, in a queue or to somebody else: that is another recording, or none.
            if (recording.phase == Phase::running) ask_to_stop(recording.order);
            close(found, item.at);
        }
    }
    plan_.parted(item.key);
}

void RecordingDesk::on(const RecordingLinkUp& item)
{
    link_ = item.application;
    has_told_of_right_ = false;
    own_stops_.clear();
}

void RecordingDesk::on(const RecordingLinkDown& item)
{
    link_.reset();
    link_trouble_ = item.reason;
}

// Told of every stop, ours too: only one we did not ask for is news. It names no recording, so if the dialplan
// records the same channel besides, its stop is taken for ours.
void RecordingDesk::on(const RecordingStopSeen& item)
{
    if (const auto own = own_stops_.find(item.channel); own != own_stops_.end()) {
        if (--own->second == 0) own_stops_.erase(own);
        return;
    }
    const auto found = std::find_if(recordings_.begin(), recordings_.end(), [&](const auto& entry) {
        return entry.second.phase == Phase::running && entry.second.order.channel == item.channel;
    });
    if (found != recordings_.end()) close(found, runtime::now());
}

void RecordingDesk::on(const RecordingAnswer& item)
{
    if (item.question == RecordingQuestion::stop) {
        if (const auto asked = stopping_.find(item.row); asked != stopping_.end()) {
            const auto own = own_stops_.find(asked->second);
            if (!item.value && own != own_stops_.end() && --own->second == 0) own_stops_.erase(own);
            stopping_.erase(asked);
        }
    }
    const auto found = recordings_.find(item.row);
    if (found == recordings_.end()) return;
    switch (item.question) {
        case RecordingQuestion::start:
            return started(found, item.value);
        case RecordingQuestion::find:
            return searched(found, item.value);
        case RecordingQuestion::stop:
            return stopped(found, item.value);
    }
}

void RecordingDesk::started(Recordings::iterator found, const runtime::Result<std::string>& monitorid)
{
    auto& recording = found->second;
    if (!is_answered(monitorid)) {
        recording.phase = Phase::unsure;
        if (recording.leg_end) close(found, *recording.leg_end);
        return;
    }
    if (!monitorid) return fail(found, monitorid.error().what);
    recording.order.monitorid = monitorid.value();
    recording.phase = Phase::running;
    notes_.began(recording.subject, recording.order.monitorid);
    if (!recording.leg_end) return;
    ask_to_stop(recording.order);
    close(found, *recording.leg_end);
}

void RecordingDesk::searched(Recordings::iterator found, const runtime::Result<std::string>& value)
{
    auto& recording = found->second;
    if (!is_answered(value)) {
        recording.phase = Phase::unsure;
    } else if (value && value.value().empty()) {
        recording.phase = Phase::due;
    } else {
        started(found, value);
    }
}

void RecordingDesk::stopped(Recordings::iterator found, const runtime::Result<std::string>& answer)
{
    auto& recording = found->second;
    if (answer) return close(found, runtime::now());
    if (!is_answered(answer)) {
        recording.phase = Phase::running;  // its row still says "stopping": asked again
    } else if (const auto& why = answer.error().what; lacks_right(why)) {
        recording.phase = Phase::running;
        notes_.could_not_stop(recording.subject, why);
        tell_of_missing_right(why);
    } else {
        close(found, runtime::now());  // there was nothing to stop any more
    }
}

// --- rows ------------------------------------------------------------------------------------------------------

void RecordingDesk::adopt(db::Connection& connection)
{
    db::RecordingGateway gateway{connection, server_};
    for (const auto& row : gateway.begun())
        adopt(row);
    has_adopted_ = true;
}

void RecordingDesk::adopt(const db::RecordingRow& row)
{
    Recording recording;
    recording.order = {row.id, row.channel, row.path, row.format, row.monitorid};
    recording.phase = row.status == RecordingStatus::requested ? Phase::unsure : Phase::running;
    const auto* talk = plan_.find(row.leg);
    if (talk == nullptr) {
        orphans_.push_back(recording.order);
        notes_.ended_unseen(subject_of(row, {}));
        return;
    }
    recording.subject = subject_of(row, talk->parties);
    plan_.began(row.leg, row.channel);
    by_leg_[row.leg] = row.id;
    recordings_.emplace(row.id, std::move(recording));
}

void RecordingDesk::serve_requests(db::Connection& connection)
{
    for (const auto& row : db::RecordingGateway{connection, server_}.asked_for()) {
        if (row.status == RecordingStatus::stopping)
            stop_requested(row);
        else
            begin_requested(connection, row);
    }
}

void RecordingDesk::begin_requested(db::Connection& connection, const db::RecordingRow& row)
{
    if (!link_) return refuse(row, "Asterisk: " + (link_trouble_.empty() ? "not connected" : link_trouble_));
    if (plan_.find(row.leg) == nullptr) return refuse(row, "the call is over");
    auto order = row;
    order.channel = plan_.free_channel(row.leg);
    if (order.channel.empty()) return refuse(row, "the call is being recorded already");
    db::RecordingGateway gateway{connection, server_};
    db::Transaction transaction{connection};
    lease_.confirm(connection);
    begin(gateway, std::move(order), transaction);
}

void RecordingDesk::stop_requested(const db::RecordingRow& row)
{
    const auto found = recordings_.find(row.id);
    if (found == recordings_.end()) {
        if (row.path.empty()) return refuse(row, "stopped before it began");
        return notes_.ended_unseen(subject_of(row, {}));
    }
    auto& recording = found->second;
    if (!link_ || recording.phase != Phase::running) return;
    recording.phase = Phase::stopping;
    ask_to_stop(recording.order);
}

void RecordingDesk::record_forced(db::Connection& connection)
{
    db::RecordingGateway gateway{connection, server_};
    for (const auto& key : plan_.due()) {
        const auto* talk = plan_.find(key);
        const auto channel = plan_.free_channel(key);
        if (talk == nullptr || channel.empty()) continue;
        if (gateway.was_forced(key)) {
            plan_.settle(key);
            continue;
        }
        db::RecordingRow row;
        row.leg = key;
        row.linkedid = talk->linkedid;
        row.channel = channel;
        row.is_forced = true;
        row.account = talk->owner.accountid;
        db::Transaction transaction{connection};
        lease_.confirm(connection);
        row.id = gateway.add_forced(key, *talk, runtime::now());
        begin(gateway, std::move(row), transaction);
    }
}

// The row with its name is committed before Asterisk is asked.
void RecordingDesk::begin(db::RecordingGateway& gateway, db::RecordingRow row, db::Transaction& transaction)
{
    const auto now = runtime::now();
    row.path = calls::recording_path(config_.folder, server_, row.leg.srcuid, row.id, now);
    row.format = calls::to_string(config_.format);
    const bool is_wanted = gateway.take_up(row, now);
    transaction.commit();
    if (!is_wanted) return;

    Recording recording;
    recording.order = {row.id, row.channel, row.path, row.format, {}};
    recording.subject = subject_of(row, plan_.find(row.leg)->parties);
    plan_.began(row.leg, row.channel);
    by_leg_[row.leg] = row.id;
    recordings_.emplace(row.id, std::move(recording));
}

void RecordingDesk::stop_orphans()
{
    for (const auto& order : std::exchange(orphans_, {}))
        ask_to_stop(order);
}

void RecordingDesk::ask_what_is_unsure()
{
    for (auto& [row, recording] : recordings_) {
        if (recording.phase != Phase::unsure) continue;
        recording.phase = Phase::finding;
        ask_(row, RecordingQuestion::find, find_recording(*link_, recording.order));
    }
}

void RecordingDesk::start_what_is_due(db::Connection& connection)
{
    for (auto& [row, recording] : recordings_) {
        if (!link_ || recording.phase != Phase::due) continue;
        lease_.confirm(connection);
        recording.phase = Phase::starting;
        ask_(row, RecordingQuestion::start, start_recording(*link_, recording.order));
    }
}

// --- steps -----------------------------------------------------------------------------------------------------

void RecordingDesk::ask_to_stop(const RecordingOrder& order)
{
    // Without its id MixMonitor would stop any recording of the channel.
    if (!link_ || (*link_ == RecordingApplication::mix_monitor && order.monitorid.empty())) return;
    ++own_stops_[order.channel];
    stopping_[order.row] = order.channel;
    ask_(order.row, RecordingQuestion::stop, stop_recording(*link_, order));
}

void RecordingDesk::close(Recordings::iterator found, runtime::TimePoint at)
{
    notes_.ended(found->second.subject, at);
    drop(found);
}

void RecordingDesk::fail(Recordings::iterator found, const std::string& why)
{
    notes_.failed(found->second.subject, why);
    if (lacks_right(why)) tell_of_missing_right(why);
    drop(found);
}

void RecordingDesk::drop(Recordings::iterator found)
{
    const auto leg = found->second.subject.leg;
    plan_.stopped(leg);
    by_leg_.erase(leg);
    recordings_.erase(found);
}

// A request that is not even begun.
void RecordingDesk::refuse(const db::RecordingRow& row, const std::string& why)
{
    notes_.failed(subject_of(row, {{row.account, 0}}), why);
}

void RecordingDesk::tell_of_missing_right(const std::string& why)
{
    if (std::exchange(has_told_of_right_, true)) return;
    runtime::log_error(
        "recording_refused",
        {{"server", server_},
         {"err", why},
         {"remedy",
          "give a manager user write=system,call (etc/asterisk/manager.conf: asterccrecorder) and name it "
          "in astercc.conf, [asterisk] record_username and record_secret"}});
}

}  // namespace astercc
