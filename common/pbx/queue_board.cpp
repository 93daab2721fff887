// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/queue_board.h"

#include "common/pbx/event_values.h"
#include "common/pbx/queue_items.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace pbx {

namespace {

constexpr std::array member_events{std::string_view{"QueueMemberAdded"}, std::string_view{"QueueMemberStatus"},
                                   std::string_view{"QueueMemberPause"}, std::string_view{"QueueMemberPaused"},
                                   std::string_view{"QueueMemberPenalty"}};
constexpr std::array other_events{std::string_view{"Join"},
                                  std::string_view{"QueueCallerJoin"},
                                  std::string_view{"Leave"},
                                  std::string_view{"QueueCallerLeave"},
                                  std::string_view{"QueueCallerAbandon"},
                                  std::string_view{"AgentComplete"},
                                  std::string_view{"QueueMemberRemoved"},
                                  std::string_view{"QueueParams"},
                                  std::string_view{"QueueMember"},
                                  std::string_view{"QueueEntry"}};

template <class Words>
bool is_one_of(const Words& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

MemberRow member_at(const QueueKey& key)
{
    MemberRow member;
    std::tie(member.queue, member.interface) = key;
    return member;
}

// Two polls of one member or caller may differ in what no event tells.
bool contradicts(const MemberRow& a, const MemberRow& b)
{
    return a.status != b.status || a.is_paused != b.is_paused;
}
bool contradicts(const CallerRow&, const CallerRow&)
{
    return false;
}

// What only the event told stays.
void keep_what_events_told(MemberRow&, const MemberRow&) {}
void keep_what_events_told(CallerRow& listed, const CallerRow& known)
{
    listed.joined = known.joined;
    listed.joined_position = known.joined_position;
    listed.joined_count = known.joined_count;
}

}  // namespace

std::string_view to_string(QueueDrift::Kind kind)
{
    switch (kind) {
        case QueueDrift::Kind::ghost:
            return "ghost";
        case QueueDrift::Kind::missing:
            return "missing";
        case QueueDrift::Kind::stale:
            return "stale";
    }
    return {};
}

bool QueueBoard::is_wanted(std::string_view event)
{
    return is_one_of(member_events, event) || is_one_of(other_events, event);
}

bool QueueBoard::apply(const ami::Message& event, TimePoint now)
{
    const auto name = event.event();
    if (name == "QueueCallerJoin" || name == "Join") return join(event, now);
    if (name == "QueueCallerLeave" || name == "Leave") return leave(event);
    if (name == "QueueMemberRemoved") return remove_member(event);
    if (name == "QueueCallerAbandon") return count(event, &QueueRow::abandoned);
    if (name == "AgentComplete") return count(event, &QueueRow::answered);
    return is_one_of(member_events, name) && change_member(event);
}

bool QueueBoard::join(const ami::Message& event, TimePoint now)
{
    auto caller = read_joined(event, now);
    if (caller.queue.empty() || caller.channel.empty()) return false;
    explained(key_of(caller));
    if (const auto known = board_.callers.find(key_of(caller)); known != board_.callers.end()) return false;
    make_room(caller);
    const auto queue = caller.queue;
    board_.callers.emplace(key_of(caller), std::move(caller));
    count_waiting(queue);
    return true;
}

bool QueueBoard::leave(const ami::Message& event)
{
    const QueueKey key{event.find("Queue"), event.find("Channel")};
    explained(key);
    const auto found = board_.callers.find(key);
    if (found == board_.callers.end()) return false;
    const auto position = found->second.position;
    board_.callers.erase(found);
    close_gap(key.first, position);
    count_waiting(key.first);
    return true;
}

bool QueueBoard::change_member(const ami::Message& event)
{
    const QueueKey key{event.find("Queue"), member_interface(event)};
    if (key.first.empty() || key.second.empty()) return false;
    explained(key);
    auto found = board_.members.find(key);
    if (found == board_.members.end()) {
        if (!event.has("Status")) return false;  // an old QueueMemberPaused: too little to make a row of
        found = board_.members.emplace(key, member_at(key)).first;
    }
    const auto before = found->second;
    update_member(found->second, event);
    return before != found->second || event.event() == "QueueMemberAdded";
}

bool QueueBoard::remove_member(const ami::Message& event)
{
    const QueueKey key{event.find("Queue"), member_interface(event)};
    explained(key);
    return board_.members.erase(key) > 0;
}

bool QueueBoard::count(const ami::Message& event, int QueueRow::*counter)
{
    const auto found = board_.queues.find(std::string{event.find("Queue")});
    if (found == board_.queues.end()) return false;
    ++(found->second.*counter);
    return true;
}

// A caller of higher priority comes before others.
void QueueBoard::make_room(const CallerRow& caller)
{
    for (auto& [key, other] : board_.callers)
        if (key.first == caller.queue && other.position >= caller.position) ++other.position;
}

void QueueBoard::close_gap(const std::string& queue, int position)
{
    for (auto& [key, other] : board_.callers)
        if (key.first == queue && other.position > position) --other.position;
}

void QueueBoard::count_waiting(const std::string& queue)
{
    const auto found = board_.queues.find(queue);
    if (found == board_.queues.end()) return;
    found->second.waiting = static_cast<int>(std::count_if(board_.callers.begin(), board_.callers.end(),
                                                           [&](const auto& c) { return c.first.first == queue; }));
}

void QueueBoard::forget_drift()
{
    is_drift_counted_ = false;
    suspects_.clear();
}

void QueueBoard::begin_poll()
{
    list_ = {};
    touched_.clear();
    is_polling_ = true;
}

void QueueBoard::listed(const ami::Message& item, TimePoint now)
{
    if (!is_polling_) return;
    const auto name = item.event();
    if (name == "QueueParams") {
        auto queue = read_queue(item);
        list_.queues.insert_or_assign(queue.name, queue);
    } else if (name == "QueueEntry") {
        auto caller = read_caller(item, now);
        list_.callers.insert_or_assign(key_of(caller), caller);
    } else if (name == "QueueMember") {
        auto member = member_at({std::string{item.find("Queue")}, std::string{member_interface(item)}});
        update_member(member, item);
        list_.members.insert_or_assign(key_of(member), member);
    }
}

std::vector<QueueDrift> QueueBoard::end_poll()
{
    if (!std::exchange(is_polling_, false)) return {};
    found_.clear();
    for (auto& [key, caller] : list_.callers)
        caller.joined_count = list_.queues[key.first].waiting;
    settle(board_.members, list_.members);
    settle(board_.callers, list_.callers);
    board_.queues = std::move(list_.queues);
    for (auto& [name, queue] : board_.queues)
        count_waiting(name);

    std::vector<QueueDrift> drift;
    for (const auto& [key, kind] : suspects_)
        drift.push_back({kind, key.first, key.second});
    suspects_ = is_drift_counted_ ? std::move(found_) : std::map<QueueKey, QueueDrift::Kind>{};
    is_drift_counted_ = is_known_ = true;
    return drift;
}

// Makes the board what the list says, but for what events touched meanwhile.
template <class Row>
void QueueBoard::settle(std::map<QueueKey, Row>& board, std::map<QueueKey, Row>& list)
{
    for (auto row = board.begin(); row != board.end();) {
        const auto& key = row->first;
        const auto listed = list.find(key);
        if (touched_.contains(key)) {
            if (listed != list.end()) list.erase(listed);
            ++row;
        } else if (listed == list.end()) {
            suspect(QueueDrift::Kind::ghost, key);
            row = board.erase(row);
        } else {
            if (contradicts(row->second, listed->second)) suspect(QueueDrift::Kind::stale, key);
            keep_what_events_told(listed->second, row->second);
            row->second = std::move(listed->second);
            list.erase(listed);
            ++row;
        }
    }
    for (auto& [key, row] : list) {
        if (touched_.contains(key)) continue;  // an event removed it while the list came
        suspect(QueueDrift::Kind::missing, key);
        board.emplace(key, std::move(row));
    }
}

void QueueBoard::suspect(QueueDrift::Kind kind, const QueueKey& key)
{
    found_.emplace(key, kind);
}

// An event tells of the row now: what the poll saw before it was no drift but the event's delay.
void QueueBoard::explained(const QueueKey& key)
{
    suspects_.erase(key);
    if (is_polling_) touched_.insert(key);
}

QueueTables QueueBoard::tables() const
{
    QueueTables tables;
    for (const auto& [name, row] : board_.queues)
        tables.queues.push_back(row);
    for (const auto& [key, row] : board_.members)
        tables.members.push_back(row);
    for (const auto& [key, row] : board_.callers)
        tables.callers.push_back(row);
    return tables;
}

}  // namespace pbx
