// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what must be asked of Asterisk so that an agent is in the queues it shall be in, and paused as it shall be.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace calls {

// An agent's place in one queue.
struct QueueSeat {
    // untouched: somebody else (queues.conf) decides whether it is a member
    enum class Member { untouched, in, out };
    Member member = Member::untouched;
    std::optional<std::string> pause;  // in this queue alone: why
    bool operator==(const QueueSeat&) const = default;
};
using QueueSeats = std::map<std::string, QueueSeat>;

struct QueueWish {
    std::optional<std::string> pause;  // in every queue: why
    QueueSeats seats;
    bool operator==(const QueueWish&) const = default;
};

struct QueueStep {
    enum class Kind { add, remove, pause, unpause };
    Kind kind = Kind::add;
    std::string queue;       // empty: all of them
    std::string reason;      // of pause
    bool is_paused = false;  // of add: it must not be called before the pause that follows
    bool operator==(const QueueStep&) const = default;
};

// In their order. `told`: what Asterisk has been asked for; nothing: unknown, so all is asked for again.
[[nodiscard]] std::vector<QueueStep> queue_steps(const std::optional<QueueWish>& told, const QueueWish& wanted);

}  // namespace calls
