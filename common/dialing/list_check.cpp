// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/list_check.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace dialing {

void count(ListCheck& check, const Verdict& verdict)
{
    ++check.checked;
    if (verdict.is_yes()) {
        ++check.callable;
        return;
    }
    auto& found = check.reasons[std::string(to_string(verdict.refusal->reason))];
    ++found.numbers;
    if (const auto again = verdict.refusal->again)
        found.first_again = std::min(*again, found.first_again.value_or(*again));
}

std::string reasons_json(const ListCheck& check)
{
    auto all = nlohmann::json::object();
    for (const auto& [reason, found] : check.reasons) {
        all[reason]["numbers"] = found.numbers;
        all[reason]["again"] =
            found.first_again ? nlohmann::json(runtime::to_epoch_ms(*found.first_again)) : nlohmann::json();
    }
    return all.dump();
}

std::map<std::string, CheckedReason> parse_reasons(std::string_view text)
{
    std::map<std::string, CheckedReason> reasons;
    const auto all = nlohmann::json::parse(text, nullptr, false);
    if (!all.is_object()) return reasons;
    for (const auto& [reason, found] : all.items()) {
        if (!found.is_object() || !found.contains("numbers") || !found["numbers"].is_number_integer()) continue;
        auto& kept = reasons[reason];
        kept.numbers = found["numbers"];
        if (found.contains("again") && found["again"].is_number_integer())
            kept.first_again = runtime::from_epoch_ms(found["again"]);
    }
    return reasons;
}

}  // namespace dialing
