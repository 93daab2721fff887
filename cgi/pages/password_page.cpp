// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/password_page.h"

#include "cgi/pages/field_check.h"
#include "cgi/pages/frame.h"
#include "cgi/web/home.h"

namespace pages {

PasswordPage::PasswordPage(db::LazyConnection& db, const web::View& view, const web::PasswordHasher& hasher)
    : view_(view), hasher_(hasher), sessions_(db), accounts_(db), throttle_(db), log_(db)
{
}

web::Response PasswordPage::show(const web::Request& request) const
{
    return form(request, "");
}

web::Response PasswordPage::form(const web::Request& request, const char* problem) const
{
    auto model = frame_model(request);
    model.set("USERNAME", request.account().username);
    model.show_if(request.account().must_change_password, "MUST").show_if(*problem != '\0', problem);
    return pages::show(view_, request, "password.html", model, *problem == '\0' ? 200 : 422);
}

web::Response PasswordPage::change(const web::Request& request)
{
    const auto& account = request.account();
    const auto& old_password = request.param("old_password");
    const auto& new_password = request.param("new_password");
    if (new_password != request.param("new_password_again")) return form(request, "NOT_SAME");
    if (new_password == old_password) return form(request, "NOT_NEW");
    if (const auto flaw = crm::password_flaw(new_password, account.username)) return form(request, section_of(*flaw));

    if (throttle_.reserve(account.username, request.address, request.now).count() > 0)
        return form(request, "THROTTLED");
    const auto known = accounts_.find(account.username);
    if (!known || !hasher_.verify(known->password_hash, old_password)) return form(request, "WRONG_OLD");
    throttle_.forgive(account.username, request.address);

    accounts_.set_password(account.id, hasher_.hash(new_password));
    sessions_.end_all_of(account.id);
    const auto cookie = sessions_.begin(account, request.language(), request);
    log_.append({request.actor(), "password_changed"}, request.now);
    return web::see_other(web::home_url(account)).header("Set-Cookie", cookie);
}

}  // namespace pages
