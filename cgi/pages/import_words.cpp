// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/import_words.h"

#include "cgi/pages/crm_specs.h"

#include <algorithm>

namespace pages {

namespace {

using i18n::message;
using i18n::Message;

const GridSpec& spec_of(crm::ImportTable table)
{
    switch (table) {
        case crm::ImportTable::customer:
            return specs::customers;
        case crm::ImportTable::contact:
            return specs::contacts;
        case crm::ImportTable::diallist:
            break;
    }
    return specs::diallist;
}

struct StatusWord {
    std::string_view status;
    Message word;
};

constexpr std::array status_words{
    StatusWord{"reading", message("being read")},
    StatusWord{"new", message("to be mapped")},
    StatusWord{"ready", message("about to start")},
    StatusWord{"running", message("running")},
    StatusWord{"done", message("done")},
    StatusWord{"failed", message("failed")},
    StatusWord{"undoing", message("being undone")},
    StatusWord{"undone", message("undone")},
};

}  // namespace

Message table_word(crm::ImportTable table)
{
    return spec_of(table).title;
}

Message column_word(crm::ImportTable table, std::size_t column)
{
    const auto& fields = spec_of(table).fields;
    const auto field = std::ranges::find(fields, crm::columns_of(table)[column].name, &FieldSpec::name);
    return field == fields.end() ? Message{} : field->caption;
}

Message flaw_word(crm::Flaw flaw)
{
    switch (flaw) {
        case crm::Flaw::empty_row:
            return message("the row is empty");
        case crm::Flaw::too_many_cells:
            return message("the row has more cells than the others");
        case crm::Flaw::unreadable:
            return message("characters that this encoding does not have");
        case crm::Flaw::missing:
            return message("a value is needed");
        case crm::Flaw::too_long:
            return message("too long");
        case crm::Flaw::bad_number:
            return message("no phone number");
        case crm::Flaw::bad_time:
            return message("no date and time");
        case crm::Flaw::unknown_choice:
            return message("not one of the values allowed");
        case crm::Flaw::unknown_extension:
            return message("no agent of the group has this extension");
        case crm::Flaw::duplicate:
            return message("there is such a row already");
    }
    return {};
}

Message status_word(std::string_view status)
{
    const auto known = std::ranges::find(status_words, status, &StatusWord::status);
    return known == status_words.end() ? Message{} : known->word;
}

}  // namespace pages
