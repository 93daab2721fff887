// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/record_form.h"

#include "cgi/pages/holiday_lines.h"
#include "cgi/pages/text_mark.h"
#include "common/db/time_text.h"
#include "common/dialing/hours_text.h"
#include "common/dialing/time_zones.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace pages {

namespace {

std::optional<FieldProblem> check_number(const FieldSpec& spec, std::string_view text)
{
    const auto number = runtime::to_number(text);
    const bool fits = number && *number >= spec.least && *number <= spec.most;
    return fits ? std::nullopt : std::optional{FieldProblem::not_in_range};
}

// With two places behind the point, as the database keeps it.
std::optional<FieldFlaw> read_decimal(const FieldSpec& spec, std::string& text)
{
    std::ranges::replace(text, ',', '.');
    const auto point = text.find('.');
    const auto places = point == std::string::npos ? std::string{} : text.substr(point + 1);
    const auto whole = runtime::to_number(text.substr(0, point));
    const auto fraction = places.empty() ? std::optional{0LL} : runtime::to_number(places);
    if (!whole || *whole < 0 || !fraction || *fraction < 0 || places.size() > 2) return FieldProblem::no_decimal;
    const auto hundredths = *whole * 100 + (places.size() == 1 ? *fraction * 10 : *fraction);
    if (hundredths < spec.least * 100 || hundredths > spec.most * 100) return FieldProblem::no_decimal;
    text = fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
    return std::nullopt;
}

FieldProblem problem_of(dialing::HoursFlaw::Kind kind)
{
    using Kind = dialing::HoursFlaw::Kind;
    switch (kind) {
        case Kind::unknown_day:
            return FieldProblem::no_day;
        case Kind::no_hours:
            return FieldProblem::no_hours;
        case Kind::bad_time:
            return FieldProblem::no_hour;
        case Kind::not_a_span:
            return FieldProblem::no_span;
        case Kind::ends_too_soon:
            return FieldProblem::ends_too_soon;
        case Kind::out_of_order:
            return FieldProblem::out_of_order;
        case Kind::day_twice:
            break;
    }
    return FieldProblem::day_twice;
}

std::optional<FieldFlaw> read_week(const FieldSpec& spec, std::string& text)
{
    const auto hours = dialing::read_hours(text);
    if (!hours) return FieldFlaw{problem_of(hours.error().kind), hours.error().place};
    if (hours.value()) text = dialing::format_hours(*hours.value());
    return is_longer(text, spec.longest) ? std::optional{FieldFlaw{FieldProblem::too_long}} : std::nullopt;
}

std::optional<FieldFlaw> read_zones(const FieldSpec& spec, std::string& text)
{
    std::string zones;
    for (const auto& zone : runtime::split_list(text, ',')) {
        if (!dialing::clock_of(zone, {})) return FieldFlaw{FieldProblem::no_zone, zone};
        zones += (zones.empty() ? "" : ",") + zone;
    }
    text = zones;
    return is_longer(text, spec.longest) ? std::optional{FieldFlaw{FieldProblem::too_long}} : std::nullopt;
}

std::optional<FieldProblem> check_text(const FieldSpec& spec, std::string& text)
{
    switch (spec.input) {
        case Input::phone:
            if (!looks_like_phone(text)) return FieldProblem::no_number;
            break;
        case Input::email:
            if (!looks_like_email(text)) return FieldProblem::no_email;
            break;
        case Input::website:
            if (text.find("://") == std::string::npos) text = "http://" + text;
            if (!looks_like_website(text)) return FieldProblem::no_website;
            break;
        case Input::choice:
            if (std::none_of(spec.words.begin(), spec.words.end(), [&](const auto& w) { return w.value == text; }))
                return FieldProblem::not_offered;
            break;
        default:
            break;
    }
    return is_longer(text, spec.longest) ? std::optional{FieldProblem::too_long} : std::nullopt;
}

void add_option(web::Model& row, std::string_view value, std::string_view word, std::string_view current)
{
    row.add("OPTION").set("OPTION_VALUE", value).set("OPTION_WORD", word).show_if(value == current, "OPTION_CHOSEN");
}

std::string_view input_section(Input input)
{
    switch (input) {
        case Input::area:
            return "IS_AREA";
        case Input::number:
        case Input::minutes:
            return "IS_NUMBER";
        case Input::phone:
            return "IS_PHONE";
        case Input::datetime:
            return "IS_TIME";
        case Input::date:
            return "IS_DAY";
        case Input::choice:
        case Input::reference:
            return "IS_SELECT";
        case Input::flag:
            return "IS_FLAG";
        case Input::hidden:
            return "IS_HIDDEN";
        case Input::none:
        case Input::text:
        case Input::decimal:
        case Input::hours:
        case Input::zones:
        case Input::email:
        case Input::website:
            break;
    }
    return "IS_TEXT";
}

std::string_view typed_value(const web::Request::Fields& fields, std::string_view name)
{
    const auto found = fields.find(name);
    return found == fields.end() ? std::string_view{} : std::string_view(found->second);
}

// Fields whose absence from a request says nothing: what is there stays, or begins as the spec says.
bool stays_when_absent(Input input)
{
    return input == Input::choice || input == Input::number || input == Input::decimal || input == Input::minutes;
}

std::string minutes_text(const std::string& seconds)
{
    const auto number = runtime::to_number(seconds);
    return number ? std::to_string((*number + 59) / 60) : "";
}

}  // namespace

std::string mark_of(const db::RecordValues& values)
{
    std::string all;
    for (const auto& value : values)
        all += value ? std::to_string(value->size()) + ":" + *value : "-";
    return text_mark(all);
}

std::optional<FieldFlaw> read_field(const FieldSpec& spec, std::string_view typed, std::optional<std::string>& stored)
{
    std::string text{runtime::trim(typed)};
    if (text == "http://" || text == "https://") text.clear();
    stored = text;
    if (spec.input == Input::flag) {
        stored = text == "1" ? "1" : "0";
        return std::nullopt;
    }
    if (text.empty()) {
        if (spec.is_needed) return FieldProblem::needed;
        if (spec.input == Input::datetime) stored.reset();
        if (spec.input == Input::number || spec.input == Input::decimal || spec.input == Input::minutes ||
            spec.input == Input::reference || spec.input == Input::hidden)
            stored = "0";
        return std::nullopt;
    }
    switch (spec.input) {
        case Input::number:
            return check_number(spec, text);
        case Input::minutes:
            if (const auto problem = check_number(spec, text)) return problem;
            stored = std::to_string(runtime::to_number(text).value_or(0) * 60);
            return std::nullopt;
        case Input::decimal:
        case Input::hours:
        case Input::zones: {
            auto* read = spec.input == Input::decimal ? read_decimal
                         : spec.input == Input::hours ? read_week
                                                      : read_zones;
            auto flaw = read(spec, text);
            stored = text;
            return flaw;
        }
        case Input::date: {
            const auto day = read_day(text);
            if (!day) return FieldProblem::no_day_of_year;
            stored = *day;
            return std::nullopt;
        }
        case Input::datetime: {
            const auto time = i18n::parse_local_time(text);
            if (!time) return FieldProblem::no_time;
            stored = db::to_time_text(time->begin).substr(0, 19);
            return std::nullopt;
        }
        case Input::reference:
        case Input::hidden:
            return check_number(spec, text) ? std::optional{FieldProblem::not_offered} : std::nullopt;
        default: {
            const auto problem = check_text(spec, text);
            stored = text;
            return problem;
        }
    }
}

RecordForms::RecordForms(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec)
    : frame_(frame), spec_(spec), records_(db, spec.table), stored_(db::stored_fields(spec.table))
{
    const auto& fields = spec.table.fields;
    const bool same = std::equal(fields.begin(), fields.end(), spec.fields.begin(), spec.fields.end(),
                                 [](const auto& a, const auto& b) { return a.column.name == b.name; });
    if (!same) throw std::logic_error("the words of " + std::string(spec.path) + " are not those of its table");
}

bool RecordForms::is_asked(const web::Request& request, std::size_t field) const
{
    if (spec_.fields[field].input == Input::none) return false;
    return spec_.table.fields[field].reference != db::Reference::group || request.scope().is_everything();
}

std::optional<FieldFlaw> RecordForms::check_reference(const web::Request& request, std::size_t field,
                                                      std::optional<std::string>& stored)
{
    const auto id = static_cast<unsigned>(runtime::to_number(stored.value_or("0")).value_or(0));
    if (id == 0) return spec_.fields[field].is_needed ? std::optional{FieldFlaw{FieldProblem::needed}} : std::nullopt;
    const bool known = records_.covers(request.scope(), spec_.table.fields[field].reference, id);
    return known ? std::nullopt : std::optional{FieldFlaw{FieldProblem::not_offered}};
}

// A campaign's numbers are its group's: else nobody who may see the campaign could see them.
void RecordForms::check_campaign(RecordForm& form)
{
    std::optional<std::string> group, campaign;
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        const auto reference = spec_.table.fields[stored_[i]].reference;
        if (reference == db::Reference::group) group = form.values[i];
        if (reference == db::Reference::campaign) campaign = form.values[i];
    }
    if (!campaign || *campaign == "0" || !group || form.problems.contains("campaign")) return;
    const auto id = static_cast<unsigned>(runtime::to_number(*campaign).value_or(0));
    const auto of_group = crm::Scope::of_group(static_cast<unsigned>(runtime::to_number(*group).value_or(0)));
    if (!records_.covers(of_group, db::Reference::campaign, id))
        form.problems.emplace("campaign", FieldProblem::other_group);
}

RecordForm RecordForms::read(const web::Request& request, const db::RecordValues* before, const Withheld& withheld)
{
    RecordForm form;
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        const auto field = stored_[i];
        const auto& spec = spec_.fields[field];
        const auto reference = spec_.table.fields[field].reference;
        auto& value = form.values.emplace_back(before != nullptr ? (*before)[i] : std::optional<std::string>{"0"});
        if (!is_asked(request, field) || withheld.contains(spec.name)) {
            if (reference == db::Reference::group && before == nullptr)
                value = std::to_string(request.account().groupid);
            continue;
        }
        const bool is_sent = request.params.contains(spec.name) || !stays_when_absent(spec.input);
        if (!is_sent && before != nullptr) continue;
        const std::string_view typed = is_sent ? std::string_view(request.param(spec.name)) : spec.preset;
        auto problem = read_field(spec, typed, value);
        const bool is_empty = runtime::trim(typed).empty();
        const bool is_count = spec.input == Input::number || spec.input == Input::minutes;
        if (is_empty && is_count && spec_.table.fields[field].may_be_null) value.reset();
        if (!problem && reference != db::Reference::none) problem = check_reference(request, field, value);
        if (problem) form.problems.emplace(spec.name, *problem);
    }
    check_campaign(form);
    return form;
}

std::string RecordForms::value_of(const RecordForm& form, std::string_view field) const
{
    for (std::size_t i = 0; i < stored_.size(); ++i)
        if (spec_.fields[stored_[i]].name == field) return form.values[i].value_or("");
    throw std::logic_error("no such field in the form of " + std::string(spec_.path));
}

web::Request::Fields RecordForms::shown(const db::RecordValues& values) const
{
    web::Request::Fields shown;
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        const auto& spec = spec_.fields[stored_[i]];
        auto text = values[i].value_or("");
        if (spec.input == Input::datetime) {
            const auto time = db::parse_time_text(text);
            text = time ? i18n::format_local_time(*time) : "";
        }
        if (spec.input == Input::minutes) text = minutes_text(text);
        shown.emplace(spec.name, std::move(text));
    }
    return shown;
}

web::Request::Fields RecordForms::presets(const web::Request& request) const
{
    web::Request::Fields presets;
    for (const auto field : stored_) {
        const auto& spec = spec_.fields[field];
        const auto& wanted = request.param(spec.name);
        presets.emplace(spec.name, wanted.empty() ? std::string(spec.preset) : wanted);
        if (spec.input == Input::datetime && wanted.empty() && spec.begins_now)
            presets[std::string(spec.name)] = i18n::format_local_time(request.now);
    }
    return presets;
}

void RecordForms::fill_choices(web::Model& row, const web::Request& request, std::size_t field,
                               std::string_view current)
{
    const auto& spec = spec_.fields[field];
    const auto reference = spec_.table.fields[field].reference;
    for (const auto& [value, word] : spec.words)
        add_option(row, value, frame_.word(request, word), current);
    if (reference == db::Reference::none) return;
    row.show_if(!spec.is_needed || current.empty(), "NO_OPTION");
    for (const auto& choice : records_.choices(request.scope(), reference))
        add_option(row, std::to_string(choice.id), choice.name, current);
}

void RecordForms::fill(web::Model& model, const web::Request& request, const web::Request::Fields& typed,
                       const FieldProblems& problems, bool pick, const Withheld& withheld,
                       const std::vector<MoreChoices>& more, const std::vector<FieldNote>& notes)
{
    for (const auto field : stored_) {
        const auto& spec = spec_.fields[field];
        if (!is_asked(request, field) || withheld.contains(spec.name)) continue;
        if (pick && (spec.input == Input::hidden || spec.is_one_by_one)) continue;
        const auto value = typed_value(typed, spec.name);
        auto& row = model.add("FIELD");
        if (!pick && !spec.section.is_empty())
            row.add("SECTION").set("SECTION_TITLE", frame_.word(request, spec.section));
        if (!pick && !spec.when_field.empty())
            row.add("WHEN").set("WHEN_FIELD", spec.when_field).set("WHEN_VALUES", spec.when_values);
        row.set("NAME", spec.name).set("CAPTION", frame_.word(request, spec.caption)).set("VALUE", value);
        row.set_if_any("HELP", frame_.word(request, spec.help));
        auto& input = row.add(input_section(spec.input));
        if (spec.longest > 0) input.add("LONGEST_ROW").set("LONGEST", static_cast<long long>(spec.longest));
        input.set("LEAST", spec.least).set("MOST", spec.most).show_if(value == "1", "CHECKED");
        input.show_if(spec.is_needed && !pick, "REQUIRED");
        row.show_if(spec.is_needed && !pick, "NEEDED_MARK").show_if(pick, "PICK");
        row.show_if(!typed.empty() && typed.contains("set_" + std::string(spec.name)), "PICKED");
        if (spec.input == Input::choice || spec.input == Input::reference) fill_choices(input, request, field, value);
        for (const auto& [name, choices] : more) {
            if (name != spec.name) continue;
            for (const auto& [code, word] : choices)
                add_option(input, code, word, value);
        }
        const auto problem = problems.find(spec.name);
        if (problem != problems.end()) {
            auto& flaw = row.add("FIELD_PROBLEM");
            flaw.set("PLACE", problem->second.place).add(section_of(problem->second));
        }
        for (const auto& note : notes) {
            if (note.field != spec.name) continue;
            row.add("FIELD_NOTE").set("NOTE_VALUE", note.value).set("NOTE_TEXT", note.text);
        }
    }
}

}  // namespace pages
