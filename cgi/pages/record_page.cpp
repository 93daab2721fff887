// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/record_page.h"

#include "cgi/pages/page_right.h"

namespace pages {

RecordPage::RecordPage(db::LazyConnection& db, const ManagerFrame& frame, const GridSpec& spec, RecordRules* rules)
    : db_(db), frame_(frame), spec_(spec), rules_(rules), forms_(db, frame, spec)
{
}

web::Response RecordPage::show_new(const web::Request& request)
{
    const auto copy = spec_.may_copy ? request.id("copy") : std::nullopt;
    const auto values = copy ? forms_.records().find(request.scope(), *copy) : std::nullopt;
    return form(request, 0, values ? forms_.shown(*values) : forms_.presets(request), {}, "", 200);
}

web::Response RecordPage::show_edit(const web::Request& request)
{
    const auto id = request.id("id");
    const auto values = id ? forms_.records().find(request.scope(), *id) : std::nullopt;
    if (!values) return web::not_found();
    return form(request, *id, forms_.shown(*values), {}, mark_of(*values), 200);
}

web::Response RecordPage::form(const web::Request& request, std::uint64_t id, const web::Request::Fields& typed,
                               const FieldProblems& problems, std::string_view seen, int status)
{
    auto model = frame_.model(request, spec_.menu);
    model.set("TITLE", frame_.word(request, id == 0 ? spec_.new_title : spec_.edit_title));
    model.set("LIST_TITLE", frame_.word(request, spec_.title)).set("ADDRESS", manager_address(spec_.path));
    model.set("ID", static_cast<long long>(id)).set("SEEN", seen);
    const bool may_save = may(request, spec_.menu, crm::Right::edit);
    model.show_if(may_save, "MAY_SAVE").show_if(!may_save, "LOOK_ONLY");
    model.show_if(spec_.may_delete && id != 0 && may(request, spec_.menu, crm::Right::remove), "MAY_DELETE");
    if (id != 0 && spec_.may_copy && may_save)
        model.add("MAY_COPY").set("COPY_ADDRESS", manager_address(spec_.path) + "/new?copy=" + std::to_string(id));
    if (id == 0 && spec_.may_copy) model.set_if_any("COPIED", request.param("copy"));
    model.show_if(status == 409, "CHANGED_MEANWHILE");
    forms_.fill(model, request, typed, problems, false, {}, {},
                rules_ != nullptr ? rules_->notes(request) : std::vector<FieldNote>{});
    return frame_.show(request, "record.html", model, status);
}

web::Response RecordPage::save(const web::Request& request)
{
    const auto id = request.id("id");
    const auto before = id ? forms_.records().find(request.scope(), *id) : std::nullopt;
    if (!request.param("id").empty() && request.param("id") != "0" && !before) return web::not_found();
    auto read = forms_.read(request, before ? &*before : nullptr);
    if (rules_ != nullptr) rules_->check(request, forms_, read);
    const auto again = [&](std::string_view seen, int status) {
        return form(request, id.value_or(0), request.params, read.problems, seen, status);
    };
    if (!read.problems.empty()) return again(request.param("seen"), 422);
    runtime::Errc failure{};
    if (!before) {
        const auto added = add(request, read);
        if (added) return web::see_other(manager_address(spec_.path) + "?saved=1");
        failure = added.error().code;
    } else {
        if (mark_of(*before) != request.param("seen")) return again(mark_of(*before), 409);
        const auto changed =
            forms_.records().change(request.scope(), *id, *before, read.values, request.actor(), request.now);
        if (changed) return web::see_other(manager_address(spec_.path) + "?saved=1");
        failure = changed.error().code;
        if (failure == runtime::Errc::not_found) return web::not_found();
    }
    if (failure == runtime::Errc::refused) return again(request.param("seen"), 409);
    read.problems.emplace(spec_.fields.front().name, FieldProblem::taken);
    return again(request.param("seen"), 422);
}

runtime::Result<void> RecordPage::add(const web::Request& request, const RecordForm& form)
{
    db::Transaction transaction{db_.get()};
    BOOST_OUTCOME_TRY(id, forms_.records().insert(form.values, request.actor(), request.now));
    const auto copy = spec_.may_copy ? request.id("copy") : std::nullopt;
    if (copy && rules_ != nullptr && forms_.records().find(request.scope(), *copy)) rules_->copied(request, *copy, id);
    transaction.commit();
    return runtime::outcome::success();
}

}  // namespace pages
