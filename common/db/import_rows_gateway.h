// SPDX-License-Identifier: GPL-3.0-or-later
// The rows an import writes, finds again and takes away: customer, contact, diallist. All of a file's are one
// transaction of the caller's, so a worker that dies leaves nothing.
#pragma once

#include "common/crm/import_plan.h"
#include "common/db/connection.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace db {

struct DialRow {
    std::string number;
    std::string time;  // UTC; "" = as soon as it is its turn
    std::string assign;
    std::string zone{};
    std::string consent{};  // UTC; "": none is known
    std::string line = "unknown";
};

// Whose rows are written.
struct ImportTarget {
    unsigned import = 0;
    crm::ImportTable table = crm::ImportTable::customer;
    unsigned group = 0;
    unsigned campaign = 0;
    std::string creby;
    TimePoint begun{};  // import_job.starttime
};

// A row's values, in the order of crm::columns_of.
using ImportValues = std::vector<std::string>;

class ImportRowsGateway {
public:
    explicit ImportRowsGateway(Connection& connection) : connection_(connection) {}

    void add(const ImportTarget& target, const std::vector<ImportValues>& rows);
    void add_to_dial_list(const ImportTarget& target, const std::vector<DialRow>& rows);
    // Values that are not empty replace the row's.
    void change(const ImportTarget& target, std::uint64_t id, const ImportValues& values);

    // Which rows of the group have one of the keys: key -> id of the oldest. A key is the digits of any phone column,
    // or a name in lower case. In the dial list: rows of the campaign.
    using Known = std::map<std::string, std::uint64_t>;
    [[nodiscard]] Known with_numbers(const ImportTarget& target, const std::vector<std::string>& digits);
    [[nodiscard]] Known with_names(const ImportTarget& target, const std::vector<std::string>& names);

    [[nodiscard]] std::vector<std::string> members(unsigned group);

    // Takes away what the import added to the table, 2,000 rows a step from `after` on; returns the last id looked at,
    // 0 at the end. Rows changed since, or with notes, contacts or answers, stay.
    [[nodiscard]] std::uint64_t undo_some(crm::ImportTable table, unsigned import, std::uint64_t after,
                                          std::uint64_t& removed);
    [[nodiscard]] std::uint64_t count(unsigned import);

private:
    Connection& connection_;
};

}  // namespace db
