// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/import_plan.h"

#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <stdexcept>

namespace crm {

namespace {

using nlohmann::json;

template <class E>
struct Word {
    E value;
    std::string_view text;
};

constexpr std::array type_words{Word<FileType>{FileType::csv, "csv"}, Word<FileType>{FileType::xls, "xls"},
                                Word<FileType>{FileType::xlsx, "xlsx"}};
constexpr std::array duplicates_words{Word<Duplicates>{Duplicates::add, "add"},
                                      Word<Duplicates>{Duplicates::skip, "skip"},
                                      Word<Duplicates>{Duplicates::update, "update"}};
constexpr std::array key_words{Word<DuplicateKey>{DuplicateKey::phone, "phone"},
                               Word<DuplicateKey>{DuplicateKey::name, "name"}};

template <class E, std::size_t N>
std::string_view word_of(const std::array<Word<E>, N>& words, E value)
{
    return std::ranges::find(words, value, &Word<E>::value)->text;
}

template <class E, std::size_t N>
std::optional<E> value_of(const std::array<Word<E>, N>& words, std::string_view text)
{
    const auto known = std::ranges::find(words, text, &Word<E>::text);
    return known == words.end() ? std::nullopt : std::optional(known->value);
}

template <class T>
T known(std::optional<T> value)
{
    if (!value) throw std::runtime_error("a word of another version");
    return *value;
}

// -1: none
json number_of(const std::optional<std::size_t>& number)
{
    return number ? json(*number) : json(-1);
}

std::optional<std::size_t> number_from(const json& value)
{
    const auto number = value.get<long long>();
    return number < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(number));
}

json form_json(const FileForm& form)
{
    return {{"type", word_of(type_words, form.type)},
            {"encoding", to_string(form.encoding)},
            {"delimiter", std::string(1, form.delimiter)},
            {"sheet", form.sheet}};
}

FileForm form_of(const json& value)
{
    FileForm form;
    form.type = known(value_of(type_words, value.at("type").get<std::string>()));
    form.encoding = known(parse_encoding(value.at("encoding").get<std::string>()));
    form.delimiter = value.at("delimiter").get<std::string>().at(0);
    form.sheet = value.at("sheet").get<std::string>();
    return form;
}

json dial_json(const DialPlan& dial)
{
    return {{"wanted", dial.wanted},
            {"number_column", number_of(dial.number_column)},
            {"time_column", number_of(dial.time_column)},
            {"fixed_time", dial.fixed_time},
            {"campaign", dial.campaign},
            {"assign", dial.assignment.wanted},
            {"extensions", dial.assignment.extensions}};
}

DialPlan dial_of(const json& value)
{
    DialPlan dial;
    dial.wanted = value.at("wanted").get<bool>();
    dial.number_column = number_from(value.at("number_column"));
    dial.time_column = number_from(value.at("time_column"));
    dial.fixed_time = value.at("fixed_time").get<std::string>();
    dial.campaign = value.at("campaign").get<unsigned>();
    dial.assignment.wanted = value.at("assign").get<bool>();
    dial.assignment.extensions = value.at("extensions").get<std::vector<std::string>>();
    return dial;
}

// nlohmann's exceptions are no runtime_error of ours.
template <class F>
auto parsed(const std::string& text, F&& read)
{
    try {
        return read(json::parse(text));
    } catch (const json::exception& e) {
        throw std::runtime_error(std::string("a stored import cannot be read: ") + e.what());
    }
}

std::string dump(const json& value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::string_view to_string(FileType type)
{
    return word_of(type_words, type);
}

std::string_view to_string(Duplicates duplicates)
{
    return word_of(duplicates_words, duplicates);
}

std::optional<Duplicates> parse_duplicates(std::string_view text)
{
    return value_of(duplicates_words, text);
}

std::string_view to_string(DuplicateKey key)
{
    return word_of(key_words, key);
}

std::optional<DuplicateKey> parse_duplicate_key(std::string_view text)
{
    return value_of(key_words, text);
}

std::size_t Preview::width() const
{
    std::size_t width = 0;
    for (const auto& row : rows)
        width = std::max(width, row.cells.size());
    return width;
}

std::string to_json(const Preview& preview)
{
    json rows = json::array();
    for (const auto& row : preview.rows)
        rows.push_back({{"line", row.line}, {"cells", row.cells}});
    return dump({{"form", form_json(preview.form)},
                 {"has_header", preview.has_header},
                 {"sheets", preview.sheets},
                 {"rows", std::move(rows)}});
}

Preview preview_from_json(const std::string& text)
{
    return parsed(text, [](const json& value) {
        Preview preview;
        preview.form = form_of(value.at("form"));
        preview.has_header = value.at("has_header").get<bool>();
        preview.sheets = value.at("sheets").get<std::vector<std::string>>();
        for (const auto& row : value.at("rows"))
            preview.rows.push_back(
                {row.at("line").get<std::size_t>(), row.at("cells").get<std::vector<std::string>>()});
        return preview;
    });
}

std::string to_json(const ImportPlan& plan)
{
    json mapping = json::array();
    for (const auto& column : plan.mapping)
        mapping.push_back(number_of(column));
    return dump({{"table", to_string(plan.table)},
                 {"form", form_json(plan.form)},
                 {"has_header", plan.has_header},
                 {"width", plan.width},
                 {"mapping", std::move(mapping)},
                 {"group", plan.group},
                 {"duplicates", to_string(plan.duplicates)},
                 {"key", to_string(plan.key)},
                 {"dial", dial_json(plan.dial)}});
}

ImportPlan plan_from_json(const std::string& text)
{
    return parsed(text, [](const json& value) {
        ImportPlan plan;
        plan.table = known(parse_import_table(value.at("table").get<std::string>()));
        plan.form = form_of(value.at("form"));
        plan.has_header = value.at("has_header").get<bool>();
        plan.width = value.at("width").get<std::size_t>();
        for (const auto& column : value.at("mapping"))
            plan.mapping.push_back(number_from(column));
        plan.group = value.at("group").get<unsigned>();
        plan.duplicates = known(parse_duplicates(value.at("duplicates").get<std::string>()));
        plan.key = known(parse_duplicate_key(value.at("key").get<std::string>()));
        plan.dial = dial_of(value.at("dial"));
        return plan;
    });
}

std::string to_json(const FileForm& form)
{
    return dump(form_json(form));
}

FileForm form_from_json(const std::string& text)
{
    return parsed(text, [](const json& value) { return form_of(value); });
}

std::string cells_to_json(const std::vector<std::string>& cells)
{
    return dump(cells);
}

std::vector<std::string> cells_from_json(const std::string& text)
{
    return parsed(text, [](const json& value) { return value.get<std::vector<std::string>>(); });
}

std::string header_signature(const std::vector<std::string>& header)
{
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
    const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 1099511628211ULL; };
    for (const auto& cell : header) {
        for (const char c : runtime::to_lower(runtime::trim(cell)))
            add(static_cast<unsigned char>(c));
        add(0);
    }
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
    return text.data();
}

std::string to_text(const Mapping& mapping)
{
    std::string text;
    for (std::size_t i = 0; i < mapping.size(); ++i) {
        if (i > 0) text += ',';
        if (mapping[i]) text += std::to_string(*mapping[i]);
    }
    return text;
}

}  // namespace crm
