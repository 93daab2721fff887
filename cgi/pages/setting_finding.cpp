// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/setting_finding.h"

#include "common/runtime/text.h"

namespace pages {

namespace {

db::DbConfig database_of(const SettingsForm& form)
{
    const auto port = runtime::to_number(form.value("database.dbport")).value_or(db::DbConfig{}.port);
    return {form.value("database.dbhost"), static_cast<unsigned>(port), form.value("database.dbname"),
            form.value("database.username"), form.value("database.password")};
}

web::Finding tried(std::string_view check, const SettingsForm& form)
{
    const auto value = [&](const char* name) { return form.value(name); };
    if (check == "database") return web::check_database(database_of(form));
    if (check == "events") return web::check_event_source(database_of(form), value("system.eventtype") == "event");
    if (check == "asterisk") {
        return web::check_asterisk(
            {value("asterisk.server"), value("asterisk.port"), value("asterisk.username"), value("asterisk.secret")});
    }
    if (check == "recordings") return web::check_recordings(value("asterisk.monitorpath"));
    if (check == "upload") return web::check_upload_folder(value("system.upload_file_path"));
    const auto url = value("system.external_crm_url");
    return url.empty() ? web::Finding{false, "CRM_NONE", ""} : web::check_external_crm(url);
}

}  // namespace

web::Finding find_out(const SettingCheck& check, const SettingsForm& form)
{
    for (const auto& name : runtime::split_list(check.about, ',')) {
        const auto problem = form.problems.find(name);
        if (problem != form.problems.end())
            return {false, problem->second == "SECRET_AGAIN" ? "NEEDS_SECRET" : "NOT_FIT", name};
    }
    return tried(check.id, form);
}

}  // namespace pages
