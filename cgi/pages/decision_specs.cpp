// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/reason_words.h"
#include "cgi/pages/spec_fields.h"
#include "common/db/crm_tables.h"

#include <algorithm>

namespace pages::specs {

namespace {

constexpr auto verdict_words = [] {
    std::array<ChoiceWord, 1 + reason_words.size()> words{ChoiceWord{"dial", message("dialed")}};
    std::ranges::copy(reason_words, words.begin() + 1);
    return words;
}();

constexpr std::array decision_fields{
    shown("decidedtime", message("Time")),
    dialed(shown("number", message("Number"))),
    chosen("verdict", message("Decision"), verdict_words),
    shown("campaign", message("Campaign")),
    shown("profile", message("Profile")),
    shown("profileversion", message("Version")),
    shown("inputs", message("What was known")),
    shown("overridden", message("Overridden")),
    shown("why", message("Why")),
    shown("decidedby", message("Decided by")),
    aside(shown("group", message("Group"))),
    aside(shown("keepuntil", message("Kept until"))),
};

}  // namespace

constinit const GridSpec decisions{.path = "/decisions",
                                   .menu = "/dialer",
                                   .title = message("Decisions"),
                                   .table = db::tables::dial_decision,
                                   .fields = decision_fields,
                                   .page_size = 50,
                                   .history_field = "number"};

}  // namespace pages::specs
