// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/settings_page.h"

#include "cgi/web/secrets.h"
#include "cgi/web/setting_checks.h"
#include "cgi/web/settings.h"
#include "common/i18n/format.h"
#include "common/runtime/log.h"
#include "common/runtime/replace_file.h"
#include "common/runtime/text.h"

#include <algorithm>
#include <system_error>

namespace pages {

namespace {

constexpr const char* path = "/preferences";
constexpr const char* audit_object = "setting";
constexpr unsigned longest_history = 50;

void add_options(web::Model& field, const SettingKey& key, const std::string& value)
{
    const bool is_flag = key.kind == SettingKind::flag;
    for (const auto& code : runtime::split_list(is_flag ? "1,0" : key.choices, ',')) {
        auto& option = field.add("OPTION");
        option.set("CODE", code).show_if(code == value, "SELECTED");
        option.add(is_flag ? (code == "1" ? "YES" : "NO") : "WORD");
    }
}

void add_input(web::Model& field, const SettingKey& key, const std::string& value)
{
    switch (key.kind) {
        case SettingKind::flag:
        case SettingKind::choice:
            add_options(field.add("CHOICE"), key, value);
            return;
        case SettingKind::secret:
            field.add("SECRET").show_if(!value.empty(), "IS_SET");
            return;
        case SettingKind::number:
            field.add("NUMBER").set("VALUE", value).set("MIN", key.min).set("MAX", key.max);
            return;
        default:
            field.add("TEXT").set("VALUE", value);
    }
}

// What the log says of a value: nothing of a secret.
db::AuditedField logged(const SettingChange& change)
{
    const auto name = change.key->name();
    if (change.key->kind == SettingKind::secret) return db::AuditedField::of_secret(name);
    return {name, change.before, change.after};
}

bool needs_daemons(const SettingsForm& form)
{
    return std::any_of(form.changes.begin(), form.changes.end(),
                       [](const auto& c) { return c.key->taken_over == TakenOver::by_daemons; });
}

web::Finding find_out(std::string_view what, const SettingsForm& form)
{
    const auto value = [&](const char* name) { return form.value(name); };
    if (what == "database") {
        const auto port = runtime::to_number(value("database.dbport")).value_or(3306);
        return web::check_database({value("database.dbhost"), static_cast<unsigned>(port), value("database.dbname"),
                                    value("database.username"), value("database.password")});
    }
    if (what == "asterisk") {
        return web::check_asterisk(
            {value("asterisk.server"), value("asterisk.port"), value("asterisk.username"), value("asterisk.secret")});
    }
    if (what == "system") return web::check_folder(value("system.upload_file_path"));
    const auto url = value("system.external_crm_url");
    return url.empty() ? web::Finding{false, "CRM_NONE", ""} : web::check_external_crm(url);
}

bool is_about(const std::string& name, std::string_view what)
{
    if (what == "external") return name == "system.external_crm_url";
    if (what == "system") return name == "system.upload_file_path";
    return name.starts_with(std::string(what) + ".");
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
    return {text, web::hex(web::sha256(text)), std::move(config)};
}

web::Response SettingsPage::show(const web::Request& request)
{
    const auto file = read();
    web::Request nothing_sent;
    return form(request, file, read_settings_form(nothing_sent, file.config), "");
}

web::Response SettingsPage::form(const web::Request& request, const File& file, const SettingsForm& form,
                                 std::string_view trouble, std::string_view detail)
{
    auto model = frame_.model(request, path);
    model.set("FINGERPRINT", file.fingerprint).set("FILE", path_);
    const auto command = runtime::command_to_allow_replacing(path_);
    if (!command.empty()) model.add("READ_ONLY").set("COMMAND", command);
    if (!trouble.empty()) model.add("TROUBLE").set("DETAIL", detail).add(trouble);
    const bool was_saved = request.method == web::Method::get && !request.param("saved").empty();
    model.show_if(was_saved, "SAVED").show_if(was_saved && request.param("saved") == "daemons", "RESTART_DAEMONS");
    for (const auto& block : setting_blocks()) {
        auto& group = model.add("BLOCK");
        group.set("BLOCK_ID", block.id).set("TITLE", frame_.word(request, block.title));
        group.show_if(block.has_check, "CHECK").add("IS_" + std::string(block.id));
        for (const auto& key : block.keys) {
            const auto name = key.name();
            auto& field = group.add("FIELD");
            field.set("NAME", name).set("SECTION", key.section).set("KEY", key.key);
            field.set("LABEL", frame_.word(request, key.label)).set_if_any("HELP", frame_.word(request, key.help));
            field.show_if(key.taken_over == TakenOver::by_daemons, "BY_DAEMONS");
            add_input(field, key, form.value(name));
            const auto problem = form.problems.find(name);
            if (problem == form.problems.end()) continue;
            field.add("INVALID");
            field.add("PROBLEM").set("MIN", key.min).set("MAX", key.max).add(problem->second);
        }
    }
    add_history(model, request);
    return frame_.show(request, "settings.html", model, trouble.empty() ? 200 : 422);
}

void SettingsPage::add_history(web::Model& model, const web::Request& request)
{
    const auto lines = audit_.history_of(audit_object, 0, longest_history);
    for (const auto& line : lines) {
        auto& row = model.add("HISTORY");
        row.set("WHEN", i18n::format_date_time(line.when, request.language())).set("WHO", line.username);
        row.set("ADDRESS", line.address).set("WHAT", line.field);
        if (line.after) row.add("VALUES").set("BEFORE", line.before.value_or("")).set("AFTER", *line.after);
        row.show_if(!line.after, "CHANGED_SECRET");
    }
    model.show_if(lines.empty(), "NO_HISTORY");
}

web::Response SettingsPage::save(const web::Request& request)
{
    const auto file = read();
    auto sent = read_settings_form(request, file.config);
    if (request.param("fingerprint") != file.fingerprint) return form(request, file, sent, "MEANWHILE");
    const auto text = changed_text(file.text, sent);
    if (!sent.problems.empty()) return form(request, file, sent, "HAS_PROBLEMS");
    if (sent.changes.empty()) return web::see_other(manager_address(path));
    try {
        (void)web::Settings::from(runtime::Config::parse(text, path_));
        keep(request, sent, text);
    } catch (const runtime::ConfigError& e) {
        return form(request, file, sent, "DO_NOT_FIT", e.what());
    } catch (const std::system_error& e) {
        runtime::log_warning("settings_not_written", {{"err", e.what()}});
        return form(request, file, sent, "NOT_WRITTEN", e.what());
    }
    return web::see_other(manager_address(path) + (needs_daemons(sent) ? "?saved=daemons" : "?saved=1"));
}

void SettingsPage::keep(const web::Request& request, const SettingsForm& form, const std::string& text)
{
    db::AuditChange change{.action = db::AuditAction::update, .object = audit_object, .fields = {}};
    for (const auto& c : form.changes)
        change.fields.push_back(logged(c));
    db::Transaction transaction{db_.get()};
    audit_.append(request.actor(), change, request.now);
    runtime::replace_file(path_, text);
    transaction.commit();
}

web::Response SettingsPage::check(const web::Request& request)
{
    const auto& what = request.param("check");
    const auto sent = read_settings_form(request, read().config);
    const auto problem = std::find_if(sent.problems.begin(), sent.problems.end(),
                                      [&](const auto& p) { return is_about(p.first, what); });
    const auto finding = problem == sent.problems.end()
                             ? find_out(what, sent)
                             : web::Finding{false, problem->second == "SECRET_AGAIN" ? "NEEDS_SECRET" : "NOT_FIT", ""};
    auto model = frame_.model(request, path);
    model.add(finding.is_good ? "GOOD" : "BAD");
    model.add(finding.what);
    model.set_if_any("DETAIL", finding.detail);
    return frame_.show(request, "setting_check.html", model);
}

}  // namespace pages
