// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/csv_form.h"
#include "common/crm/import_plan.h"

#include <catch2/catch.hpp>

using namespace crm;

namespace {

std::vector<FileRow> read(std::string_view text, char delimiter = ',', std::size_t chunk = 1)
{
    CsvReader reader{delimiter};
    std::vector<FileRow> rows;
    FileRow row;
    for (std::size_t i = 0; i < text.size(); i += chunk) {
        reader.feed(text.substr(i, chunk));
        while (reader.next(row))
            rows.push_back(row);
    }
    reader.finish();
    while (reader.next(row))
        rows.push_back(row);
    return rows;
}

std::string decode(Encoding encoding, std::string_view bytes, std::size_t chunk = 1)
{
    TextDecoder decoder{encoding};
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += chunk)
        decoder.decode(bytes.substr(i, chunk), false, text);
    decoder.decode({}, true, text);
    return text;
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("CSV rows are the same whatever the chunks they come in", "[crm][csv]")
{
    const auto chunk = GENERATE(1U, 2U, 3U, 100U);
    const auto rows = read("a,\"b \"\"x\"\",\nc\",d\r\n\r\n1,,\"\"\rlast,x\"y", ',', chunk);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0] == FileRow{1, {"a", "b \"x\",\nc", "d"}});
    CHECK(rows[1] == FileRow{4, {"1", "", ""}});
    CHECK(rows[2] == FileRow{5, {"last", "x\"y"}});
}

TEST_CASE("what a CSV reader cannot hold is told with its line", "[crm][csv]")
{
    const auto why = [](std::string_view text) {
        try {
            (void)read(text, ',', 4096);
        } catch (const CsvError& e) {
            return std::pair{e.why(), e.line()};
        }
        FAIL("nothing was thrown");
        return std::pair{CsvError::Why::open_quote, std::size_t{0}};
    };
    CHECK(why("ok\n" + std::string(1 << 20U, 'x')) == std::pair{CsvError::Why::cell_too_long, std::size_t{2}});
    CHECK(why("ok\nok\n\"open,\nok") == std::pair{CsvError::Why::open_quote, std::size_t{3}});
    CHECK(why(std::string(300, ',')) == std::pair{CsvError::Why::too_many_columns, std::size_t{1}});
}

TEST_CASE("bytes that are no text end no row and become marks", "[crm][csv]")
{
    using namespace std::string_view_literals;
    const auto rows = read("a\0b,\xFF\n"sv);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].cells == Cells{"a\xEF\xBF\xBD"
                                 "b",
                                 "\xEF\xBF\xBD"});
}

TEST_CASE("encodings are recognised by their bytes", "[crm][encoding]")
{
    using namespace std::string_view_literals;
    const auto [bytes, encoding] = GENERATE(table<std::string_view, Encoding>({
        {"plain,text\n1,2\n"sv, Encoding::utf8},
        {"\xEF\xBB\xBFname"sv, Encoding::utf8},
        {"\xE5\xAE\xA2\xE6\x88\xB7,\xE7"sv, Encoding::utf8},                        // cut in a character
        {"\xBF\xCD\xBB\xA7\xC3\xFB\xB3\xC6,\xB5\xE7\xBB\xB0\n"sv, Encoding::gbk},   // 客户名称,电话
        {"\xD5\xC5\xC8\xFD,13800138000\n"sv, Encoding::gbk},                        // 张三
        {"\xAB\xC8\xA4\xE1\xA6\x57\xBA\xD9,\xB9\x71\xB8\xDC\n"sv, Encoding::big5},  // 客戶名稱,電話
        {"\xA5\x78\xA5\x5F\xA5\xAB,\xB1\x69\xA4\x54\n"sv, Encoding::big5},          // 台北市,張三
        {"M\xFCller,K\xF6ln\nStra\xDF"
         "e,Gr\xFC\xDF"
         "e\n"sv,
         Encoding::windows1252},
        {"a\0,\0b\0\n\0"sv, Encoding::utf16le},
        {"\0a\0,\0b\0\n"sv, Encoding::utf16be},
        {"\xFF\xFE"
         "a\0"sv,
         Encoding::utf16le},
        {"\xFE\xFF\0a"sv, Encoding::utf16be},
    }));
    CAPTURE(bytes);
    CHECK(to_string(guess_encoding(bytes)) == to_string(encoding));
}

TEST_CASE("text is decoded wherever its bytes are cut", "[crm][encoding]")
{
    using namespace std::string_view_literals;
    const auto chunk = GENERATE(1U, 2U, 3U, 64U);
    CHECK(decode(Encoding::gbk, "\xBF\xCD\xBB\xA7,1"sv, chunk) == "客户,1");
    CHECK(decode(Encoding::big5, "\xAB\xC8\xA4\xE1"sv, chunk) == "客戶");
    CHECK(decode(Encoding::utf16le, "\xFF\xFE\x60\x4F\x3D\xD8\x00\xDE"sv, chunk) == "你😀");
    CHECK(decode(Encoding::utf16be, "\xFE\xFF\x4F\x60"sv, chunk) == "你");
    CHECK(decode(Encoding::utf8, "\xEF\xBB\xBF\xE4\xBD\xA0"sv, chunk) == "你");
    CHECK(decode(Encoding::windows1252, "M\xFCller"sv, chunk) == "Müller");
    CHECK(decode(Encoding::utf16le, "a\0b"sv, chunk) == "a\xEF\xBF\xBD");  // cut in a character
}

TEST_CASE("delimiters and headers are recognised", "[crm][csv]")
{
    CHECK(guess_delimiter("a;b;c\n1,5;2;3\n") == ';');
    CHECK(guess_delimiter("a\tb\nx, y\tz\n") == '\t');
    CHECK(guess_delimiter("a|b|c\n1|2|3\n") == '|');
    CHECK(guess_delimiter("\"a;x\",b\n\"c;y\",d\n") == ',');
    CHECK(guess_delimiter("alone\n") == ',');
    CHECK(looks_like_header(read("客户名称,电话\n甲,1\n")));
    CHECK(looks_like_header(read("Alpha,Beta\nx,17\n")));
    CHECK_FALSE(looks_like_header(read("Lamp & Co,0211234567\nOther,17\n")));
    CHECK_FALSE(looks_like_header(read("Lamp,1\nOther,2\n")));
    CHECK_FALSE(looks_like_header(read("Lamp,Hamburg\nOther,Berlin\n")));
}

TEST_CASE("columns are mapped by a header's words or by the manual's numbers, each once", "[crm][import]")
{
    const Cells header{"Kunde", "Telefon", "Notiz", "客户名称", "手机"};
    CHECK(to_text(match_header(ImportTable::customer, header)) == "0,8,,,12");
    const Cells numbers{"0", "", " 8 "};
    REQUIRE(parse_mapping(ImportTable::customer, numbers));
    CHECK(to_text(*parse_mapping(ImportTable::customer, numbers)) == "0,,8");
    for (const Cells& wrong : {Cells{"0", "0"}, Cells{"20"}, Cells{"-1"}, Cells{"x"}, Cells{"1;DROP"}})
        CHECK_FALSE(parse_mapping(ImportTable::customer, wrong));
}

TEST_CASE("a row is brought into the table's form", "[crm][import]")
{
    const Mapping mapping{0, 8, 15, std::nullopt};
    const auto row = check_row(ImportTable::customer, mapping, 4, {7, {" Lamp ", "+86 (21) ８８７７", "先生", "free"}});
    CHECK(row.flaws.empty());
    CHECK(row.values[0] == "Lamp");
    CHECK(row.values[8] == "86218877");
    CHECK(row.values[15] == "male");
}

TEST_CASE("what is wrong with a row is told, with its column", "[crm][import]")
{
    const Mapping mapping{0, 8, 15};
    const auto flaws = [&](const Cells& cells) {
        return to_text(check_row(ImportTable::customer, mapping, 3, {1, cells}).flaws);
    };
    CHECK(flaws({"", " ", ""}) == "empty_row");
    CHECK(flaws({"", "123", ""}) == "missing:0");
    CHECK(flaws({std::string(121, 'x'), "none", "both"}) == "too_long:0,bad_number:1,unknown_choice:2");
    CHECK(flaws({"a", "1", "m", "more"}) == "too_many_cells");
    CHECK(flaws({"a", "1", "m", ""}).empty());
    CHECK(flaws({"\xEF\xBF\xBD", "1", ""}) == "unreadable:0");
    std::string long_name;
    for (int i = 0; i < 120; ++i)
        long_name += "客";
    CHECK(flaws({long_name, "1", ""}).empty());
    CHECK(parse_row_flaws("too_long:0,empty_row,nonsense:1") ==
          std::vector<RowFlaw>{{Flaw::too_long, 0}, {Flaw::empty_row, std::nullopt}});
}

TEST_CASE("times are read as people write them", "[crm][import]")
{
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"2026-11-24", "2026-11-24 00:00:00"},
        {"2026-11-24T18:30", "2026-11-24 18:30:00"},
        {"2026/1/4 8:05:09", "2026-01-04 08:05:09"},
        {"24.11.2026 18:30", "2026-11-24 18:30:00"},
        {"2026年11月24日", "2026-11-24 00:00:00"},
        {"2026-02-30", ""},
        {"tomorrow", ""},
        {"2026-11-24 25:00", ""},
        {"2026-11", ""},
        {"", ""},
    }));
    const auto time = parse_local_time(text);
    CHECK((time ? to_text(*time) : "") == expected);
}

TEST_CASE("plans and previews survive being kept", "[crm][import]")
{
    ImportPlan plan;
    plan.form = {FileType::csv, Encoding::gbk, '\t', "Sheet 2"};
    plan.mapping = {0, std::nullopt, 8};
    plan.width = 3;
    plan.group = 2;
    plan.duplicates = Duplicates::update;
    plan.key = DuplicateKey::name;
    plan.dial = {true, 2, std::nullopt, "2026-11-24 10:00:00", 5, {true, {"8001", "8002"}}};
    CHECK(plan_from_json(to_json(plan)) == plan);
    CHECK_THROWS_AS(plan_from_json("{}"), std::runtime_error);
    Preview preview;
    preview.rows = {{1, {"a", "b"}}, {2, {"c"}}};
    preview.sheets = {"一"};
    const auto again = preview_from_json(to_json(preview));
    CHECK(again.rows == preview.rows);
    CHECK(again.width() == 2);
    CHECK(header_signature({"Name", "Phone"}) == header_signature({" name ", "PHONE"}));
    CHECK(header_signature({"Name", "Phone"}) != header_signature({"NamePhone"}));
}
