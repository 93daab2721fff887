// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/audit_words.h"

#include "cgi/pages/crm_specs.h"
#include "cgi/pages/right_words.h"
#include "cgi/pages/setting_keys.h"
#include "common/db/crm_tables.h"
#include "common/db/time_text.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace pages {

namespace {

using i18n::message;

constexpr std::size_t most_names = 10'000;

constexpr std::array specs_with_words{&specs::accounts,    &specs::groups,    &specs::user_types,     &specs::customers,
                                      &specs::contacts,    &specs::notes,     &specs::trunks,         &specs::speeddial,
                                      &specs::do_not_call, &specs::campaigns, &specs::dispositions,   &specs::diallist,
                                      &specs::dialedlist,  &specs::surveys,   &specs::survey_results, &specs::holidays};

// Fields that are in no list.
struct FieldWord {
    std::string_view field;
    i18n::Message word;
};
constexpr std::array other_words{
    FieldWord{"password", message("Password")},     FieldWord{"failures", message("Failed sign-ins")},
    FieldWord{"surveyoption", message("Question")}, FieldWord{"optionnote", message("Hint for the agent")},
    FieldWord{"optiontype", message("Kind")},       FieldWord{"choices", message("Choices")},
    FieldWord{"position", message("Order")},        FieldWord{"answer", message("Answer")},
    FieldWord{"customerid", message("Customer")},   FieldWord{"contactid", message("Contact")}};

struct Described {
    const db::TableField& table;
    const FieldSpec& spec;
};

std::optional<Described> find_field(std::string_view object, std::string_view field)
{
    for (const auto* spec : specs_with_words) {
        if (spec->table.table.text() != object) continue;
        for (std::size_t i = 0; i < spec->fields.size(); ++i) {
            if (spec->fields[i].name == field) return Described{spec->table.fields[i], spec->fields[i]};
        }
    }
    return std::nullopt;
}

db::Reference reference_of(std::string_view object)
{
    if (object == db::tables::account.table.text()) return db::Reference::account;
    if (object == db::tables::group.table.text()) return db::Reference::group;
    if (object == db::tables::campaign.table.text()) return db::Reference::campaign;
    if (object == db::tables::user_type.table.text()) return db::Reference::user_type;
    return db::Reference::none;
}

std::size_t place_of(std::string_view field)
{
    const auto& fields = specs::audit.fields;
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == field; });
    if (found == fields.end()) throw std::logic_error("the audit log has no field " + std::string(field));
    return static_cast<std::size_t>(found - fields.begin());
}

}  // namespace

AuditWords::AuditWords(db::LazyConnection& db, const ManagerFrame& frame)
    : frame_(frame),
      records_(db, db::tables::audit),
      object_(place_of("object")),
      objectid_(place_of("objectid")),
      field_(place_of("field")),
      before_(place_of("oldvalue")),
      after_(place_of("newvalue"))
{
}

RowWriter AuditWords::writer(const web::Request& request)
{
    return [this, request, names = Names{}](db::GridRow& row) mutable {
        if (names.size() > most_names) names.clear();
        write(request, row, names);
    };
}

void AuditWords::write(const web::Request& request, db::GridRow& row, Names& names)
{
    const auto object = row.cells.at(object_).value_or("");
    const auto field = row.cells.at(field_).value_or("");
    for (const auto place : {before_, after_}) {
        auto& cell = row.cells.at(place);
        if (cell && !cell->empty()) cell = value(request, object, field, *cell, names);
    }
    row.cells.at(field_) = caption(request, object, field);
    auto& id = row.cells.at(objectid_);
    if (const auto found = id ? name(reference_of(object), *id, names) : ""; !found.empty()) *id += " (" + found + ")";
}

std::string AuditWords::caption(const web::Request& request, std::string_view object, const std::string& field) const
{
    if (const auto described = find_field(object, field)) return frame_.word(request, described->spec.caption);
    if (object == db::tables::user_type.table.text()) {
        if (const auto page = crm::parse_page(field)) return frame_.word(request, page_word(*page));
    }
    if (const auto* key = find_setting_key(field); key != nullptr) return frame_.word(request, key->label);
    const auto other =
        std::find_if(other_words.begin(), other_words.end(), [&](const auto& word) { return word.field == field; });
    return other == other_words.end() ? field : frame_.word(request, other->word);
}

std::string AuditWords::value(const web::Request& request, std::string_view object, const std::string& field,
                              const std::string& stored, Names& names)
{
    const auto described = find_field(object, field);
    if (!described) {
        const bool is_right = object == db::tables::user_type.table.text() && crm::parse_page(field);
        return is_right ? right_words(request, frame_, stored) : stored;
    }
    for (const auto& [code, word] : described->spec.words) {
        if (code == stored) return frame_.word(request, word);
    }
    if (described->table.column.type == crm::ColumnType::datetime) {
        const auto time = db::parse_time_text(stored);
        return time ? i18n::format_date_time(*time, request.language()) : stored;
    }
    if (described->table.reference != db::Reference::none && stored == "0") return "";
    const auto found = name(described->table.reference, stored, names);
    return found.empty() ? stored : found;
}

std::string AuditWords::name(db::Reference reference, const std::string& id, Names& names)
{
    const auto number = runtime::to_number(id).value_or(0);
    if (reference == db::Reference::none || number <= 0) return "";
    const auto [found, is_new] = names.try_emplace({reference, id});
    if (is_new) found->second = records_.name_of(reference, static_cast<unsigned>(number));
    return found->second;
}

}  // namespace pages
