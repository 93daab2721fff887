// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/grid_batch.h"

#include "cgi/pages/grid_query.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

constexpr std::chrono::seconds batch_time{20};

}  // namespace

db::GridSelection selection_of(const web::Request& request)
{
    db::GridSelection selection;
    selection.whole_result = request.param("which") == "result";
    selection.up_to_id = static_cast<std::uint64_t>(runtime::to_number(request.param("up_to")).value_or(0));
    if (selection.whole_result) return selection;
    const auto take = [&](std::string_view text) {
        const auto id = runtime::to_number(text);
        if (id && *id > 0) selection.ids.push_back(static_cast<std::uint64_t>(*id));
    };
    for (const auto& id : runtime::split_list(request.param("ids"), ','))
        take(id);
    for (const auto& [name, value] : request.params) {
        if (name.starts_with('s') && value == "1") take(std::string_view(name).substr(1));
    }
    return selection;
}

std::string ids_text(const db::GridSelection& selection)
{
    std::string text;
    for (const auto id : selection.ids)
        text += (text.empty() ? "" : ",") + std::to_string(id);
    return text;
}

GridBatch::GridBatch(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec)
    : frame_(frame), spec_(spec), columns_(spec.table.columns()), grid_(db, spec.table), forms_(db, frame, spec)
{
}

web::Response GridBatch::ask(const web::Request& request)
{
    return ask_back(request, {}, 0);
}

web::Response GridBatch::ask_back(const web::Request& request, const FieldProblems& problems, std::uint64_t done)
{
    const auto query = grid_query_of(spec_, columns_, request);
    const bool is_edit = request.param("action") == "edit";
    if (query.has_problems() || (is_edit ? !spec_.has_form : !spec_.may_delete)) return web::not_found();
    const auto selection = selection_of(request);
    const auto count = grid_.count(request.scope(), query, selection);
    auto model = frame_.model(request, spec_.menu);
    model.set("TITLE", frame_.word(request, spec_.title)).set("ADDRESS", manager_address(spec_.path));
    model.set("COUNT", i18n::format_number(static_cast<long long>(count.rows), request.language()));
    model.set("WHICH", selection.whole_result ? "result" : "ticked").set("IDS", ids_text(selection));
    model.set("UP_TO", static_cast<long long>(count.up_to_id)).set("AFTER_ID", request.param("after_id"));
    model.show_if(count.rows == 0, "NOTHING").show_if(selection.whole_result && query.typed.empty(), "EVERYTHING");
    if (done > 0)
        model.add("PART_DONE")
            .set("PART", i18n::format_number(static_cast<long long>(done), request.language()))
            .set("PART_PLAIN", static_cast<long long>(done));
    for (const auto& [name, value] : crm::to_params(columns_, query))
        model.add("KEPT").set("KEPT_NAME", name).set("KEPT_VALUE", value);
    auto& action = model.add(is_edit ? "EDIT" : "DELETE");
    if (is_edit) {
        forms_.fill(action, request, request.params, problems, true);
    } else {
        for (const auto& dependant : count.dependants) {
            if (dependant.rows == 0) continue;
            const auto word = std::find_if(spec_.dependants.begin(), spec_.dependants.end(),
                                           [&](const auto& w) { return w.name == dependant.name; });
            auto& row = action.add("DEPENDANT");
            row.set("DEPENDANT_NAME", word == spec_.dependants.end() ? "" : frame_.word(request, word->word));
            row.set("DEPENDANT_COUNT", i18n::format_number(static_cast<long long>(dependant.rows), request.language()));
        }
        if (action.shows("DEPENDANT"))
            action.add("HAS_DEPENDANTS").set_if_any("HELP", frame_.word(request, spec_.dependants_help));
    }
    return frame_.show(request, "grid_batch.html", model, problems.empty() ? 200 : 422);
}

std::vector<db::FieldChange> GridBatch::changes_of(const web::Request& request, FieldProblems& problems)
{
    const auto form = forms_.read(request, nullptr);
    std::vector<db::FieldChange> changes;
    for (std::size_t i = 0; i < forms_.stored().size(); ++i) {
        const auto field = forms_.stored()[i];
        const std::string name{columns_[field].name};
        const bool is_group = name == "group";
        // A campaign brings its group along.
        const bool is_set = request.param("set_" + name) == "1" || (is_group && request.param("set_campaign") == "1");
        const auto input = spec_.fields[field].input;
        if (spec_.fields[field].is_one_by_one || !is_set || input == Input::none || input == Input::hidden ||
            (is_group && !request.scope().is_everything()))
            continue;
        if (const auto problem = form.problems.find(name); problem != form.problems.end()) problems.insert(*problem);
        changes.push_back({field, form.values[i]});
    }
    return changes;
}

web::Response GridBatch::run(const web::Request& request)
{
    const auto query = grid_query_of(spec_, columns_, request);
    const bool is_edit = request.param("action") == "edit";
    if (query.has_problems() || (is_edit ? !spec_.has_form : !spec_.may_delete)) return web::not_found();
    const auto selection = selection_of(request);
    const auto before =
        static_cast<std::uint64_t>(std::max(0LL, runtime::to_number(request.param("done")).value_or(0)));
    db::BatchProgress progress;
    if (is_edit) {
        FieldProblems problems;
        const auto changes = changes_of(request, problems);
        if (!problems.empty() || changes.empty()) return ask_back(request, problems, 0);
        auto after =
            static_cast<std::uint64_t>(std::max(0LL, runtime::to_number(request.param("after_id")).value_or(0)));
        const auto changed =
            grid_.change(request.scope(), query, selection, changes, after, request.actor(), request.now, batch_time);
        if (!changed) {
            problems.emplace(columns_[changes.front().field].name, FieldProblem::taken);
            return ask_back(request, problems, 0);
        }
        progress = changed.value();
        if (!progress.is_done) {
            auto next = request;
            next.params["after_id"] = std::to_string(after);
            return ask_back(next, {}, before + progress.rows);
        }
    } else {
        progress = grid_.remove(request.scope(), query, selection, request.param("dependants") == "delete",
                                request.actor(), request.now, batch_time);
        if (!progress.is_done) return ask_back(request, {}, before + progress.rows);
    }
    const auto total = std::to_string(before + progress.rows);
    return web::see_other(manager_address(spec_.path) + (is_edit ? "?changed=" : "?deleted=") + total);
}

}  // namespace pages
