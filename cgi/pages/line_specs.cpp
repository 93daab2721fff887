// SPDX-License-Identifier: GPL-3.0-or-later
// The words of trunks and speed dial.
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/spec_fields.h"
#include "common/db/crm_tables.h"

namespace pages::specs {

namespace {

constexpr std::array trunk_fields{
    needed(asked("trunkname", message("Line name"), 60)),
    needed(with_help(asked("trunkchannel", message("Channel"), 80),
                     message("As Asterisk names it, without what follows the last dash: SIP/6188"))),
    asked("didnumber", message("Number dialed (DID)"), 80, Input::phone),
    with_help(asked("trunknote", message("Description"), 2000, Input::area),
              message("Agents read it when a call comes in on this line.")),
    aside(created),
    aside(creator),
};

constexpr std::array speeddial_fields{
    dialed(needed(asked("number", message("Number"), 40, Input::phone))),
    asked("description", message("Description"), 60),
    group,
    created,
    creator,
};

}  // namespace

constinit const GridSpec trunks{.path = "/trunks",
                                .menu = "/trunks",
                                .title = message("Trunk information"),
                                .new_title = message("New line"),
                                .edit_title = message("Line"),
                                .table = db::tables::trunkinfo,
                                .fields = trunk_fields,
                                .has_form = true,
                                .may_delete = true,
                                .page_size = 50};

constinit const GridSpec speeddial{.path = "/speeddial",
                                   .menu = "/speeddial",
                                   .title = message("Speed dial"),
                                   .new_title = message("New speed dial number"),
                                   .edit_title = message("Speed dial number"),
                                   .table = db::tables::speeddial,
                                   .fields = speeddial_fields,
                                   .has_form = true,
                                   .may_delete = true,
                                   .page_size = 50};

}  // namespace pages::specs
