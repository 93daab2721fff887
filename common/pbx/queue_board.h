// SPDX-License-Identifier: GPL-3.0-or-later
// The queues of one Asterisk server: events keep the board right between polls, QueueStatus puts right what they could
// not tell. Pure: messages in, rows out; both event families (Join/Leave, QueueCallerJoin/QueueCallerLeave).
//
// A poll is the truth of its moment. Whatever an event touched while the list came in is left as the event says, for
// the event may be the newer of the two; the next poll looks again.
#pragma once

#include "common/ami/message.h"
#include "common/pbx/queue_rows.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pbx {

// A row the poll had to put right although events should have told: a ghost (gone in Asterisk), a row that was missing,
// or one that said something else.
struct QueueDrift {
    enum class Kind { ghost, missing, stale };
    Kind kind = Kind::ghost;
    std::string queue;
    std::string who;  // interface or channel

    bool operator==(const QueueDrift&) const = default;
};

[[nodiscard]] std::string_view to_string(QueueDrift::Kind kind);

class QueueBoard {
public:
    // Events and list items this class reads.
    [[nodiscard]] static bool is_wanted(std::string_view event);

    // A live event; false when it changed nothing.
    bool apply(const ami::Message& event, TimePoint now);

    // A new connection: what was missed in between is no drift.
    void forget_drift();
    void begin_poll();
    void listed(const ami::Message& item, TimePoint now);
    // Returns the drift that the poll before found and no event has explained since.
    std::vector<QueueDrift> end_poll();

    // A first poll has been seen.
    [[nodiscard]] bool is_known() const { return is_known_; }
    [[nodiscard]] QueueTables tables() const;

private:
    struct State {
        std::map<std::string, QueueRow> queues;
        std::map<QueueKey, MemberRow> members;
        std::map<QueueKey, CallerRow> callers;
    };

    bool join(const ami::Message& event, TimePoint now);
    bool leave(const ami::Message& event);
    bool change_member(const ami::Message& event);
    bool remove_member(const ami::Message& event);
    bool count(const ami::Message& event, int QueueRow::*counter);
    void make_room(const CallerRow& caller);
    void close_gap(const std::string& queue, int position);
    void count_waiting(const std::string& queue);
    template <class Row>
    void settle(std::map<QueueKey, Row>& board, std::map<QueueKey, Row>& list);
    void suspect(QueueDrift::Kind kind, const QueueKey& key);
    void explained(const QueueKey& key);

    State board_;
    State list_;
    std::set<QueueKey> touched_;                     // by events since the poll began
    std::map<QueueKey, QueueDrift::Kind> suspects_;  // found by the last poll
    std::map<QueueKey, QueueDrift::Kind> found_;     // by the one that ends
    bool is_polling_ = false;
    bool is_known_ = false;
    bool is_drift_counted_ = false;
};

}  // namespace pbx
