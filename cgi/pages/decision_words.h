// SPDX-License-Identifier: GPL-3.0-or-later
// What the list of decisions says instead of stored words: verdicts, what was overridden, what was known of the number.
#pragma once

#include "cgi/pages/grid_page.h"

#include <string>
#include <string_view>

namespace pages {

class DecisionWords {
public:
    explicit DecisionWords(const ManagerFrame& frame);

    // Rewrites rows of the list of specs::decisions for the request's visitor.
    [[nodiscard]] RowWriter writer(const web::Request& request) const;

private:
    [[nodiscard]] std::string reasons(const web::Request& request, std::string_view stored) const;

    const ManagerFrame& frame_;
    std::size_t inputs_, overridden_;  // places in a row
};

}  // namespace pages
