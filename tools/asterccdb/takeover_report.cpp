// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/takeover_report.h"

#include <iomanip>
#include <sstream>

namespace asterccdb {

namespace {

void add_counts(std::ostream& out, const TakeoverFindings& found)
{
    out << std::left << std::setw(26) << "table" << std::right << std::setw(12) << "before" << std::setw(12) << "after"
        << "\n";
    for (const auto& table : found.tables) {
        out << std::left << std::setw(26) << table.theirs << std::right << std::setw(12) << table.before
            << std::setw(12) << table.taken << (found.is_done && !table.is_whole() ? "  !" : "");
        if (table.ours != table.theirs) out << "  in " << table.ours;
        if (table.left > 0) out << "  " << table.left << " are not taken: " << table.others;
        if (table.doubled > 0)
            out << "  " << table.doubled << " with another " << table.doubled_column << ": theirs was taken";
        out << "\n";
    }
}

void add_remarks(std::ostream& out, const TakeoverFindings& found)
{
    for (const auto& table : found.tables)
        for (const auto& remark : table.remarks)
            out << remark << "\n";
    for (const auto& table : found.left)
        out << table.table << " (" << table.rows << " rows) stays: " << table.reason << "\n";
}

}  // namespace

std::string report(const TakeoverFindings& found)
{
    std::ostringstream out;
    add_counts(out, found);
    add_remarks(out, found);
    if (!found.is_done) return out.str();
    out << "Campaigns are stopped until somebody starts them. Everybody logs in with the password of before and "
           "chooses "
           "another one at once.\n";
    if (found.without_password > 0)
        out << found.without_password << " accounts have no password: set one with astercrm-admin set-password.\n";
    out << "The database " << found.source << " is as it was, passwords in plain text included: once you are content, "
        << "drop it.\n";
    return out.str();
}

}  // namespace asterccdb
