// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/csv.h"
#include "cgi/web/response.h"
#include "cgi/web/spreadsheet.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace web;

TEST_CASE("no cell of a CSV file begins a formula", "[web][export]")
{
    for (const auto* text : {"=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1"}) {
        const std::vector<CsvCell> cells{{text, false}};
        CHECK(csv_line(cells) == "\"'" + std::string(text) + "\"\r\n");
    }
    const std::vector<CsvCell> cells{{"a \"b\"", false}, {"-5", true}, {"", false}, {"c,d", false}};
    CHECK(csv_line(cells) == "\"a \"\"b\"\"\",\"-5\",\"\",\"c,d\"\r\n");
}

TEST_CASE("a spreadsheet comes in pieces and is a whole archive", "[web][export]")
{
    const std::vector<SheetCell> heads{{"Name", false}, {"Number", false}};
    Spreadsheet sheet{heads};
    for (int i = 0; i < 20'000; ++i) {
        const std::vector<SheetCell> row{{"=row " + std::to_string(i * 7919), false}, {std::to_string(i), true}};
        sheet.add_row(row);
    }
    std::size_t pieces = 0;
    std::string file;
    sheet.finish([&](std::string_view piece) {
        ++pieces;
        file += piece;
    });
    CHECK(pieces > 1);
    CHECK(file.starts_with("PK"));
    CHECK(file.find("xl/worksheets/sheet1.xml") != std::string::npos);
}

TEST_CASE("a stream has no length, and its file has its name", "[web][export]")
{
    const auto head = to_cgi(download("x.csv", "text/csv", [](const Write&) {}));
    CHECK(head.find("Content-Length") == std::string::npos);
    CHECK(head.find("attachment; filename=\"x.csv\"") != std::string::npos);
    CHECK(head.ends_with("\r\n\r\n"));
}
