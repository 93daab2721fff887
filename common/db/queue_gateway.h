// SPDX-License-Identifier: GPL-3.0-or-later
// The tables queue_name, queue_agent, queue_caller and queuestatus, rows of one server. A caller is a row of both
// queue_caller and queuestatus.
#pragma once

#include "common/db/connection.h"
#include "common/pbx/queue_rows.h"

#include <span>
#include <string>
#include <vector>

namespace db {

class QueueGateway {
public:
    QueueGateway(Connection& connection, std::string server) : connection_(connection), server_(std::move(server)) {}

    [[nodiscard]] pbx::QueueTables tables();
    void put(std::span<const pbx::QueueRow> rows);
    void put(std::span<const pbx::MemberRow> rows);
    void put(std::span<const pbx::CallerRow> rows);
    void drop(std::span<const pbx::QueueRow> rows);
    void drop(std::span<const pbx::MemberRow> rows);
    void drop(std::span<const pbx::CallerRow> rows);

private:
    [[nodiscard]] std::vector<pbx::QueueRow> queues();
    [[nodiscard]] std::vector<pbx::MemberRow> members();
    [[nodiscard]] std::vector<pbx::CallerRow> callers();

    Connection& connection_;
    const std::string server_;
};

}  // namespace db
