// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/sheets/cell_text.h"
#include "common/sheets/row_source.h"
#include "common/sheets/xml_elements.h"
#include "tests/temp_directory.h"

#include <zip.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace sheets;

namespace {

namespace fs = std::filesystem;

struct Folder {
    test::TempDirectory directory;
    const fs::path path = directory.path();
    [[nodiscard]] std::string write(const char* name, std::string_view content) const
    {
        const auto file = path / name;
        std::ofstream{file, std::ios::binary} << content;
        return file;
    }
};

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string write_zip(const Folder& folder, const Parts& parts)
{
    const std::string path = folder.path / "book.xlsx";
    int error = 0;
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    REQUIRE(zip != nullptr);
    for (const auto& [name, text] : parts)
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), ZIP_FL_OVERWRITE);
    REQUIRE(zip_close(zip) == 0);
    return path;
}

Parts workbook(const std::string& sheet)
{
    return {
        {"xl/workbook.xml",
         R"(<workbook><sheets><sheet name="First" r:id="r1"/><sheet name="二" r:id="r2"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="d.m.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>)"},
        {"xl/sharedStrings.xml",
         R"(<sst><si><t>客户</t></si><si><r><t>two </t></r><r><t>parts</t></r><rPh><t>no</t></rPh></si></sst>)"},
        {"xl/worksheets/sheet1.xml", sheet},
        {"xl/worksheets/sheet2.xml",
         R"(<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>other</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>)"}};
}

std::vector<crm::FileRow> rows_of(const std::string& path, const crm::FileForm& form)
{
    std::vector<crm::FileRow> rows;
    const auto source = open_rows(path, form);
    for (crm::FileRow row; source->next(row);)
        rows.push_back(row);
    return rows;
}

template <class F>
std::string why_not(F&& f)
{
    try {
        f();
    } catch (const FileError& e) {
        return std::string(to_string(e.why()));
    }
    return "nothing was thrown";
}

}  // namespace

TEST_CASE("cells of spreadsheets become plain text", "[sheets]")
{
    CHECK(number_text(13800138000.0) == "13800138000");
    CHECK(number_text(1.5) == "1.5");
    CHECK(number_text(-0.25) == "-0.25");
    CHECK(date_text(46350, false) == "2026-11-24");
    CHECK(date_text(46350.770833333, false) == "2026-11-24 18:30:00");
    CHECK(date_text(1, false) == "1900-01-01");
    CHECK(date_text(0, true) == "1904-01-01");
    CHECK(date_text(1e300, false) == "1e+300");
    CHECK(is_date_code("yyyy\\-mm"));
    CHECK_FALSE(is_date_code("0.00\" days\""));
    CHECK_FALSE(is_date_code("[Red]General"));
    CHECK(column_of("A1") == 0);
    CHECK(column_of("AB12") == 27);
    CHECK(column_of("7") == -1);
}

TEST_CASE("elements are cut out of XML whatever the chunks", "[sheets]")
{
    const auto chunk = GENERATE(1U, 3U, 7U, 200U);
    const std::string xml = R"(<a:d><a:rows/><a:row r="1"/><a:row r="2"><c>x</c></a:row><a:row></a:row></a:d>)";
    XmlElements elements{"row"};
    std::vector<std::string> found;
    for (std::size_t i = 0; i < xml.size(); i += chunk) {
        elements.text() += xml.substr(i, chunk);
        while (const auto element = elements.next())
            found.emplace_back(*element);
    }
    CHECK(found ==
          std::vector<std::string>{R"(<a:row r="1"/>)", R"(<a:row r="2"><c>x</c></a:row>)", "<a:row></a:row>"});
}

TEST_CASE("rows of an XLSX: strings, numbers, dates, gaps, the sheet chosen", "[sheets]")
{
    const Folder folder;
    const auto path = write_zip(
        folder,
        workbook(
            R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>)"
            R"(<row r="2"/><row r="4"><c r="A4"><v>1.3800138E10</v></c><c r="B4" s="1"><v>46350</v></c><c r="C4" s="2"><v>46350.5</v></c></row></sheetData></worksheet>)"));
    auto form = guess_form(path);
    CHECK(form.type == crm::FileType::xlsx);
    CHECK(sheet_names(path, form.type) == std::vector<std::string>{"First", "二"});
    CHECK(rows_of(path, form) == std::vector<crm::FileRow>{{1, {"客户", "", "two parts"}},
                                                           {4, {"13800138000", "2026-11-24", "2026-11-24 12:00:00"}}});
    form.sheet = "二";
    CHECK(rows_of(path, form) == std::vector<crm::FileRow>{{1, {"other"}}});
    form.sheet = "absent";
    CHECK(why_not([&] { (void)rows_of(path, form); }) == "no_sheet");
}

TEST_CASE("hostile spreadsheets are refused with their reason", "[sheets]")
{
    const Folder folder;
    const crm::FileForm xlsx{crm::FileType::xlsx, crm::Encoding::utf8, ',', ""};
    const auto reads = [&](const std::string& path) { return why_not([&] { (void)rows_of(path, xlsx); }); };
    CHECK(reads(folder.write("cut.xlsx", "PK\x03\x04 and nothing more")) == "broken");
    CHECK(reads(write_zip(folder, {{"hello.txt", "no workbook"}})) == "broken");
    CHECK(reads(write_zip(folder, workbook(R"(<worksheet><row r="1"><c t="s"><v>99</v></c></row></worksheet>)"))) ==
          "broken");
    CHECK(reads(write_zip(folder, workbook(R"(<worksheet><row><c></row></worksheet>)"))) == "broken");
    CHECK(reads(write_zip(folder, workbook(R"(<worksheet><row><c r="ZZZ1"><v>1</v></c></row></worksheet>)"))) ==
          "too_many_columns");
    const std::string bomb(80U << 20U, ' ');
    CHECK(reads(write_zip(folder, workbook(bomb))) == "zip_bomb");
    const crm::FileForm xls{crm::FileType::xls, crm::Encoding::utf8, ',', ""};
    const auto broken = folder.write("broken.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\x7f'));
    CHECK(guess_form(broken).type == crm::FileType::xls);
    CHECK(why_not([&] { (void)rows_of(broken, xls); }) == "broken");
}

TEST_CASE("a CSV file is previewed in the form guessed", "[sheets]")
{
    const Folder folder;
    const auto path = folder.write("list.csv", "\xBF\xCD\xBB\xA7;\xB5\xE7\xBB\xB0\n\xD5\xC5\xC8\xFD;021-555\n");
    const auto preview = preview_of(path, {});
    CHECK(preview.form == crm::FileForm{crm::FileType::csv, crm::Encoding::gbk, ';', ""});
    CHECK(preview.has_header);
    CHECK(preview.rows == std::vector<crm::FileRow>{{1, {"客户", "电话"}}, {2, {"张三", "021-555"}}});
    CHECK(why_not([&] { (void)preview_of(folder.path / "absent", {}); }) == "unreadable");
}
