// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/report_columns.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace pages;

namespace {

bool has(const crm::ReportQuestion& question, std::string_view caption)
{
    const auto columns = report_columns(question);
    return std::ranges::any_of(columns, [&](const auto& column) { return column.caption.english() == caption; });
}

}  // namespace

TEST_CASE("a report shows the columns it has figures for", "[web][reports]")
{
    crm::ReportQuestion question;
    CHECK(has(question, "Occupancy"));
    CHECK_FALSE(has(question, "Short"));
    question.short_threshold = 5;
    CHECK(has(question, "Short"));
    question.queue = "support";
    CHECK_FALSE(has(question, "Occupancy"));
    CHECK(has(question, "AHT"));
    question = {};
    question.by = crm::ReportBy::line;
    CHECK(has(question, "AHT"));
    CHECK_FALSE(has(question, "Dialed"));
    CHECK_FALSE(has(question, "Occupancy"));
    question.by = crm::ReportBy::campaign;
    for (const auto* caption : {"Dialed", "Offered", "Answered calls", "Abandoned", "Service level", "ASA", "Talk",
                                "Hold", "Wrap-up", "AHT", "Occupancy"})
        CHECK(has(question, caption));
    CHECK_FALSE(has(question, "Outgoing"));
}

TEST_CASE("every column has a caption and a meaning", "[web][reports]")
{
    for (const auto by : crm::all_report_bys) {
        crm::ReportQuestion question;
        question.by = by;
        for (const auto& column : report_columns(question)) {
            CHECK_FALSE(column.caption.is_empty());
            CHECK_FALSE(column.meaning.is_empty());
        }
    }
}

TEST_CASE("figures are written for people and for spreadsheets", "[web][reports]")
{
    using i18n::Language;
    CHECK(shown_figure(FigureKind::count, 1234, Language::de) == "1.234");
    CHECK(shown_figure(FigureKind::seconds, 3725, Language::en) == "1:02:05");
    CHECK(shown_figure(FigureKind::share, 0.8333, Language::en) == "83.3%");
    CHECK(shown_figure(FigureKind::share, std::nullopt, Language::en) == "\u2013");
    CHECK(plain_figure(FigureKind::count, 1234) == "1234");
    CHECK(plain_figure(FigureKind::seconds, 3725) == "3725");
    CHECK(plain_figure(FigureKind::share, 0.8333) == "83.3");
    CHECK(plain_figure(FigureKind::share, std::nullopt).empty());
}
