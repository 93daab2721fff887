// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the board as browsers get it, and who may see it. Pure values.
#pragma once

#include "common/crm/permission.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace board {

enum class Part { agent, call, queue, caller, peer, campaign };
[[nodiscard]] std::string_view to_string(Part part);

struct BoardRow {
    Part part = Part::agent;
    std::string id;                  // within its part
    std::string text;                // a JSON object, for the system status. Empty: none of theirs
    std::string colleague_text;      // likewise, for colleagues: without figures. Empty: none of theirs
    std::string campaign_text{};     // likewise, for those who run campaigns
    std::vector<unsigned> groups;    // whose supervisors see it; an administrator sees every row
    std::vector<unsigned> accounts;  // the agent, or those at the ends of a call

    bool operator==(const BoardRow&) const = default;
};

using RowPtr = std::shared_ptr<const BoardRow>;

// `before` null: it came. `after` null: it went.
struct BoardChange {
    RowPtr before;
    RowPtr after;
};

// What one viewer has before its eyes.
class BoardView {
public:
    // Of a supervisor: everything, or what belongs to a group.
    [[nodiscard]] static BoardView of_system(crm::Scope scope) { return {&BoardRow::text, scope, {}}; }
    // Of whoever runs campaigns, likewise: these and their calls.
    [[nodiscard]] static BoardView of_campaigns(crm::Scope scope) { return {&BoardRow::campaign_text, scope, {}}; }
    // Of whoever watches these accounts (rising): their state and their calls.
    [[nodiscard]] static BoardView of_colleagues(std::vector<unsigned> watched)
    {
        return {&BoardRow::colleague_text, std::nullopt, std::move(watched)};
    }

    // The row's JSON; nothing when it is none of this viewer's.
    [[nodiscard]] const std::string* text_of(const BoardRow& row) const;

    // The data of a `board` event, {"part":"agent","id":"17","row":{...}}; `row` is null when it has gone. Empty when
    // the change is nothing to this viewer.
    [[nodiscard]] std::string change_json(const BoardChange& change) const;
    // The data of a `board_reset` event.
    [[nodiscard]] std::string reset_json(const std::vector<RowPtr>& rows, long long as_of_ms) const;

private:
    using Text = std::string BoardRow::*;
    BoardView(Text text, std::optional<crm::Scope> scope, std::vector<unsigned> watched)
        : text_(text), scope_(scope), watched_(std::move(watched))
    {
    }
    [[nodiscard]] bool covers(const BoardRow& row) const;

    Text text_;
    std::optional<crm::Scope> scope_;  // nothing: a colleague's
    std::vector<unsigned> watched_;
};

}  // namespace board
