// SPDX-License-Identifier: GPL-3.0-or-later
// The only user of pugixml, which expands no entities of a file's own and loads nothing.
#include "common/sheets/xlsx_rows.h"

#include "common/runtime/text.h"
#include "common/sheets/cell_text.h"
#include "common/sheets/xml_elements.h"
#include "common/sheets/zip_file.h"

#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace sheets {

namespace {

constexpr std::uint64_t largest_part = 16ULL << 20U;   // workbook, relations, styles
constexpr std::size_t largest_element = 16ULL << 20U;  // one row, one shared string
constexpr std::size_t most_shared_strings = 4'000'000;
constexpr unsigned parse_options = pugi::parse_default | pugi::parse_ws_pcdata;

std::string_view local_name(const pugi::xml_node& node)
{
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name)
{
    return node.find_child([&](const pugi::xml_node& n) { return local_name(n) == name; });
}

pugi::xml_document parse(std::string_view xml)
{
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size(), parse_options, pugi::encoding_utf8))
        throw FileError(FileError::Why::broken, "a part of the workbook is no XML");
    return document;
}

// All <t> below the node, except a phonetic reading's.
void append_text(const pugi::xml_node& node, std::string& out)
{
    for (const auto& inner : node.children()) {
        const auto name = local_name(inner);
        if (name == "t")
            out += inner.text().get();
        else if (name == "r")
            append_text(inner, out);
    }
}

// A workbook's parts: what its sheets are called, where they lie, which styles are dates.
class Workbook {
public:
    explicit Workbook(const std::string& path) : zip_(path)
    {
        const auto book = parse(zip_.read("xl/workbook.xml", largest_part));
        const auto relations = parse(zip_.read("xl/_rels/workbook.xml.rels", largest_part));
        const auto root = child(book, "workbook");
        const std::string_view count_from = child(root, "workbookPr").attribute("date1904").value();
        since_1904_ = count_from == "1" || count_from == "true";
        for (const auto& sheet : child(root, "sheets").children()) {
            const auto part = target_of(relations, relation_of(sheet));
            // A sheet of charts only is none.
            if (part.find("worksheets/") != std::string::npos)
                sheets_.push_back({sheet.attribute("name").value(), part});
        }
        if (zip_.has("xl/styles.xml")) read_styles(parse(zip_.read("xl/styles.xml", largest_part)));
        if (sheets_.empty()) throw FileError(FileError::Why::no_sheet, "the workbook has no sheet");
    }

    [[nodiscard]] const ZipFile& zip() const { return zip_; }
    [[nodiscard]] bool since_1904() const { return since_1904_; }
    [[nodiscard]] bool is_date(unsigned style) const { return date_styles_.contains(style); }

    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        for (const auto& sheet : sheets_)
            names.push_back(sheet.name);
        return names;
    }
    [[nodiscard]] const std::string& part(const std::string& name) const
    {
        const auto found = name.empty() ? sheets_.begin() : std::ranges::find(sheets_, name, &Sheet::name);
        if (found == sheets_.end()) throw FileError(FileError::Why::no_sheet, "no sheet " + name);
        return found->part;
    }

private:
    struct Sheet {
        std::string name;
        std::string part;
    };

    static std::string relation_of(const pugi::xml_node& sheet)
    {
        for (const auto& attribute : sheet.attributes()) {
            const std::string_view name = attribute.name();
            if (name.ends_with(":id")) return attribute.value();
        }
        return {};
    }

    static std::string target_of(const pugi::xml_document& relations, const std::string& id)
    {
        for (const auto& relation : child(relations, "Relationships").children()) {
            if (relation.attribute("Id").value() != id) continue;
            const std::string target = relation.attribute("Target").value();
            return target.starts_with('/') ? target.substr(1) : "xl/" + target;
        }
        return {};
    }

    void read_styles(const pugi::xml_document& styles)
    {
        const auto root = child(styles, "styleSheet");
        std::set<int> own;
        for (const auto& format : child(root, "numFmts").children())
            if (is_date_code(format.attribute("formatCode").value())) own.insert(format.attribute("numFmtId").as_int());
        unsigned style = 0;
        for (const auto& xf : child(root, "cellXfs").children()) {
            const int format = xf.attribute("numFmtId").as_int();
            if (is_date_format(format) || own.contains(format)) date_styles_.insert(style);
            ++style;
        }
    }

    ZipFile zip_;
    bool since_1904_ = false;
    std::vector<Sheet> sheets_;
    std::set<unsigned> date_styles_;
};

// One element after the other of an entry.
class Elements {
public:
    Elements(ZipEntry entry, std::string_view name) : entry_(std::move(entry)), elements_(name) {}

    [[nodiscard]] std::optional<std::string_view> next()
    {
        for (;;) {
            if (const auto element = elements_.next()) return element;
            if (elements_.pending() > largest_element)
                throw FileError(FileError::Why::too_large, "a row is longer than a sheet's can be");
            if (!entry_.read_on(elements_.text())) return std::nullopt;
        }
    }
    [[nodiscard]] const ZipEntry& entry() const { return entry_; }

private:
    ZipEntry entry_;
    XmlElements elements_;
};

std::vector<std::string> read_shared_strings(const ZipFile& zip)
{
    std::vector<std::string> strings;
    constexpr const char* part = "xl/sharedStrings.xml";
    if (!zip.has(part)) return strings;
    Elements elements{zip.open(part, largest_shared_strings), "si"};
    while (const auto element = elements.next()) {
        if (strings.size() == most_shared_strings) throw FileError(FileError::Why::too_large, "too many strings");
        const auto document = parse(*element);
        append_text(document.first_child(), strings.emplace_back());
    }
    return strings;
}

class XlsxRows : public RowSource {
public:
    XlsxRows(const std::string& path, const std::string& sheet)
        : book_(path),
          strings_(read_shared_strings(book_.zip())),
          rows_(book_.zip().open(book_.part(sheet), largest_sheet), "row")
    {
    }

    bool next(crm::FileRow& row) override
    {
        while (const auto element = rows_.next()) {
            const auto document = parse(*element);
            const auto node = document.first_child();
            const auto number = node.attribute("r").as_uint();
            row.line = number != 0 ? number : line_ + 1;
            line_ = row.line;
            row.cells.clear();
            for (const auto& cell : node.children())
                if (local_name(cell) == "c") place(cell, row);
            if (std::ranges::any_of(row.cells, [](const auto& cell) { return !cell.empty(); })) return true;
        }
        return false;
    }

    std::uint64_t done() const override { return rows_.entry().done(); }
    std::uint64_t total() const override { return rows_.entry().total(); }

private:
    void place(const pugi::xml_node& cell, crm::FileRow& row) const
    {
        const auto column = column_of(cell.attribute("r").value());
        const auto at = column >= 0 ? static_cast<std::size_t>(column) : row.cells.size();
        auto text = runtime::to_utf8(text_of(cell));
        if (text.empty()) return;
        if (at >= crm::most_columns) throw FileError(FileError::Why::too_many_columns, "too many columns", row.line);
        if (text.size() > crm::longest_cell)
            throw FileError(FileError::Why::cell_too_long, "a cell is too long", row.line);
        if (row.cells.size() <= at) row.cells.resize(at + 1);
        row.cells[at] = std::move(text);
    }

    [[nodiscard]] std::string text_of(const pugi::xml_node& cell) const
    {
        const std::string_view type = cell.attribute("t").value();
        if (type == "inlineStr") {
            std::string text;
            append_text(child(cell, "is"), text);
            return text;
        }
        const std::string value = child(cell, "v").text().get();
        if (type == "s") {
            const auto index = runtime::to_number(value);
            const bool is_known = index && *index >= 0 && static_cast<std::size_t>(*index) < strings_.size();
            if (!is_known) throw FileError(FileError::Why::broken, "a cell names no string");
            return strings_[static_cast<std::size_t>(*index)];
        }
        if (type == "b") return value == "1" ? "TRUE" : "FALSE";
        if (type == "str" || type == "d") return value;
        if (type == "e" || value.empty()) return {};
        return number_of(value, cell.attribute("s").as_uint());
    }

    [[nodiscard]] std::string number_of(const std::string& value, unsigned style) const
    {
        char* end = nullptr;
        const double number = std::strtod(value.c_str(), &end);
        if (end == value.c_str() || *end != '\0') return value;
        return book_.is_date(style) ? date_text(number, book_.since_1904()) : number_text(number);
    }

    Workbook book_;
    std::vector<std::string> strings_;
    Elements rows_;
    std::size_t line_ = 0;
};

}  // namespace

std::unique_ptr<RowSource> open_xlsx(const std::string& path, const std::string& sheet)
{
    return std::make_unique<XlsxRows>(path, sheet);
}

std::vector<std::string> xlsx_sheets(const std::string& path)
{
    return Workbook{path}.names();
}

}  // namespace sheets
