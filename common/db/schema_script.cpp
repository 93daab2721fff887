// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/schema_script.h"

#include "common/runtime/replace_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace db {

namespace {

bool begins_with_word(std::string_view text, std::string_view word)
{
    return text.size() > word.size() && std::isspace(static_cast<unsigned char>(text[word.size()])) != 0 &&
           std::equal(word.begin(), word.end(), text.begin(),
                      [](char a, char b) { return a == std::toupper(static_cast<unsigned char>(b)); });
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Takes a script apart, one character or quoted stretch after the other; comments are left out.
class Splitter {
public:
    explicit Splitter(std::string_view text, const std::string& name) : text_(text), name_(name) {}

    // The next statement and the line it begins at; false at the end.
    bool next(std::string& statement, std::string& place)
    {
        statement.clear();
        while (at_ < text_.size() && text_[at_] != ';')
            take(statement, place);
        ++at_;
        statement = trimmed(statement);
        if (!statement.empty()) return true;
        return at_ < text_.size() && next(statement, place);
    }

private:
    void take(std::string& statement, std::string& place)
    {
        const char c = text_[at_];
        if (is_at("-- ") || is_at("--\n") || c == '#') return skip_past("\n", true);
        if (is_at("/*")) return skip_past("*/", false);
        if (trimmed(statement).empty() && std::isspace(static_cast<unsigned char>(c)) == 0) place = here();
        if (c == '\'' || c == '"' || c == '`') return take_quoted(statement, c);
        statement += c;
        ++at_;
    }

    void take_quoted(std::string& statement, char quote)
    {
        const std::string begin = here();
        const auto first = at_++;
        while (at_ < text_.size() && text_[at_] != quote)
            at_ += text_[at_] == '\\' && quote != '`' ? 2 : 1;
        if (at_ >= text_.size()) throw std::runtime_error(begin + ": the quotation has no end");
        statement += text_.substr(first, ++at_ - first);
    }

    void skip_past(std::string_view end, bool may_be_the_last)
    {
        const auto found = text_.find(end, at_);
        if (found == std::string_view::npos && !may_be_the_last)
            throw std::runtime_error(here() + ": the comment has no end");
        at_ = found == std::string_view::npos ? text_.size() : found + end.size() - (may_be_the_last ? 1 : 0);
    }

    [[nodiscard]] bool is_at(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    [[nodiscard]] std::string here() const
    {
        const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
        return name_ + ", line " + std::to_string(line);
    }

    std::string_view text_;
    const std::string& name_;
    std::size_t at_ = 0;
};

}  // namespace

bool ScriptStatement::is_of_the_session() const
{
    return begins_with_word(text_, "SET");
}

bool ScriptStatement::changes_rows() const
{
    constexpr std::array words{"INSERT", "UPDATE", "DELETE", "REPLACE"};
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return begins_with_word(text_, word); });
}

SchemaScript SchemaScript::load(const std::string& path)
{
    return parse(runtime::read_file(path), std::filesystem::path(path).filename());
}

SchemaScript SchemaScript::parse(std::string_view text, std::string name)
{
    SchemaScript script;
    script.name_ = std::move(name);
    Splitter splitter{text, script.name_};
    std::string statement;
    std::string place;
    while (splitter.next(statement, place))
        script.statements_.push_back(ScriptStatement{statement, place});
    return script;
}

std::vector<UpgradeStep> upgrade_steps(const std::string& folder)
{
    std::vector<UpgradeStep> steps;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        UpgradeStep step{.path = entry.path()};
        const auto number = std::from_chars(name.data(), name.data() + name.size(), step.version);
        if (number.ec == std::errc{} && *number.ptr == '_' && name.ends_with(".sql")) steps.push_back(std::move(step));
    }
    std::sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.version < b.version; });
    return steps;
}

}  // namespace db
