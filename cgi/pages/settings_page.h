// SPDX-License-Identifier: GPL-3.0-or-later
// System settings: astercrm.conf as a form. Saving replaces the file as a whole and leaves its comments; each change is
// in the audit log. The web programs take a new file over after their next answer, the daemons when they are restarted.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/settings_form.h"
#include "common/db/audit_gateway.h"
#include "common/db/connection.h"

#include <string>

namespace pages {

class SettingsPage {
public:
    SettingsPage(db::LazyConnection& db, const ManagerFrame& frame, std::string config_path);

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response save(const web::Request& request);
    [[nodiscard]] web::Response check(const web::Request& request);  // fragment

private:
    struct File {
        std::string text;
        std::string fingerprint;
        runtime::Config config;
    };

    [[nodiscard]] File read() const;
    // `trouble`: the section of the template that tells why nothing was saved; `detail` in the words of the system.
    [[nodiscard]] web::Response form(const web::Request& request, const File& file, const SettingsForm& form,
                                     std::string_view trouble, std::string_view detail = "");
    void add_history(web::Model& model, const web::Request& request);
    // Both or neither, unless the machine stops just between.
    void keep(const web::Request& request, const SettingsForm& form, const std::string& text);

    db::LazyConnection& db_;
    const ManagerFrame& frame_;
    std::string path_;
    db::AuditGateway audit_;
};

}  // namespace pages
