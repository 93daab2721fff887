// SPDX-License-Identifier: GPL-3.0-or-later
// The table `events`: every AMI event of every server as text (common/ami/event_text), written by eventsdaemon, kept
// [system] log_life seconds, and with eventtype = event the source of what the pages hear of calls.
#pragma once

#include "common/db/connection.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace db {

using EventId = std::uint64_t;  // 0: none

struct EventRow {
    TimePoint at{};    // when Asterisk said so, else when it arrived
    std::string text;  // valid UTF-8
};

struct StoredEvent {
    EventId id = 0;
    EventRow row;
};

// Up to which row of a server the pages have been told. `series` names the numbering: another one when the table was
// emptied and numbered anew.
struct EventsPosition {
    std::string series;
    EventId id = 0;
};

class EventsGateway {
public:
    EventsGateway(Connection& connection, std::string server) : db_(connection), server_(std::move(server)) {}

    // In their order; statements of at most some MiB, so within a transaction.
    void append(std::span<const EventRow> rows);
    [[nodiscard]] std::vector<StoredEvent> after(EventId id, unsigned limit);
    [[nodiscard]] std::uint64_t count_after(EventId id);

    [[nodiscard]] std::optional<EventsPosition> position();
    void put_position(const EventsPosition& position);
    void forget_position();
    // Within a transaction: does astercc hold the server's lease, so that telling of its calls is astercc's business?
    // Until the transaction ends no lease can begin.
    [[nodiscard]] bool is_mirrored();

private:
    [[nodiscard]] std::string source_name() const { return "events:" + server_; }

    Connection& db_;
    std::string server_;
};

// Of all servers.
[[nodiscard]] EventId newest_event(Connection& connection);
// Deletes at most `limit` rows from the oldest on, none behind `last`; returns how many went.
std::uint64_t purge_events(Connection& connection, EventId last, int limit);

}  // namespace db
