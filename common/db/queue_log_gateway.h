// SPDX-License-Identifier: GPL-3.0-or-later
// queue_stats with its dictionaries qname, qagent, qevent, and how far the queue_log of a server has been read.
#pragma once

#include "common/db/connection.h"
#include "common/db/source_gateway.h"
#include "common/pbx/queue_log.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace db {

class QueueLogGateway {
public:
    QueueLogGateway(Connection& connection, std::string server);

    // "Read up to here" of 'queue_log:SERVER'.
    [[nodiscard]] std::optional<SourcePosition> position() { return source_.lock(); }
    // The lines and the position behind them, in one transaction. A line that is there already stays as it is.
    void append(std::span<const pbx::QueueLogEntry> entries, const SourcePosition& next);

private:
    using Ids = std::map<std::string, unsigned, std::less<>>;
    void learn(std::span<const pbx::QueueLogEntry> entries);

    Connection& connection_;
    const std::string server_;
    SourceGateway source_;
    Ids queues_, agents_, events_;
};

}  // namespace db
