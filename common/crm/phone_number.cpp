// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/phone_number.h"

#include "common/runtime/text.h"

#include <algorithm>

namespace crm {

namespace {

constexpr std::size_t min_similar_digits = 3;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

std::string reversed(std::string_view text)
{
    return {text.rbegin(), text.rend()};
}

// One differing digit is ten index ranges; more would be hundreds, so they are left to one scan.
std::vector<std::string> similar_patterns(std::string_view digits, std::size_t remove, std::string_view tail)
{
    if (remove == 0 || digits.size() < remove + min_similar_digits) return {};
    const std::string stem = reversed(digits.substr(0, digits.size() - remove)).append(tail);
    if (remove > 1) return {std::string(remove, '_') + stem};
    std::vector<std::string> patterns;
    for (char d = '0'; d <= '9'; ++d)
        patterns.push_back(d + stem);
    return patterns;
}

}  // namespace

std::string clean_number(std::string_view raw)
{
    std::string number;
    for (const char c : raw) {
        if (is_digit(c) || c == '*' || c == '#' || (c == '+' && number.empty())) number += c;
    }
    return number;
}

std::string digits_of(std::string_view raw)
{
    std::string digits;
    std::copy_if(raw.begin(), raw.end(), std::back_inserter(digits), is_digit);
    return digits;
}

PrefixList::PrefixList(std::string_view comma_list)
{
    for (const auto& entry : runtime::split_list(comma_list, ',')) {
        if (auto prefix = clean_number(entry); !prefix.empty()) prefixes_.push_back(std::move(prefix));
    }
    std::stable_sort(prefixes_.begin(), prefixes_.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::string PrefixList::trim(std::string_view number) const
{
    for (const auto& prefix : prefixes_) {
        if (number.size() > prefix.size() && number.starts_with(prefix))
            return std::string(number.substr(prefix.size()));
    }
    return std::string(number);
}

MatchPlan plan_match(std::string_view raw, const NumberRules& rules)
{
    MatchPlan plan;
    plan.number = rules.trim_prefix.trim(clean_number(raw));
    const auto digits = digits_of(plan.number);
    if (digits.empty()) return plan;
    const std::string_view tail = digits.size() < min_suffix_digits ? "" : "%";
    plan.exact = reversed(digits).append(tail);
    plan.similar = similar_patterns(digits, rules.smart_match_remove, tail);
    return plan;
}

}  // namespace crm
