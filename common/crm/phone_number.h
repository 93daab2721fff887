// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what a caller's number is and how stored numbers are searched for it.
// Numbers arrive as trunks and people write them: "+86 (21) 8877-6655", "0,02188776655", "anonymous".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crm {

// Keeps digits, * and #, and a leading +: "+86 (21) 8877-6655" -> "+862188776655".
[[nodiscard]] std::string clean_number(std::string_view raw);
[[nodiscard]] std::string digits_of(std::string_view raw);

// system.trim_prefix: a comma list, e.g. "0,86,+86". The longest entry that fits goes, once.
class PrefixList {
public:
    PrefixList() = default;
    explicit PrefixList(std::string_view comma_list);
    [[nodiscard]] std::string trim(std::string_view number) const;

private:
    std::vector<std::string> prefixes_;  // the longest first
};

struct NumberRules {
    PrefixList trim_prefix;
    std::size_t smart_match_remove = 1;  // trailing digits that may differ in a similar number; 0 = no such search
};

// How to look for a number. Patterns fit the *_digits columns: digits reversed, for LIKE.
struct MatchPlan {
    std::string number;                // trimmed: what a new record is prefilled with
    std::string exact;                 // "ends with these digits", or "is these digits" for short numbers
    std::vector<std::string> similar;  // the last digits differ; empty = no such search
    [[nodiscard]] bool empty() const { return exact.empty(); }
};

// A number of less than this many digits (an extension, a service number) must be equal: anything ends with "1".
constexpr std::size_t min_suffix_digits = 7;

[[nodiscard]] MatchPlan plan_match(std::string_view raw, const NumberRules& rules);

}  // namespace crm
