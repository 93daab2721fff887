// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/decision_words.h"

#include "cgi/pages/crm_specs.h"
#include "cgi/pages/decision_inputs_words.h"
#include "cgi/pages/reason_words.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

std::size_t place_of(std::string_view field)
{
    const auto& fields = specs::decisions.fields;
    return static_cast<std::size_t>(std::ranges::find(fields, field, &FieldSpec::name) - fields.begin());
}

}  // namespace

DecisionWords::DecisionWords(const ManagerFrame& frame)
    : frame_(frame), inputs_(place_of("inputs")), overridden_(place_of("overridden"))
{
}

RowWriter DecisionWords::writer(const web::Request& request) const
{
    return [this, request](db::GridRow& row) {
        auto& inputs = row.cells.at(inputs_);
        if (inputs) inputs = inputs_text(*inputs, [&](i18n::Message word) { return frame_.word(request, word); });
        auto& overridden = row.cells.at(overridden_);
        if (overridden && !overridden->empty()) overridden = reasons(request, *overridden);
    };
}

std::string DecisionWords::reasons(const web::Request& request, std::string_view stored) const
{
    std::string words;
    for (const auto& each : runtime::split_list(stored, ',')) {
        const auto reason = dialing::parse_reason(each);
        words += (words.empty() ? "" : ", ") + (reason ? frame_.word(request, words_of(*reason)) : each);
    }
    return words;
}

}  // namespace pages
