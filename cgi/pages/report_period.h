// SPDX-License-Identifier: GPL-3.0-or-later
// The days a report is of, as its form names them: a word, or dates from ... to, both included.
#pragma once

#include "cgi/web/model.h"
#include "cgi/web/request.h"
#include "common/i18n/local_days.h"
#include "common/i18n/message.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pages {

struct ReportPeriod {
    std::string word;  // today, yesterday, week, last7, last30, month, dates
    runtime::TimePoint begin{};
    runtime::TimePoint end{};

    [[nodiscard]] bool is_one_day() const;
    [[nodiscard]] std::string first_date() const;  // 2026-11-23
    [[nodiscard]] std::string last_date() const;
};

// The parameters period, from, to; without them today. Nothing for dates that are none, in the wrong order or more than
// a year apart.
[[nodiscard]] std::optional<ReportPeriod> read_period(const web::Request& request);

struct PeriodWord {
    const char* word;
    i18n::Message caption;
};
[[nodiscard]] const std::vector<PeriodWord>& period_words();

}  // namespace pages
