// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of trunks and speed dial.
#include "common/db/crm_tables.h"
#include "common/db/table_fields.h"

namespace db::tables {

namespace {

constexpr std::array trunk_fields{
    text("trunkname", "t.trunkname", "trunkname"),
    sortable(text("trunkchannel", "t.trunkchannel", "trunkchannel")),
    sortable(text("didnumber", "t.didnumber", "didnumber")),
    text("trunknote", "t.trunknote", "trunknote"),
    time("cretime", "t.cretime"),
    creator,
};

constexpr std::array speeddial_fields{
    text("number", "t.number", "number"),
    text("description", "t.description", "description"),
    group_field,
    time("cretime", "t.cretime"),
    creator,
};

}  // namespace

constinit const CrmTable trunkinfo{.table = "trunkinfo", .from = "trunkinfo t", .scope = "", .fields = trunk_fields};

constinit const CrmTable speeddial{.table = "speeddial",
                                   .from = "speeddial t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                   .scope = by_group,
                                   .fields = speeddial_fields};

}  // namespace db::tables
