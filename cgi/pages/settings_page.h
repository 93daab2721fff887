// SPDX-License-Identifier: GPL-3.0-or-later
// System settings: astercrm.conf as a form. Saving replaces the file as a whole and leaves its comments; each change is
// in the audit log. The web programs take a new file over at their next request, the daemons when they are restarted.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/settings_form.h"
#include "cgi/web/setting_checks.h"
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
    // Why nothing was saved: a section of the template, and what was found out, if anything.
    struct Trouble {
        std::string_view section{};
        std::string finding{};
        std::string detail{};
    };

    [[nodiscard]] File read() const;
    [[nodiscard]] web::Response answer(const web::Request& request, const File& file, const SettingsForm& form,
                                       const Trouble& trouble);
    [[nodiscard]] web::Response changed_meanwhile(const web::Request& request, const SettingsForm& sent);
    void add_history(web::Model& model, const web::Request& request);
    // False when the file says something else than `file` by now, and then nothing is kept.
    [[nodiscard]] bool keep(const web::Request& request, const File& file, const SettingsForm& form,
                            const std::string& text);

    db::LazyConnection& db_;
    const ManagerFrame& frame_;
    std::string path_;
    db::AuditGateway audit_;
};

}  // namespace pages
