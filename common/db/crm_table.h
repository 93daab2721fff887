// SPDX-License-Identifier: GPL-3.0-or-later
// A table of the CRM as lists and forms see it: a constexpr description of literals, from which GridGateway and
// RecordGateway put their statements together. `t` is the table's alias, names of what it refers to are joined.
#pragma once

#include "common/crm/grid.h"
#include "common/db/connection.h"

#include <span>
#include <string_view>
#include <vector>

namespace db {

// What a stored id names.
enum class Reference { none, group, campaign, customer, contact, account, user_type };

struct TableField {
    crm::GridColumn column;
    Sql shown;                 // what a list shows: "t.city", "g.groupname"
    Sql stored = "";           // what a form writes: "city"; "" nothing
    Sql search_open = "";      // of a reference: "t.groupid IN (SELECT id FROM astercrm_accountgroup WHERE groupname"
    Sql digits = "";           // of a phone number: where its digits stand reversed, by which equality is found
    bool may_be_null = false;  // sorting has to know
    // An index begins with it (or with what `search_open` names), so a comparison that few rows pass costs little.
    bool has_index = false;
    Reference reference = Reference::none;
};

// Rows of another table that belong to rows of this one. After each Sql comes an IN list of our ids, then `close`.
struct Dependant {
    std::string_view name;  // its table
    // Their ids, groups and what they refer to us by: "SELECT d.id, d.groupid, d.customerid FROM contact d WHERE
    // d.customerid"; "" they go or stay without a word: they are neither counted nor logged
    Sql rows;
    Sql remove;                  // "DELETE FROM contact WHERE customerid"
    Sql keep;                    // "UPDATE contact SET customerid = 0 WHERE customerid"; "" they stay as they are
    std::string_view link = "";  // the field that `keep` empties
    Sql close = "";
    Sql scope = " AND groupid = ?";
};

struct CrmTable {
    Sql table;  // "customer"
    Sql from;   // "customer t LEFT JOIN ..."
    // " AND t.groupid = ?": the rows of a group. "" for tables without groups, which only admins reach.
    Sql scope;
    std::span<const TableField> fields;
    std::span<const Dependant> dependants{};
    Sql group = "t.groupid";  // whose row it is, where there are groups
    bool has_creator = true;  // creby, cretime
    // The order in which an index keeps the rows of one group: the name of a column, or by id; "": in none.
    std::string_view group_order = by_id;

    static constexpr std::string_view by_id = "id";

    [[nodiscard]] std::vector<crm::GridColumn> columns() const
    {
        std::vector<crm::GridColumn> columns;
        for (const auto& field : fields)
            columns.push_back(field.column);
        return columns;
    }
    [[nodiscard]] bool has_groups() const { return !scope.text().empty(); }
};

}  // namespace db
