// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/account_type_page.h"

#include "cgi/pages/crm_specs.h"
#include "cgi/pages/right_words.h"
#include "common/i18n/format.h"

#include <algorithm>

namespace pages {

namespace {

std::string right_name(crm::Page page, crm::Right right)
{
    return "r_" + std::string(crm::to_string(page)) + "_" + std::string(crm::to_string(right));
}

crm::PageRights read_rights(const web::Request& request, crm::UserType base)
{
    crm::PageRights rights{base};
    for (const auto page : crm::all_pages()) {
        for (const auto right : crm::all_rights) {
            if (request.param(right_name(page, right)) == "1") rights.give(page, right);
        }
    }
    return rights;
}

// What the form saw: the type and its rights.
std::string mark_of_type(const db::RecordValues& values, const crm::PageRights& rights)
{
    auto all = values;
    for (const auto page : crm::all_pages())
        all.emplace_back(rights.words(page));
    return mark_of(all);
}

}  // namespace

AccountTypePage::AccountTypePage(db::LazyConnection& db, const ManagerFrame& frame)
    : frame_(frame), spec_(specs::user_types), forms_(db, frame, spec_), types_(db)
{
}

std::optional<AccountTypePage::Found> AccountTypePage::find(const web::Request& request)
{
    const auto id = request.id("id");
    const auto type = id ? types_.find(*id) : std::nullopt;
    auto values = type ? forms_.records().find(request.scope(), *id) : std::nullopt;
    if (!values) return std::nullopt;
    return Found{*id, type->name, std::move(*values), types_.rights(type->base, *id)};
}

web::Response AccountTypePage::show_new(const web::Request& request)
{
    return form(request, {}, nullptr, "", 200);
}

web::Response AccountTypePage::show_edit(const web::Request& request)
{
    const auto found = find(request);
    if (!found) return web::not_found();
    return form(request, found, nullptr, mark_of_type(found->values, found->rights), 200);
}

web::Response AccountTypePage::form(const web::Request& request, const std::optional<Found>& found, const Typed* typed,
                                    std::string_view seen, int status)
{
    auto model = frame_.model(request, spec_.menu);
    model.set("TITLE", found ? found->name : frame_.word(request, spec_.new_title));
    model.set("LIST_TITLE", frame_.word(request, spec_.title)).set("ADDRESS", manager_address(spec_.path));
    model.set("ID", found ? static_cast<long long>(found->id) : 0).set("SEEN", seen);
    model.show_if(status == 409, "CHANGED_MEANWHILE");
    if (found)
        model.add("MAY_DELETE").set("DELETE_ADDRESS", manager_address("/types/delete?id=") + std::to_string(found->id));
    forms_.fill(model, request,
                typed != nullptr ? request.params
                : found          ? forms_.shown(found->values)
                                 : forms_.presets(request),
                typed != nullptr ? typed->problems : FieldProblems{}, false, found ? Withheld{"basetype"} : Withheld{});
    if (found) model.add(found->rights.base() == crm::UserType::agent ? "BASE_AGENT" : "BASE_GROUPADMIN");
    fill_rights(model, request,
                typed != nullptr ? typed->rights
                : found          ? found->rights
                                 : crm::PageRights{crm::UserType::agent},
                !found);
    return frame_.show(request, "account_type.html", model, status);
}

void AccountTypePage::fill_rights(web::Model& model, const web::Request& request, const crm::PageRights& rights,
                                  bool is_new) const
{
    for (const auto right : crm::all_rights)
        model.add("RIGHT").set("RIGHT_WORD", frame_.word(request, right_word(right)));
    for (const auto page : crm::all_pages()) {
        const auto allowed = [&](crm::Right right) {
            const auto by = [&](crm::UserType base) { return crm::base_allows(base, page, right); };
            return is_new ? std::any_of(crm::base_types.begin(), crm::base_types.end(), by) : by(rights.base());
        };
        if (!allowed(crm::Right::view)) continue;
        const auto word = frame_.word(request, page_word(page));
        auto& row = model.add("PAGE");
        row.set("PAGE_WORD", word);
        for (const auto right : crm::all_rights) {
            auto& cell = row.add("CELL");
            if (!allowed(right)) continue;
            auto& box = cell.add("BOX");
            box.set("BOX_NAME", right_name(page, right)).set("BOX_RIGHT", crm::to_string(right));
            box.set("BOX_LABEL", word + ": " + frame_.word(request, right_word(right)));
            box.show_if(rights.may(page, right), "GIVEN");
            box.show_if(crm::is_always_given(rights.base(), page, right), "FIXED");
            box.show_if(crm::is_always_given(crm::UserType::agent, page, right), "FIXED_FOR_AGENTS");
            box.show_if(!crm::base_allows(crm::UserType::agent, page, right), "NOT_FOR_AGENTS");
        }
    }
}

AccountTypePage::Typed AccountTypePage::read(const web::Request& request, const std::optional<Found>& found)
{
    auto form = forms_.read(request, found ? &found->values : nullptr, found ? Withheld{"basetype"} : Withheld{});
    const auto typed_base = crm::parse_user_type(request.param("basetype")).value_or(crm::UserType::agent);
    return {std::move(form.values), std::move(form.problems),
            read_rights(request, found ? found->rights.base() : typed_base)};
}

web::Response AccountTypePage::save(const web::Request& request)
{
    const bool is_new = request.param("id").empty() || request.param("id") == "0";
    const auto found = is_new ? std::nullopt : find(request);
    if (!is_new && !found) return web::not_found();
    auto typed = read(request, found);
    const auto& seen = request.param("seen");
    if (!typed.problems.empty()) return form(request, found, &typed, seen, 422);
    std::optional<runtime::Errc> failure;
    if (is_new) {
        const auto added = types_.add(typed.values, typed.rights, request.actor(), request.now);
        if (!added) failure = added.error().code;
    } else {
        const auto mark = mark_of_type(found->values, found->rights);
        if (mark != seen) return form(request, found, &typed, mark, 409);
        const auto changed = types_.change(found->id, found->values, found->rights, typed.values, typed.rights,
                                           request.actor(), request.now);
        if (!changed) failure = changed.error().code;
    }
    if (!failure) return web::see_other(manager_address(spec_.path) + "?saved=1");
    if (*failure == runtime::Errc::not_found) return web::not_found();
    if (*failure == runtime::Errc::refused) return form(request, found, &typed, seen, 409);
    typed.problems.emplace("usertypename", FieldProblem::taken);
    return form(request, found, &typed, seen, 422);
}

web::Response AccountTypePage::ask_delete(const web::Request& request)
{
    const auto found = find(request);
    return found ? deletion(request, *found, 200) : web::not_found();
}

web::Response AccountTypePage::deletion(const web::Request& request, const Found& found, int status)
{
    auto model = frame_.model(request, spec_.menu);
    model.set("NAME", found.name).set("ID", static_cast<long long>(found.id));
    model.set("LIST_TITLE", frame_.word(request, spec_.title)).set("ADDRESS", manager_address(spec_.path));
    const auto accounts = types_.accounts_of(found.id);
    model.show_if(accounts == 0, "UNUSED");
    if (accounts > 0) model.add("IN_USE").set("ACCOUNTS", i18n::format_number(accounts, request.language()));
    return frame_.show(request, "account_type_delete.html", model, status);
}

web::Response AccountTypePage::remove(const web::Request& request)
{
    const auto found = find(request);
    if (!found) return web::not_found();
    const auto removed = types_.remove(found->id, request.actor(), request.now);
    if (removed) return web::see_other(manager_address(spec_.path) + "?deleted=1");
    if (removed.error().code == runtime::Errc::not_found) return web::not_found();
    return deletion(request, *found, 409);
}

}  // namespace pages
