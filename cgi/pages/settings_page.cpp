// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/settings_page.h"

#include "cgi/pages/setting_finding.h"
#include "cgi/pages/settings_model.h"
#include "cgi/web/secrets.h"
#include "common/i18n/format.h"
#include "common/runtime/log.h"
#include "common/runtime/replace_file.h"

#include <algorithm>
#include <system_error>

namespace pages {

namespace {

constexpr const char* path = "/preferences";
constexpr const char* audit_object = "setting";
constexpr unsigned longest_history = 50;

// What the log says of a value: nothing of a secret.
db::AuditedField logged(const SettingChange& change)
{
    const auto name = change.key->name();
    if (change.key->kind == SettingKind::secret) return db::AuditedField::of_secret(name);
    return {name, change.before, change.after};
}

std::string names_of(const SettingsForm& form)
{
    std::string names;
    for (const auto& change : form.changes)
        names.append(names.empty() ? "" : ",").append(change.key->name());
    return names;
}

bool needs_daemons(const SettingsForm& form)
{
    return std::any_of(form.changes.begin(), form.changes.end(),
                       [](const auto& c) { return c.key->taken_over == TakenOver::by_daemons; });
}

}  // namespace

SettingsPage::SettingsPage(db::LazyConnection& db, const ManagerFrame& frame, std::string config_path)
    : db_(db), frame_(frame), path_(std::move(config_path)), audit_(db)
{
}

SettingsPage::File SettingsPage::read() const
{
    auto text = runtime::read_file(path_);
    auto config = runtime::Config::parse(text, path_);
    return {text, web::hex(web::sha256(without_secrets(text))), std::move(config)};
}

web::Response SettingsPage::show(const web::Request& request)
{
    const auto file = read();
    return answer(request, file, settings_form(file.config), {});
}

web::Response SettingsPage::answer(const web::Request& request, const File& file, const SettingsForm& form,
                                   const Trouble& trouble)
{
    auto model = frame_.model(request, path);
    model.set("FINGERPRINT", file.fingerprint).set("FILE", path_);
    model.set_if_any("COMMAND", runtime::command_to_allow_replacing(path_));
    const bool is_refused = !trouble.section.empty();
    if (is_refused) {
        auto& told = model.add("TROUBLE").set_if_any("DETAIL", trouble.detail);
        told.show_if(true, trouble.section).show_if(!trouble.finding.empty(), trouble.finding);
    }
    const bool was_saved = request.method == web::Method::get && !request.param("saved").empty();
    model.show_if(was_saved, "SAVED").show_if(was_saved && request.param("saved") == "daemons", "RESTART_DAEMONS");
    add_setting_blocks(model, frame_, request, form);
    add_history(model, request);
    return frame_.show(request, "settings.html", model, is_refused ? 422 : 200);
}

void SettingsPage::add_history(web::Model& model, const web::Request& request)
{
    const auto lines = audit_.history_of(audit_object, longest_history);
    model.show_if(lines.empty(), "NO_HISTORY");
    if (lines.empty()) return;
    auto& history = model.add("HISTORY");
    for (const auto& line : lines) {
        auto& row = history.add("LINE");
        row.set("WHEN", i18n::format_date_time(line.when, request.language())).set("WHO", line.username);
        row.set("ADDRESS", line.address).set("WHAT", line.field);
        if (line.after) row.add("VALUES").set("BEFORE", line.before.value_or("")).set("AFTER", *line.after);
        row.show_if(!line.after, "CHANGED_SECRET");
    }
}

web::Response SettingsPage::changed_meanwhile(const web::Request& request, const SettingsForm& sent)
{
    const auto file = read();
    return answer(request, file, without_changes(sent, file.config), {.section = "MEANWHILE"});
}

web::Response SettingsPage::save(const web::Request& request)
{
    const auto file = read();
    auto sent = read_settings_form(request, file.config);
    if (request.param("fingerprint") != file.fingerprint) return changed_meanwhile(request, sent);
    const auto text = changed_text(file.text, sent);
    if (!sent.problems.empty()) return answer(request, file, sent, {.section = "HAS_PROBLEMS"});
    if (sent.changes.empty()) return web::see_other(manager_address(path));
    try {
        const auto finding = web::check_start(web::Settings::from(runtime::Config::parse(text, path_)));
        if (!finding.is_good) return answer(request, file, sent, {"NO_START", finding.what, finding.detail});
        if (!keep(request, file, sent, text)) return changed_meanwhile(request, sent);
    } catch (const runtime::ConfigError& e) {
        return answer(request, file, sent, {.section = "NO_START", .detail = e.what()});
    } catch (const std::system_error& e) {
        runtime::log_warning("settings_not_written", {{"err", e.what()}});
        return answer(request, file, sent, {.section = "NOT_WRITTEN", .detail = e.what()});
    }
    return web::see_other(manager_address(path) + (needs_daemons(sent) ? "?saved=daemons" : "?saved=1"));
}

// The audit entry comes first, so that a database that refuses it leaves the file alone, and is committed when the file
// is in place. A machine that stops just between the two leaves the change in the programs' log only.
bool SettingsPage::keep(const web::Request& request, const File& file, const SettingsForm& form,
                        const std::string& text)
{
    db::AuditChange change{.action = db::AuditAction::update, .object = audit_object, .fields = {}};
    for (const auto& c : form.changes)
        change.fields.push_back(logged(c));
    db::Transaction transaction{db_.get()};
    audit_.append(request.actor(), change, request.now);
    runtime::log_info("settings_changing", {{"user", request.account().username}, {"keys", names_of(form)}});
    if (!runtime::replace_file(path_, file.text, text)) return false;
    transaction.commit();
    return true;
}

web::Response SettingsPage::check(const web::Request& request)
{
    const auto* check = find_setting_check(request.param("check"));
    if (check == nullptr) return web::not_found();
    const auto finding = find_out(*check, read_settings_form(request, read().config));
    auto model = frame_.model(request, path);
    model.add(finding.is_good ? "GOOD" : "BAD");
    model.add(finding.what);
    model.set_if_any("DETAIL", finding.detail);
    return frame_.show(request, "setting_check.html", model);
}

}  // namespace pages
