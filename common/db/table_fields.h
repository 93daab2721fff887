// SPDX-License-Identifier: GPL-3.0-or-later
// What the descriptions of the CRM's tables are put together from: kinds of columns, and columns many tables have.
#pragma once

#include "common/db/crm_table.h"

#include <array>
#include <string_view>

namespace db::tables {

using crm::ColumnType;

constexpr TableField field(std::string_view name, ColumnType type, Sql shown, Sql stored = "")
{
    return {.column = {.name = name, .type = type}, .shown = shown, .stored = stored};
}

constexpr TableField text(std::string_view name, Sql shown, Sql stored = "")
{
    return field(name, ColumnType::text, shown, stored);
}

constexpr TableField phone(std::string_view name, Sql shown, Sql stored, Sql digits)
{
    auto made = text(name, shown, stored);
    made.digits = digits;
    made.has_index = true;
    return made;
}

constexpr TableField number(std::string_view name, Sql shown, Sql stored = "")
{
    return field(name, ColumnType::number, shown, stored);
}

constexpr TableField flag(std::string_view name, Sql shown, Sql stored = "")
{
    return field(name, ColumnType::flag, shown, stored);
}

constexpr TableField time(std::string_view name, Sql shown, Sql stored = "")
{
    auto made = field(name, ColumnType::datetime, shown, stored);
    made.may_be_null = true;
    return made;
}

constexpr TableField perhaps(TableField made)
{
    made.may_be_null = true;
    return made;
}

constexpr TableField choice(std::string_view name, std::span<const std::string_view> choices, Sql shown,
                            Sql stored = "")
{
    auto made = field(name, ColumnType::choice, shown, stored);
    made.column.choices = choices;
    return made;
}

// Sorted by an index that is this column and the id: any other would sort the whole table for each page.
constexpr TableField sortable(TableField made)
{
    made.column.sortable = true;
    made.has_index = true;
    return made;
}

constexpr TableField indexed(TableField made)
{
    made.has_index = true;
    return made;
}

// Not stored in the table but counted for the rows shown.
constexpr TableField unsearchable(TableField made)
{
    made.column.searchable = false;
    return made;
}

constexpr TableField reference(std::string_view name, Sql shown, Sql stored, Sql search_open, Reference to)
{
    auto made = field(name, ColumnType::reference, shown, stored);
    made.search_open = search_open;
    made.reference = to;
    return made;
}

inline constexpr TableField group_field =
    indexed(reference("group", "g.groupname", "groupid",
                      "t.groupid IN (SELECT id FROM astercrm_accountgroup WHERE groupname", Reference::group));

inline constexpr TableField group_shown = indexed(reference(
    "group", "g.groupname", "", "t.groupid IN (SELECT id FROM astercrm_accountgroup WHERE groupname", Reference::none));

inline constexpr TableField campaign_field =
    indexed(reference("campaign", "k.campaignname", "campaignid",
                      "t.campaignid IN (SELECT id FROM campaign WHERE campaignname", Reference::campaign));

inline constexpr TableField campaign_shown = indexed(reference(
    "campaign", "k.campaignname", "", "t.campaignid IN (SELECT id FROM campaign WHERE campaignname", Reference::none));

inline constexpr TableField customer_id = indexed(number("customerid", "t.customerid"));

inline constexpr TableField creator = text("creby", "t.creby");

inline constexpr Sql by_group = " AND t.groupid = ?";

}  // namespace db::tables
