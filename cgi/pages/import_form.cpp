// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/import_form.h"

#include "cgi/pages/crm_specs.h"
#include "cgi/pages/import_words.h"
#include "common/db/time_text.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

using Fields = web::Request::Fields;

std::string field(const Fields& fields, std::string_view name)
{
    const auto found = fields.find(name);
    return found == fields.end() ? "" : found->second;
}

std::string mapping_field(std::size_t column)
{
    return "m" + std::to_string(column);
}

std::vector<std::string> header_of(const crm::Preview& preview, bool has_header)
{
    return has_header && !preview.rows.empty() ? preview.rows.front().cells : std::vector<std::string>{};
}

// What people call a column of the file: by its header, else by its number.
std::string name_of(const std::vector<std::string>& header, std::size_t column)
{
    const auto number = std::to_string(column + 1);
    return column < header.size() && !header[column].empty() ? number + " " + header[column] : number;
}

void set_mapping(Fields& fields, const crm::Mapping& mapping)
{
    for (std::size_t i = 0; i < mapping.size(); ++i)
        fields[mapping_field(i)] = mapping[i] ? std::to_string(*mapping[i]) : "";
}

std::optional<std::size_t> column_of_file(const std::string& typed, std::size_t width)
{
    const auto number = runtime::to_number(typed);
    if (!number || *number < 0 || static_cast<std::size_t>(*number) >= width) return std::nullopt;
    return static_cast<std::size_t>(*number);
}

}  // namespace

ImportForm::ImportForm(db::LazyConnection& db, const ManagerFrame& frame, db::ImportJobGateway& jobs)
    : frame_(frame), jobs_(jobs), references_(db, specs::customers.table)
{
}

Fields ImportForm::presets(const web::Request& request, const db::ImportJob& job, const crm::Preview& preview)
{
    const auto table = crm::parse_import_table(job.target).value_or(crm::ImportTable::customer);
    const auto header = header_of(preview, job.header.value_or(false));
    Fields fields{{"duplicates", "skip"}, {"key", "phone"}, {"assign", "nobody"}};
    if (job.groupid != 0) fields["group"] = std::to_string(job.groupid);
    if (header.empty()) return fields;
    const auto remembered = jobs_.mapping(request.account().id, job.target, crm::header_signature(header));
    fields["numbers"] = remembered;
    if (remembered.empty() || !take_numbers(table, preview.width(), fields))
        set_mapping(fields, crm::match_header(table, header));
    fields.erase("numbers");
    return fields;
}

bool ImportForm::take_numbers(crm::ImportTable table, std::size_t width, Fields& typed)
{
    auto numbers = runtime::split_list(field(typed, "numbers"), ',');
    if (numbers.size() > width) return false;
    numbers.resize(width);
    const auto mapping = crm::parse_mapping(table, numbers);
    if (mapping) set_mapping(typed, *mapping);
    return mapping.has_value();
}

void ImportForm::fill(web::Model& model, const web::Request& request, const db::ImportJob& job,
                      const crm::Preview& preview, const Fields& typed, const ImportProblems& problems)
{
    const auto table = crm::parse_import_table(job.target).value_or(crm::ImportTable::customer);
    for (const auto& problem : problems)
        model.add("PROBLEM_" + problem);
    fill_columns(model, request, table, job.header.value_or(false), preview, typed);
    fill_choices(model, request, typed);
    model.set("NUMBERS", field(typed, "numbers"));
    model.add("DUPLICATES_" + field(typed, "duplicates"));
    model.add("KEY_" + field(typed, "key"));
    model.add("ASSIGN_" + field(typed, "assign"));
    const bool is_dial_list = table == crm::ImportTable::diallist;
    model.show_if(is_dial_list, "OWN_DIAL").show_if(!is_dial_list, "BESIDE_DIAL");
    model.show_if(field(typed, "dial") == "1", "DIAL_WANTED");
    model.set("FIXED_TIME", field(typed, "fixed_time")).set("EXTENSIONS", field(typed, "extensions"));
}

void ImportForm::fill_columns(web::Model& model, const web::Request& request, crm::ImportTable table, bool has_header,
                              const crm::Preview& preview, const Fields& typed) const
{
    const auto header = header_of(preview, has_header);
    const auto columns = crm::columns_of(table);
    for (std::size_t i = 0; i < preview.width(); ++i) {
        auto& head = model.add("COLUMN");
        head.set("COLUMN_NAME", name_of(header, i)).set("COLUMN_FIELD", mapping_field(i));
        const auto chosen = field(typed, mapping_field(i));
        for (std::size_t c = 0; c < columns.size(); ++c) {
            auto& option = head.add("OPTION");
            const auto number = std::to_string(c);
            option.set("OPTION_VALUE", number).set("OPTION_WORD", frame_.word(request, column_word(table, c)));
            option.show_if(chosen == number, "CHOSEN");
        }
        for (const auto* place : {"NUMBER_COLUMN", "TIME_COLUMN"}) {
            auto& option = model.add(place);
            option.set("OPTION_VALUE", static_cast<long long>(i)).set("OPTION_WORD", name_of(header, i));
            const auto* name = std::string_view(place) == "NUMBER_COLUMN" ? "number_column" : "time_column";
            option.show_if(field(typed, name) == std::to_string(i), "CHOSEN");
        }
    }
    for (std::size_t r = has_header ? 1 : 0; r < preview.rows.size(); ++r) {
        auto& row = model.add("ROW");
        row.set("LINE", static_cast<long long>(preview.rows[r].line));
        for (std::size_t i = 0; i < preview.width(); ++i)
            row.add("CELL").set("CELL_TEXT", i < preview.rows[r].cells.size() ? preview.rows[r].cells[i] : "");
    }
}

void ImportForm::fill_choices(web::Model& model, const web::Request& request, const Fields& typed)
{
    const auto groups = references_.choices(request.scope(), db::Reference::group);
    if (request.scope().is_everything()) {
        auto& choice = model.add("GROUP_CHOICE");
        for (const auto& group : groups) {
            auto& option = choice.add("OPTION");
            option.set("OPTION_VALUE", group.id).set("OPTION_WORD", group.name);
            option.show_if(field(typed, "group") == std::to_string(group.id), "CHOSEN");
        }
    }
    for (const auto& campaign : references_.choices(request.scope(), db::Reference::campaign)) {
        auto& option = model.add("CAMPAIGN");
        const auto group = std::ranges::find(groups, campaign.groupid, &db::ReferenceChoice::id);
        const bool tells_group = request.scope().is_everything() && group != groups.end();
        option.set("OPTION_VALUE", campaign.id);
        option.set("OPTION_WORD", tells_group ? campaign.name + " (" + group->name + ")" : campaign.name);
        option.show_if(field(typed, "campaign") == std::to_string(campaign.id), "CHOSEN");
    }
}

ImportForm::Read ImportForm::read(const web::Request& request, const db::ImportJob& job, const crm::Preview& preview)
{
    Read read;
    auto& plan = read.plan;
    plan.table = crm::parse_import_table(job.target).value_or(crm::ImportTable::customer);
    plan.form = preview.form;
    plan.has_header = job.header.value_or(false);
    plan.width = preview.width();
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < plan.width; ++i)
        numbers.push_back(request.param(mapping_field(i)));
    if (auto mapping = crm::parse_mapping(plan.table, numbers)) {
        plan.mapping = std::move(*mapping);
        if (std::ranges::count(plan.mapping, std::optional(crm::required_column(plan.table))) == 0)
            read.problems.insert("needed");
    } else {
        read.problems.insert("mapping");
    }
    plan.duplicates = crm::parse_duplicates(request.param("duplicates")).value_or(crm::Duplicates::skip);
    plan.key = crm::parse_duplicate_key(request.param("key")).value_or(crm::DuplicateKey::phone);
    plan.group = read_group(request, read.problems);
    if (plan.table == crm::ImportTable::diallist || request.param("dial") == "1")
        read_dial(request, plan, read.problems);
    return read;
}

unsigned ImportForm::read_group(const web::Request& request, ImportProblems& problems)
{
    const auto& scope = request.scope();
    if (!scope.is_everything() && request.param("group").empty()) return scope.group();
    const auto id = request.id("group");
    if (!id || !references_.covers(scope, db::Reference::group, *id)) problems.insert("group");
    return id.value_or(0);
}

void ImportForm::read_dial(const web::Request& request, crm::ImportPlan& plan, ImportProblems& problems)
{
    auto& dial = plan.dial;
    dial.wanted = true;
    if (plan.table != crm::ImportTable::diallist) {
        dial.number_column = column_of_file(request.param("number_column"), plan.width);
        dial.time_column = column_of_file(request.param("time_column"), plan.width);
        if (!dial.number_column) problems.insert("number_column");
    }
    if (const auto& typed = request.param("fixed_time"); !typed.empty()) {
        const auto time = i18n::parse_local_time(typed);
        if (time)
            dial.fixed_time = db::to_time_text(time->begin);
        else
            problems.insert("fixed_time");
    }
    const auto campaigns = references_.choices(request.scope(), db::Reference::campaign);
    const auto chosen = std::ranges::find(campaigns, request.id("campaign").value_or(0), &db::ReferenceChoice::id);
    if (chosen == campaigns.end() || chosen->groupid != plan.group)
        problems.insert("campaign");
    else
        dial.campaign = chosen->id;
    read_assignment(request, plan, problems);
}

void ImportForm::read_assignment(const web::Request& request, crm::ImportPlan& plan, ImportProblems& problems)
{
    auto& assignment = plan.dial.assignment;
    const auto& choice = request.param("assign");
    assignment.wanted = choice == "group" || choice == "list";
    if (!assignment.wanted) return;
    const auto members = jobs_.extensions_of(plan.group);
    if (members.empty()) problems.insert("agents");
    if (choice == "group") return;
    for (const auto& part : runtime::split_list(request.param("extensions"), ',')) {
        const std::string extension{runtime::trim(part)};
        if (extension.empty()) continue;
        assignment.extensions.push_back(extension);
        if (std::ranges::find(members, extension) == members.end()) problems.insert("extensions");
    }
    if (assignment.extensions.empty()) problems.insert("extensions");
}

}  // namespace pages
