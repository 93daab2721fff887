// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables queue_name, queue_agent, queue_caller and queuestatus hold of one Asterisk server. Pure values.
#pragma once

#include "common/runtime/time.h"

#include <string>
#include <utility>
#include <vector>

namespace pbx {

using runtime::TimePoint;

struct QueueRow {
    std::string name;
    int waiting = 0;
    int max = 0;  // callers; 0 = any number
    std::string strategy;
    int hold_seconds = 0;  // Asterisk's running average of the wait
    int talk_seconds = 0;
    int weight = 0;
    int answered = 0;
    int abandoned = 0;
    int service_level = 0;    // per cent answered ...
    int service_seconds = 0;  // ... within this time

    bool operator==(const QueueRow&) const = default;
};

struct MemberRow {
    std::string queue;
    std::string interface;
    std::string name;
    std::string status;  // Asterisk's words: "Not in use", "Ringing" ...
    int taken_calls = 0;
    long long last_call = 0;  // epoch seconds, 0 = none
    int penalty = 0;
    bool is_paused = false;
    std::string pause_reason;
    bool is_dynamic = false;

    bool operator==(const MemberRow&) const = default;
};

struct CallerRow {
    std::string queue;
    std::string channel;
    std::string uniqueid;
    std::string number;
    std::string name;
    int position = 0;
    int wait_seconds = 0;  // when Asterisk last told
    int priority = 0;
    TimePoint joined{};  // whole seconds
    // As the caller was told when he came: place and length of the queue.
    int joined_position = 0;
    int joined_count = 0;

    bool operator==(const CallerRow&) const = default;
};

// A member or a caller within its queue.
using QueueKey = std::pair<std::string, std::string>;

[[nodiscard]] inline const std::string& key_of(const QueueRow& row)
{
    return row.name;
}
[[nodiscard]] inline QueueKey key_of(const MemberRow& row)
{
    return {row.queue, row.interface};
}
[[nodiscard]] inline QueueKey key_of(const CallerRow& row)
{
    return {row.queue, row.channel};
}

// Each sorted by key.
struct QueueTables {
    std::vector<QueueRow> queues;
    std::vector<MemberRow> members;
    std::vector<CallerRow> callers;
};

}  // namespace pbx
