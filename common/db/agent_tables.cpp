// SPDX-License-Identifier: GPL-3.0-or-later
// The table of pause reasons.
#include "common/db/crm_tables.h"
#include "common/db/table_fields.h"

namespace db::tables {

namespace {

// The words style.css knows.
constexpr std::array<std::string_view, 7> colours{"amber", "orange", "red", "brown", "teal", "blue", "grey"};

constexpr std::array pause_reason_fields{
    text("reason", "t.reason", "reason"),
    choice("colour", colours, "t.colour", "colour"),
    number("limitminutes", "t.limitminutes", "limitminutes"),
    group_field,
    time("cretime", "t.cretime"),
    creator,
};

}  // namespace

constinit const CrmTable pause_reason{.table = "pause_reason",
                                      .from = "pause_reason t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                      .scope = by_group,
                                      .fields = pause_reason_fields};

}  // namespace db::tables
