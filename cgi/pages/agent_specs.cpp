// SPDX-License-Identifier: GPL-3.0-or-later
// The words of pause reasons.
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/spec_fields.h"
#include "common/db/crm_tables.h"

namespace pages::specs {

namespace {

constexpr std::array colour_words{ChoiceWord{"amber", message("amber")}, ChoiceWord{"orange", message("orange")},
                                  ChoiceWord{"red", message("red")},     ChoiceWord{"brown", message("brown")},
                                  ChoiceWord{"teal", message("teal")},   ChoiceWord{"blue", message("blue")},
                                  ChoiceWord{"grey", message("grey")}};

constexpr std::array pause_reason_fields{
    needed(asked("reason", message("Reason"), 40)),
    chosen("colour", message("Colour"), colour_words, Input::choice),
    with_help(number_between("limitminutes", message("Limit (min)"), 0, 1440, "0"),
              message("How long such a pause should take at most. 0: no limit.")),
    with_help(group, message("None: for everybody.")),
    aside(created),
    aside(creator),
};

}  // namespace

constinit const GridSpec pause_reasons{.path = "/pausereasons",
                                       .menu = "/pausereasons",
                                       .title = message("Pause reasons"),
                                       .new_title = message("New pause reason"),
                                       .edit_title = message("Pause reason"),
                                       .table = db::tables::pause_reason,
                                       .fields = pause_reason_fields,
                                       .has_form = true,
                                       .may_delete = true,
                                       .page_size = 50};

}  // namespace pages::specs
