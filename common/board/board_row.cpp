// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/board/board_row.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace board {

namespace {

// {"part":"agent","id":"17","row":TEXT}
std::string row_json(const BoardRow& row, std::string_view text)
{
    std::string out = R"({"part":")";
    out.append(to_string(row.part)).append(R"(","id":)").append(nlohmann::json(row.id).dump());
    return out.append(R"(,"row":)").append(text).append("}");
}

}  // namespace

std::string_view to_string(Part part)
{
    switch (part) {
        case Part::agent:
            return "agent";
        case Part::call:
            return "call";
        case Part::queue:
            return "queue";
        case Part::caller:
            return "caller";
        case Part::peer:
            return "peer";
        case Part::campaign:
            return "campaign";
    }
    return "";
}

const std::string* BoardView::text_of(const BoardRow& row) const
{
    const auto& text = row.*text_;
    return !text.empty() && covers(row) ? &text : nullptr;
}

bool BoardView::covers(const BoardRow& row) const
{
    if (scope_) return scope_->is_everything() || std::ranges::find(row.groups, scope_->group()) != row.groups.end();
    return std::ranges::any_of(row.accounts,
                               [&](unsigned account) { return std::ranges::binary_search(watched_, account); });
}

std::string BoardView::change_json(const BoardChange& change) const
{
    const auto* before = change.before ? text_of(*change.before) : nullptr;
    const auto* after = change.after ? text_of(*change.after) : nullptr;
    if (after != nullptr && (before == nullptr || *before != *after)) return row_json(*change.after, *after);
    return before != nullptr && after == nullptr ? row_json(*change.before, "null") : std::string{};
}

std::string BoardView::reset_json(const std::vector<RowPtr>& rows, long long as_of_ms) const
{
    auto out = R"({"as_of":)" + std::to_string(as_of_ms) + R"(,"rows":[)";
    bool is_first = true;
    for (const auto& row : rows) {
        const auto* text = text_of(*row);
        if (text == nullptr) continue;
        if (!std::exchange(is_first, false)) out += ',';
        out += row_json(*row, *text);
    }
    return out.append("]}");
}

}  // namespace board
