// SPDX-License-Identifier: GPL-3.0-or-later
// Who listens, and what they get: an event goes to the streams of its account, the same bytes to each. (Supervisors
// will listen to a group: a second index beside by_account_, fed by the row's groupid.)
// io thread only. Owns the streams; closed ones leave at the next sweep.
#pragma once

#include "daemons/astercclive/event_store.h"
#include "daemons/astercclive/feed_tail.h"
#include "daemons/astercclive/live_metrics.h"
#include "daemons/astercclive/stream.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace live {

// Where a browser goes on from.
struct Resume {
    FeedId position = 0;
    bool has_asked = false;              // the database was asked for what follows it ...
    bool is_too_old = false;             // ... and has not all of that any more
    std::vector<Event> from_database{};  // the account's rows after it
};

class Hub {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit Hub(EventStore::Limits limits, LiveMetrics metrics = {}) : store_(limits), metrics_(metrics) {}

    void deliver(TailBatch batch);

    // False until the history was read: until then nobody can be told where he stands.
    [[nodiscard]] bool is_ready() const { return is_ready_; }
    // Memory alone cannot tell what this position has missed.
    [[nodiscard]] bool needs_database(FeedId position) const { return position < store_.floor() || position > top_; }

    // Sends the hello and what was missed; from now on the stream gets what comes.
    void join(std::shared_ptr<Stream> stream, const std::optional<Resume>& resume);

    [[nodiscard]] std::unordered_set<db::TokenHash> sessions() const;
    // Says bye to the streams of these sessions.
    void end(const std::unordered_set<db::TokenHash>& sessions);

    // Every second: forgets closed streams and old events, keeps quiet streams alive, drops those that stand still.
    void sweep(Time now);

    [[nodiscard]] std::size_t streams() const { return streams_; }
    [[nodiscard]] std::size_t events() const { return store_.size(); }
    [[nodiscard]] FeedId watermark() const { return watermark_; }

private:
    void send_to_account(const Event& event);
    void count(const Event& event);
    void send_to_all(const Bytes& bytes);
    [[nodiscard]] std::string missed(unsigned account, const Resume& resume) const;

    EventStore store_;
    const LiveMetrics metrics_;
    std::unordered_map<unsigned, std::vector<std::shared_ptr<Stream>>> by_account_;
    std::size_t streams_ = 0;
    FeedId watermark_ = 0;
    FeedId top_ = 0;
    bool is_ready_ = false;
};

}  // namespace live
