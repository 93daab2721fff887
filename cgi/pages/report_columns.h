// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the columns of the call reports: what each is called, what it means, and what it makes of sums. Page and file
// show the same.
#pragma once

#include "common/crm/report_figures.h"
#include "common/i18n/language.h"
#include "common/i18n/message.h"

#include <optional>
#include <string>
#include <vector>

namespace pages {

enum class FigureKind { count, seconds, share };

// What a row of a report adds up.
struct ReportSums {
    crm::CallSums calls;
    crm::TimeSums time;

    ReportSums& operator+=(const ReportSums& other);
};

struct ReportColumn {
    i18n::Message caption;
    i18n::Message meaning;
    FigureKind kind = FigureKind::count;
    std::optional<double> (*figure)(const ReportSums& sums) = nullptr;
};

// Those the question has figures for.
[[nodiscard]] std::vector<ReportColumn> report_columns(const crm::ReportQuestion& question);

// "1,234", "2:05", "83.3%"; a dash where there is none.
[[nodiscard]] std::string shown_figure(FigureKind kind, std::optional<double> figure, i18n::Language language);
// For what reads numbers: whole seconds, percent with one digit; "" where there is none.
[[nodiscard]] std::string plain_figure(FigureKind kind, std::optional<double> figure);

}  // namespace pages
