// SPDX-License-Identifier: GPL-3.0-or-later
// A form over a CrmTable: what was typed becomes the values to store, or a problem beside the field. Rows of a group
// administrator are their group's, whatever was sent; a reference names a row the visitor may see, or none.
#pragma once

#include "cgi/pages/field_check.h"
#include "cgi/pages/grid_spec.h"
#include "cgi/pages/manager_frame.h"
#include "common/db/record_gateway.h"

#include <set>
#include <string>
#include <vector>

namespace pages {

struct RecordForm {
    db::RecordValues values;  // as db::stored_fields(); those that are not asked for come from `before`
    FieldProblems problems;
};

// What a form saw when it was opened.
[[nodiscard]] std::string mark_of(const db::RecordValues& values);

// Names of fields that are neither shown nor changed this time.
using Withheld = std::set<std::string_view>;

// Said below a field while it has the value.
struct FieldNote {
    std::string_view field;
    std::string value;
    std::string text;
};

// Choices a field has beside those of its spec: value and word.
struct MoreChoices {
    std::string_view field;
    std::vector<std::pair<std::string, std::string>> choices;
};

// Is the field's value right by itself? Fills `stored`; references are looked up by the caller.
[[nodiscard]] std::optional<FieldFlaw> read_field(const FieldSpec& spec, std::string_view typed,
                                                  std::optional<std::string>& stored);

class RecordForms {
public:
    // All outlive it. std::logic_error when spec and table do not describe the same fields.
    RecordForms(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec);

    [[nodiscard]] RecordForm read(const web::Request& request, const db::RecordValues* before,
                                  const Withheld& withheld = {});
    // What the form shows of a stored row, by field name.
    [[nodiscard]] web::Request::Fields shown(const db::RecordValues& values) const;
    [[nodiscard]] web::Request::Fields presets(const web::Request& request) const;
    // One FIELD row for each field; `pick`: with a box to tick, for a batch.
    void fill(web::Model& model, const web::Request& request, const web::Request::Fields& typed,
              const FieldProblems& problems, bool pick, const Withheld& withheld = {},
              const std::vector<MoreChoices>& more = {}, const std::vector<FieldNote>& notes = {});

    [[nodiscard]] const std::vector<std::size_t>& stored() const { return stored_; }
    // Of a form's values the one of the field; "" for none.
    [[nodiscard]] std::string value_of(const RecordForm& form, std::string_view field) const;
    [[nodiscard]] db::RecordGateway& records() { return records_; }

private:
    [[nodiscard]] bool is_asked(const web::Request& request, std::size_t field) const;
    [[nodiscard]] std::optional<FieldFlaw> check_reference(const web::Request& request, std::size_t field,
                                                           std::optional<std::string>& stored);
    void check_campaign(RecordForm& form);
    void fill_choices(web::Model& row, const web::Request& request, std::size_t field, std::string_view current);

    const ManagerFrame& frame_;
    const GridSpec& spec_;
    db::RecordGateway records_;
    std::vector<std::size_t> stored_;
};

}  // namespace pages
