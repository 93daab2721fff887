// SPDX-License-Identifier: GPL-3.0-or-later
// What a template is filled with: named values, and named sections of rows (a section is a list or an "if").
// A row sees its parents' values. Plain data, so that pages can be tested without a template.
#pragma once

#include <list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

class Model {
public:
    struct Section;

    Model& set(std::string_view name, std::string_view value);
    Model& set(std::string_view name, long long value) { return set(name, std::string_view(std::to_string(value))); }
    // One more row of the section; the reference lives as long as this model.
    Model& add(std::string_view section);
    Model& show_if(bool condition, std::string_view section);
    // Sets the value and shows the section NAME_ROW, unless the value is empty.
    Model& set_if_any(std::string_view name, std::string_view value);

    [[nodiscard]] std::string_view value(std::string_view name) const;  // "" when absent
    [[nodiscard]] std::vector<const Model*> rows(std::string_view section) const;
    [[nodiscard]] bool shows(std::string_view section) const { return !rows(section).empty(); }

    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& values() const { return values_; }
    [[nodiscard]] const std::list<Section>& sections() const { return sections_; }

private:
    std::vector<std::pair<std::string, std::string>> values_;
    std::list<Section> sections_;
};

struct Model::Section {
    std::string name;
    Model row;
};

}  // namespace web
