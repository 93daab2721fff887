// SPDX-License-Identifier: GPL-3.0-or-later
// login.fcgi: the door. Reads astercrm.conf; writes session, login_throttle, account_log and the account's password.
#include "cgi/pages/login_routes.h"
#include "cgi/programs/program.h"

int main()
{
    return programs::run_program("login.fcgi", [](const web::Settings& settings) {
        const web::View view{settings.share_path};
        const web::PasswordHasher hasher{{.memory_mib = settings.password_memory_mib}};
        db::LazyConnection db{settings.database};
        pages::LoginPage login{db, view, hasher};
        pages::PasswordPage password{db, view, hasher};
        web::Site site{pages::login_routes(login, password), db, view};
        return programs::serve(site, settings);
    });
}
