// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/decision_inputs_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace pages {

namespace {

using i18n::message;

struct InputWord {
    std::string_view stored;
    i18n::Message word;
};

constexpr std::array captions{
    InputWord{"mode", message("Mode")},
    InputWord{"there", message("time there")},
    InputWord{"numbering", message("place by the number, plan version")},
    InputWord{"line", message("line")},
    InputWord{"consent", message("consent")},
    InputWord{"attempts", message("attempts")},
    InputWord{"today", message("attempts today")},
    InputWord{"connected_today", message("talked to today")},
    InputWord{"ring", message("rings (s)")},
    InputWord{"message", message("message")},
    InputWord{"answers", message("answers in the window")},
    InputWord{"abandoned", message("abandoned in the window")},
    InputWord{"promised", message("promised callback")},
    InputWord{"national_list_days", message("age of the national list (days)")},
    InputWord{"hours_since_abandoned", message("hours since an abandoned call")},
};

constexpr std::array values{
    InputWord{"by_hand", message("by hand")},       InputWord{"with_agent", message("with an agent")},
    InputWord{"predictive", message("predictive")}, InputWord{"fixed", message("fixed line")},
    InputWord{"mobile", message("mobile")},         InputWord{"unknown", message("unknown")},
};

std::string word_of(std::span<const InputWord> words, const std::string& stored, const Translate& translate)
{
    const auto found = std::ranges::find(words, stored, &InputWord::stored);
    return found == words.end() ? stored : translate(found->word);
}

std::string value_text(const nlohmann::ordered_json& value, const Translate& translate)
{
    if (value.is_boolean()) return translate(value.get<bool>() ? message("yes") : message("no"));
    if (value.is_string()) return word_of(values, value, translate);
    if (!value.is_array()) return value.dump();
    std::string all;
    for (const auto& each : value)
        all += (all.empty() ? "" : ", ") + value_text(each, translate);
    return all;
}

}  // namespace

std::string inputs_text(std::string_view stored, const Translate& translate)
{
    const auto inputs = nlohmann::ordered_json::parse(stored, nullptr, false);
    if (!inputs.is_object()) return std::string(stored);
    std::string text;
    for (const auto& [key, value] : inputs.items())
        text += (text.empty() ? "" : "; ") + word_of(captions, key, translate) + ": " + value_text(value, translate);
    return text;
}

}  // namespace pages
