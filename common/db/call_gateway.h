// SPDX-License-Identifier: GPL-3.0-or-later
// The tables astercc writes: curcdr (live legs), mycdr (finished legs), feed. All writes are idempotent by natural
// key, so a batch whose COMMIT was never answered may be written again.
#pragma once

#include "common/calls/leg.h"
#include "common/db/connection.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace db {

// Whose call it is, as far as an account's phone takes part; 0 = nobody's.
struct LegOwners {
    unsigned src_account = 0;
    unsigned dst_account = 0;
    unsigned group = 0;  // of the called account, else of the calling one
};

struct LiveLegRow {
    calls::Leg leg;
    LegOwners owners;
};

struct FinishedLegRow {
    calls::FinishedLeg finished;
    LegOwners owners;
};

struct FeedRow {
    std::uint64_t seq = 0;  // running number of the writer: written twice, it counts once
    std::string topic;
    unsigned account = 0;
    unsigned group = 0;
    std::string payload;
    std::string resumed{};  // Uniqueid of the account's channel, when the row tells that it talks again after a hold
};

// Where in which journal a reader has arrived, and from where it must read again after a crash.
struct MirrorPosition {
    std::string journal;
    std::uint64_t segment = 0;
    std::uint64_t offset = 0;
    std::uint64_t needed_segment = 0;
    std::uint64_t needed_offset = 0;
    std::chrono::milliseconds lag{0};  // put: how long ago all that was heard by then had been read and written
    bool operator==(const MirrorPosition&) const = default;
};

class CallGateway {
public:
    CallGateway(Connection& connection, std::string server) : connection_(connection), server_(std::move(server)) {}

    [[nodiscard]] std::vector<calls::Leg> live_legs();

    void put_live(std::span<const LiveLegRow> rows);
    void drop_live(std::span<const calls::LegKey> keys);
    void put_finished(std::span<const FinishedLegRow> rows);
    void append_feed(const std::string& origin, std::span<const FeedRow> rows);

    // Its lag is as of now.
    [[nodiscard]] std::optional<MirrorPosition> position();
    void put_position(const MirrorPosition& position);

    struct Progress {
        TimePoint now;                     // the database's clock
        std::optional<TimePoint> written;  // all that was heard by then is in the tables
    };
    [[nodiscard]] Progress progress();
    // The payloads of calls in the feed that are not older, the newest `limit` of them in their order.
    [[nodiscard]] std::vector<std::string> told(std::chrono::milliseconds ago, int limit);

private:
    Connection& connection_;
    std::string server_;
};

// Deletes at most `limit` feed rows older than `before`; returns how many went.
std::uint64_t purge_feed(Connection& connection, TimePoint before, int limit);

}  // namespace db
