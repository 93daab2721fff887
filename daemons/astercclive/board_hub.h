// SPDX-License-Identifier: GPL-3.0-or-later
// Who looks at the board, and what they get: all rows of theirs on joining, then what changed, all changes of a reading
// in one write; those who see the same are sent the same bytes. io thread only. Shares the streams with the Hub; closed
// ones leave at the next sweep.
#pragma once

#include "common/db/live_session_gateway.h"
#include "daemons/astercclive/board_reader.h"
#include "daemons/astercclive/live_metrics.h"
#include "daemons/astercclive/stream.h"

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace live {

class BoardHub {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit BoardHub(LiveMetrics metrics = {}) : metrics_(metrics) {}

    void deliver(BoardNews news);

    // A stream that has its hello. Before the first reading its rows come with that.
    void join_system(std::shared_ptr<Stream> stream, crm::Scope scope);
    void join_campaigns(std::shared_ptr<Stream> stream, crm::Scope scope);
    void join_colleagues(std::shared_ptr<Stream> stream);

    // Closes the streams of those who see something else by now, or nothing: their browsers come again.
    void check_rights(const std::unordered_map<db::TokenHash, db::LiveAccount>& alive);

    // Every second: forgets closed streams; every other time tells all how old their rows are.
    void sweep(Time now, FeedId watermark);

    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    [[nodiscard]] std::size_t viewers() const;

private:
    using Streams = std::vector<std::shared_ptr<Stream>>;
    // Streams that see the same.
    struct Audience {
        board::BoardView view;
        Streams streams;
        Bytes everything{};  // since the last reading, once somebody was sent it
    };
    using ScopeKey = std::pair<bool, unsigned>;  // everything, or of this group
    using RowKey = std::pair<board::Part, std::string>;

    [[nodiscard]] static ScopeKey key_of(crm::Scope scope) { return {scope.is_everything(), scope.group()}; }
    using Audiences = std::map<ScopeKey, Audience>;
    static void cut_off(const Audiences& audiences, std::optional<crm::Scope> db::LiveAccount::*scope,
                        const std::unordered_map<db::TokenHash, db::LiveAccount>& alive);
    void remember(const std::vector<board::BoardChange>& changes);
    void begin(BoardNews news);
    void learn_watchers(db::BoardGateway::Watchers watchers);
    void show_changed_lists(db::BoardGateway::Watchers watchers);
    [[nodiscard]] std::set<unsigned> viewers_of(const std::vector<board::BoardChange>& changes) const;
    [[nodiscard]] board::BoardView colleagues_of(unsigned account) const;
    void tell(Audience& audience, const std::vector<board::BoardChange>& changes);
    void join(Audience& audience, std::shared_ptr<Stream> stream);
    void show(Audience& audience, board::BoardView view);
    [[nodiscard]] const Bytes& everything_for(Audience& audience) const;
    void send(Audience& audience, const Bytes& bytes);
    template <class Action>
    void for_each_audience(Action action);

    const LiveMetrics metrics_;
    std::map<RowKey, board::RowPtr> rows_;
    db::BoardGateway::Watchers watchers_;
    db::BoardGateway::Watchers watched_by_;  // the other way round
    runtime::TimePoint as_of_{};
    bool is_ready_ = false;
    Audiences supervisors_;
    Audiences campaigns_;                      // of those who run them
    std::map<unsigned, Audience> colleagues_;  // by account
    Time next_beat_{};
};

}  // namespace live
