// SPDX-License-Identifier: GPL-3.0-or-later
// What people see of a CrmTable: words for its columns, what a list shows from the start, what a form asks for. A
// simple page is one of these and nothing else.
#pragma once

#include "common/db/crm_table.h"
#include "common/i18n/message.h"

#include <span>
#include <string>
#include <string_view>

namespace pages {

enum class Input {
    none,
    text,
    area,
    number,
    decimal,  // with up to two places behind the point
    minutes,  // stored as seconds
    phone,
    email,
    website,
    datetime,
    date,   // a day of a calendar, in no time zone
    hours,  // of the week, as dialing/hours_text.h reads them
    zones,  // IANA time zones, separated by commas
    choice,
    flag,
    reference,
    hidden,
};

struct ChoiceWord {
    std::string_view value;
    i18n::Message word;
};

// Describes the field of the same place in the table.
struct FieldSpec {
    std::string_view name;
    i18n::Message caption;
    bool is_shown = true;       // in the list, unless the account chose otherwise
    bool is_technical = false;  // searched through links, never a column
    Input input = Input::none;  // in the form
    std::size_t longest = 0;    // characters
    bool is_needed = false;
    std::span<const ChoiceWord> words{};
    i18n::Message help{};
    std::string_view preset{};
    bool begins_now = true;                     // a time, in a new row
    long long least = 0, most = 2'147'483'647;  // of a number
    bool is_dialed = false;                     // a number of somebody's: a click calls it
    i18n::Message section{};                    // a part of the form begins with it, under this heading
    // Asked for while that field of the form has one of these values, which are separated by blanks.
    std::string_view when_field{}, when_values{};
    bool is_one_by_one = false;  // depends on other fields of its row: a batch does not change it
};

// A link from a row to another list that holds what belongs to it.
struct RowLink {
    std::string_view field;   // its cell becomes the link when it is not empty and not 0
    std::string_view prefix;  // "/cdr?f1=linkedid&c1=equal&v1="
    std::string_view value;   // the field whose value ends the address; "": the row's id
    bool plays = false;       // instead: the cell is the id of a recording, to be heard and saved
    bool even_none = false;   // also when it is 0: the other list, where rows are added, has no entry in the menu
};

// A page that is reached from the list's head.
struct PageLink {
    std::string_view path;  // with the query
    std::string_view icon;
    i18n::Message word;
    bool for_admins = false;
};

// What may be done with many rows beside editing and deleting: a page of its own asks back and does it.
struct RowsAction {
    std::string_view path;  // behind the list's, POST with the list's selection
    std::string_view icon;
    i18n::Message word;
};

struct DependantWord {
    std::string_view name;
    i18n::Message word;
};

struct GridSpec {
    std::string_view path;  // "/speeddial"; names the grid too
    std::string_view menu;  // the entry of the menu it belongs to
    i18n::Message title;
    i18n::Message new_title{}, edit_title{};
    const db::CrmTable& table;
    std::span<const FieldSpec> fields;
    bool has_form = false;        // rows are added and edited
    bool has_own_form = false;    // a page of its own does that: /new, /edit
    bool may_copy = false;        // a new row may begin as another one
    bool may_delete = false;      // rows are deleted, one or many
    bool open_to_agents = false;  // they look and edit, as far as crm::page_rights says
    unsigned page_size = 25;
    std::string_view default_sort{};           // a sortable field, newest first; without: by id
    std::string_view open_path = "/edit?id=";  // behind `path`: where the first column leads
    std::span<const RowLink> links{};
    std::span<const PageLink> pages{};
    std::span<const RowsAction> actions{};
    std::string_view history_field{};  // a number: a link beside it leads to all that is known of it
    std::span<const DependantWord> dependants{};
    i18n::Message dependants_help{};  // what becomes of those that are kept
    // Beside the count of the rows, of those whose `empty_field` is empty: "No answer calls: 12".
    i18n::Message empty_caption{};
    std::string_view empty_field{};
};

}  // namespace pages
