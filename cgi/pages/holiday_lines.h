// SPDX-License-Identifier: GPL-3.0-or-later
// Public holidays pasted as lines: "2026-12-25 Christmas".
#pragma once

#include "cgi/pages/manager_frame.h"
#include "common/db/record_gateway.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pages {

struct HolidayLine {
    std::string day;  // 2026-12-25
    std::string name;
};

// "2026-12-25" when the text begins with a day that there is.
[[nodiscard]] std::optional<std::string> read_day(std::string_view text);
// Empty lines are left out; of the first that is none the number, from 1, goes to `wrong`.
[[nodiscard]] std::vector<HolidayLine> read_holiday_lines(std::string_view text, std::optional<std::size_t>& wrong);

class HolidayLinesPage {
public:
    // Both outlive it.
    HolidayLinesPage(db::LazyConnection& db, const ManagerFrame& frame);

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response save(const web::Request& request);  // profile, lines

private:
    [[nodiscard]] web::Response page(const web::Request& request, std::optional<std::size_t> wrong, int status);

    db::LazyConnection& db_;
    const ManagerFrame& frame_;
    db::RecordGateway holidays_;
};

}  // namespace pages
