// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/account_page.h"

#include "cgi/pages/crm_specs.h"
#include "cgi/pages/page_right.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

#include <algorithm>
#include <stdexcept>

namespace pages {

namespace {

crm::Person visitor_of(const web::Request& request)
{
    const auto& account = request.account();
    return {account.id, account.type, account.groupid};
}

unsigned to_id(const std::string& text)
{
    return static_cast<unsigned>(runtime::to_number(text).value_or(0));
}

// What the form does not let the visitor choose.
Withheld withheld_from(const web::Request& request, unsigned id)
{
    Withheld withheld;
    if (id != 0) withheld.insert("username");
    if (!request.scope().is_everything()) withheld.insert("usertype");
    if (id == request.account().id) withheld.insert({"usertype", "group", "enabled"});
    return withheld;
}

std::string shown_name(const db::Colleague& colleague)
{
    std::string name = colleague.firstname;
    if (!colleague.lastname.empty()) name += (name.empty() ? "" : " ") + colleague.lastname;
    return name;
}

bool is_named(const db::Colleague& colleague, const std::string& token)
{
    return runtime::to_lower(colleague.username) == runtime::to_lower(token) || colleague.extension == token;
}

}  // namespace

AccountPage::AccountPage(db::LazyConnection& db, const ManagerFrame& frame, web::PasswordHasher::Cost cost)
    : frame_(frame), spec_(specs::accounts), cost_(cost), forms_(db, frame, spec_), staff_(db), types_(db)
{
}

bool AccountPage::Typed::is_right() const
{
    return problems.empty() && password_problem.empty() && unknown.empty();
}

std::string AccountPage::value(const db::RecordValues& values, std::string_view field) const
{
    return db::value_of(spec_.table, values, field);
}

std::optional<std::string>& AccountPage::at(db::RecordValues& values, std::string_view field) const
{
    const auto& stored = forms_.stored();
    const auto place =
        std::find_if(stored.begin(), stored.end(), [&](auto i) { return spec_.fields[i].name == field; });
    if (place == stored.end()) throw std::logic_error("no stored field " + std::string(field));
    return values.at(static_cast<std::size_t>(place - stored.begin()));
}

std::optional<AccountPage::Found> AccountPage::find(const web::Request& request)
{
    const auto id = request.id("id");
    auto values = id ? forms_.records().find(request.scope(), *id) : std::nullopt;
    if (!values) return std::nullopt;
    const crm::Person person{*id, crm::parse_user_type(value(*values, "usertype")), to_id(value(*values, "group"))};
    const auto visitor = visitor_of(request);
    const bool may_change = may(request, spec_.menu, crm::Right::edit) && crm::may_change_account(visitor, person);
    const bool may_delete = may(request, spec_.menu, crm::Right::remove) && crm::may_delete_account(visitor, person);
    return Found{*id, std::move(*values), may_change, may_delete};
}

web::Response AccountPage::show_new(const web::Request& request)
{
    return form(request, {}, nullptr, {}, "");
}

web::Response AccountPage::show_edit(const web::Request& request)
{
    const auto found = find(request);
    return found ? form(request, *found, nullptr, {}, mark_of(found->values)) : web::not_found();
}

web::Response AccountPage::form(const web::Request& request, const Found& found, const Typed* typed, Trouble trouble,
                                std::string_view seen)
{
    auto model = frame_.model(request, spec_.menu);
    const bool is_new = found.id == 0;
    const bool is_own = found.id == request.account().id;
    model.set("TITLE", is_new ? frame_.word(request, spec_.new_title) : value(found.values, "username"));
    model.set("LIST_TITLE", frame_.word(request, spec_.title)).set("ADDRESS", manager_address(spec_.path));
    model.set("ID", static_cast<long long>(found.id)).set("SEEN", seen);
    model.show_if(!found.may_change, "LOOK_ONLY").show_if(found.may_change, "MAY_SAVE");
    if (found.may_delete)
        model.add("MAY_DELETE")
            .set("DELETE_ADDRESS", manager_address("/accounts/delete?id=") + std::to_string(found.id));
    model.show_if(request.param("unlocked") == "1", "UNLOCKED");
    if (!trouble.section.empty()) model.add(trouble.section);
    auto shown = typed != nullptr ? request.params : is_new ? forms_.presets(request) : forms_.shown(found.values);
    if (is_new && typed == nullptr) shown["enabled"] = "1";
    if (typed == nullptr && !is_new && value(found.values, "usertype_id") != "0")
        shown["usertype"] = value(found.values, "usertype_id");
    forms_.fill(model, request, shown, typed != nullptr ? typed->problems : FieldProblems{}, false,
                withheld_from(request, found.id), custom_types());
    if (is_own) model.add("OWN_PASSWORD");
    auto& password = is_own || !found.may_change ? model : model.add("PASSWORD");
    password.show_if(is_new, "PASSWORD_NEEDED");
    password.show_if(typed == nullptr || request.param("must_change") == "1", "MUST_CHANGE");
    if (typed != nullptr && !typed->password_problem.empty())
        password.add("PASSWORD_PROBLEM").add(typed->password_problem);
    fill_watched(model, request,
                 typed != nullptr ? value(typed->values, "extensions")
                 : is_new         ? ""
                                  : value(found.values, "extensions"));
    if (typed != nullptr) model.set("WATCH_TYPED", typed->unknown).set_if_any("WATCH_UNKNOWN", typed->unknown);
    if (!is_new && found.may_change) fill_lock(model, request, found);
    return frame_.show(request, "account.html", model, trouble.status);
}

void AccountPage::fill_watched(web::Model& model, const web::Request& request, const std::string& watched)
{
    const auto names = runtime::split_list(watched, ',');
    for (const auto& colleague : staff_.colleagues(request.scope())) {
        const bool is_watched = std::find(names.begin(), names.end(), colleague.username) != names.end();
        auto& row = model.add(is_watched ? "WATCHED" : "COLLEAGUE");
        row.set("COLLEAGUE_ID", static_cast<long long>(colleague.id)).set("COLLEAGUE_USER", colleague.username);
        row.set("COLLEAGUE_EXTENSION", colleague.extension).set("COLLEAGUE_NAME", shown_name(colleague));
    }
}

void AccountPage::fill_lock(web::Model& model, const web::Request& request, const Found& found)
{
    const auto failures = staff_.failures_of(value(found.values, "username"));
    const auto wait = crm::login_wait(failures, crm::free_failures_per_name, request.now);
    if (wait.count() == 0) return;
    model.add("LOCKED").set("FAILURES", failures.count).set("WAIT", i18n::format_duration(wait));
}

AccountPage::Typed AccountPage::read(const web::Request& request, const Found& found)
{
    const bool is_new = found.id == 0;
    const auto withheld = withheld_from(request, found.id);
    const auto custom = withheld.contains("usertype") ? std::nullopt : chosen_type(request);
    auto unread = withheld;
    if (custom) unread.insert("usertype");
    auto form = forms_.read(request, is_new ? nullptr : &found.values, unread);
    Typed typed{std::move(form.values), std::move(form.problems), "", ""};
    if (!withheld.contains("usertype")) at(typed.values, "usertype_id") = std::to_string(custom ? custom->id : 0);
    if (custom) at(typed.values, "usertype") = crm::to_string(custom->base);
    check_person(request, found, typed);
    read_watched(request, found, typed);
    const auto& password = request.param("password");
    if (is_new && password.empty()) typed.password_problem = "EMPTY";
    const auto flaw = crm::password_flaw(password, value(typed.values, "username"));
    if (!password.empty() && flaw) typed.password_problem = section_of(*flaw);
    return typed;
}

std::optional<db::UserType> AccountPage::chosen_type(const web::Request& request)
{
    const auto id = request.id("usertype");
    return id ? types_.find(*id) : std::nullopt;
}

std::vector<MoreChoices> AccountPage::custom_types()
{
    MoreChoices types{"usertype", {}};
    for (const auto& type : types_.all())
        types.choices.emplace_back(std::to_string(type.id), type.name);
    return {std::move(types)};
}

void AccountPage::check_person(const web::Request& request, const Found& found, Typed& typed) const
{
    if (found.id == 0 && !request.scope().is_everything())
        at(typed.values, "usertype") = crm::to_string(crm::UserType::agent);
    const bool is_admin = value(typed.values, "usertype") == crm::to_string(crm::UserType::admin);
    if (is_admin) at(typed.values, "group") = "0";
    if (!is_admin && value(typed.values, "group") == "0") typed.problems.emplace("group", FieldProblem::needed);
    if (found.id == 0 && !crm::is_user_name(value(typed.values, "username")))
        typed.problems.emplace("username", FieldProblem::no_user_name);
    if (!crm::is_digits(value(typed.values, "extension")))
        typed.problems.insert_or_assign("extension", FieldProblem::no_digits);
}

// Those ticked, those typed, and those the visitor cannot see.
void AccountPage::read_watched(const web::Request& request, const Found& found, Typed& typed)
{
    const auto colleagues = staff_.colleagues(request.scope());
    std::vector<std::string> names;
    const auto before = found.id == 0 ? "" : value(found.values, "extensions");
    for (const auto& name : runtime::split_list(before, ',')) {
        const bool is_seen =
            std::any_of(colleagues.begin(), colleagues.end(), [&](const auto& c) { return c.username == name; });
        if (!is_seen) names.push_back(name);
    }
    auto tokens = crm::split_names(request.param("watch_add"));
    for (const auto& colleague : colleagues) {
        const bool is_ticked = request.param("watch_" + std::to_string(colleague.id)) == "1";
        const auto named = [&](const auto& token) { return is_named(colleague, token); };
        if (is_ticked || std::any_of(tokens.begin(), tokens.end(), named)) names.push_back(colleague.username);
    }
    for (const auto& token : tokens) {
        const auto known = [&](const auto& colleague) { return is_named(colleague, token); };
        if (std::none_of(colleagues.begin(), colleagues.end(), known))
            typed.unknown += (typed.unknown.empty() ? "" : ", ") + token;
    }
    std::string joined;
    for (const auto& name : names)
        joined += (joined.empty() ? "" : ",") + name;
    at(typed.values, "extensions") = joined;
}

runtime::Result<void> AccountPage::store(const web::Request& request, const Found& found, const Typed& typed)
{
    const auto& password = found.id == request.account().id ? std::string{} : request.param("password");
    std::optional<db::GivenPassword> given;
    if (!password.empty()) given = {web::PasswordHasher{cost_}.hash(password), request.param("must_change") == "1"};
    if (found.id != 0)
        return staff_.change(request.scope(), found.id, found.values, typed.values, given, request.actor(),
                             request.now);
    const auto added = staff_.add(typed.values, given.value_or(db::GivenPassword{}), request.actor(), request.now);
    if (!added) return added.error();
    return runtime::outcome::success();
}

web::Response AccountPage::save(const web::Request& request)
{
    const bool is_new = request.param("id").empty() || request.param("id") == "0";
    const auto found = is_new ? Found{} : find(request);
    if (!found || !found->may_change) return web::not_found();
    auto typed = read(request, *found);
    const auto& seen = request.param("seen");
    if (!typed.is_right()) return form(request, *found, &typed, {"", 422}, seen);
    if (!is_new && mark_of(found->values) != seen)
        return form(request, *found, &typed, {"CHANGED_MEANWHILE", 409}, mark_of(found->values));
    const auto stored = store(request, *found, typed);
    if (stored) return web::see_other(manager_address(spec_.path) + "?saved=1");
    switch (stored.error().code) {
        case runtime::Errc::not_found:
            return web::not_found();
        case runtime::Errc::invalid:
            return form(request, *found, &typed, {"LAST_ADMIN", 422}, seen);
        case runtime::Errc::duplicate:
            typed.problems.emplace("username", FieldProblem::taken);
            return form(request, *found, &typed, {"", 422}, seen);
        default:
            return form(request, *found, &typed, {"CHANGED_MEANWHILE", 409}, seen);
    }
}

web::Response AccountPage::unlock(const web::Request& request)
{
    const auto found = find(request);
    if (!found || !found->may_change) return web::not_found();
    staff_.unlock(found->id, to_id(value(found->values, "group")), value(found->values, "username"), request.actor(),
                  request.now);
    return web::see_other(manager_address(spec_.path) + "/edit?unlocked=1&id=" + std::to_string(found->id));
}

web::Response AccountPage::ask_delete(const web::Request& request)
{
    const auto found = find(request);
    if (!found || !found->may_delete) return web::not_found();
    auto model = frame_.model(request, spec_.menu);
    model.set("USERNAME", value(found->values, "username")).set("ID", static_cast<long long>(found->id));
    model.set("LIST_TITLE", frame_.word(request, spec_.title)).set("ADDRESS", manager_address(spec_.path));
    model.set("EDIT_ADDRESS", manager_address("/accounts/edit?id=") + std::to_string(found->id));
    return frame_.show(request, "account_delete.html", model);
}

web::Response AccountPage::remove(const web::Request& request)
{
    const auto found = find(request);
    if (!found || !found->may_delete) return web::not_found();
    const auto removed = staff_.remove(request.scope(), found->id, request.actor(), request.now);
    if (removed) return web::see_other(manager_address(spec_.path) + "?deleted=1");
    if (removed.error().code == runtime::Errc::not_found) return web::not_found();
    return form(request, *found, nullptr, {"LAST_ADMIN", 422}, mark_of(found->values));
}

}  // namespace pages
