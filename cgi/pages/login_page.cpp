// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/login_page.h"

#include "cgi/pages/frame.h"
#include "cgi/web/cookies.h"
#include "cgi/web/home.h"
#include "common/i18n/format.h"
#include "common/runtime/log.h"
#include "common/runtime/text.h"

namespace pages {

namespace {

// The page in another language than the browser's was asked for, by its menu.
i18n::Language page_language(const web::Request& request)
{
    return i18n::parse_language(request.param("lang")).value_or(request.language());
}

// Somebody who touched the menu wants that language; else the account's own counts.
std::optional<i18n::Language> chosen_language(const web::Request& request)
{
    const auto wanted = i18n::parse_language(request.param("lang"));
    return wanted && request.param("lang") != request.param("lang_shown") ? wanted : std::nullopt;
}

}  // namespace

LoginPage::LoginPage(db::LazyConnection& db, const web::View& view, const web::PasswordHasher& hasher)
    : view_(view), hasher_(hasher), sessions_(db), accounts_(db), agents_(db), throttle_(db), log_(db)
{
}

web::Response LoginPage::show(const web::Request& request) const
{
    if (request.visitor) return web::see_other(web::home_url(request.visitor->account));
    return form(request, Problem::none);
}

web::Response LoginPage::form(const web::Request& request, Problem problem, std::chrono::seconds wait) const
{
    const auto language = page_language(request);
    const auto& known = request.cookie(web::login_token_cookie);
    const auto token = web::is_token(known) ? known : web::random_token();

    auto model = frame_model(request);
    model.set("HTML_LANG", i18n::html_tag(language)).set("CSRF", token);
    model.set("USERNAME", request.method == web::Method::post ? request.param("username") : "");
    // What counts as "shown" is the account's or browser's language: a page turned by its menu stays a choice.
    model.set("LANG_SHOWN", i18n::to_string(request.language()));
    add_languages(model, language);
    model.show_if(problem == Problem::empty, "PROBLEM_EMPTY").show_if(problem == Problem::wrong, "PROBLEM_WRONG");
    if (problem == Problem::throttled) model.add("PROBLEM_THROTTLED").set("WAIT", i18n::format_duration(wait));

    const int status = problem == Problem::none ? 200 : problem == Problem::throttled ? 429 : 422;
    auto response = web::html(view_.render("login.html", language, model), status);
    if (token != known) response.header("Set-Cookie", web::set_login_token_cookie(token, request.https));
    if (wait.count() > 0) response.header("Retry-After", std::to_string(wait.count()));
    return response;
}

web::Response LoginPage::log_in(const web::Request& request)
{
    const std::string username(runtime::trim(request.param("username")));
    const auto& password = request.param("password");
    if (username.empty() || password.empty()) return form(request, Problem::empty);

    if (const auto wait = throttle_.reserve(username, request.address, request.now); wait.count() > 0) {
        audit(request, "login_throttled", username, 0);
        return form(request, Problem::throttled, wait);
    }
    const auto account = check(username, password);
    if (!account) {
        audit(request, "login_failed", username, 0);
        return form(request, Problem::wrong);
    }
    throttle_.forgive(username, request.address);
    return welcome(request, *account);
}

std::optional<db::Account> LoginPage::check(const std::string& username, const std::string& password)
{
    auto found = accounts_.find(username);
    if (!found) {
        hasher_.pretend_to_verify(password);
        return std::nullopt;
    }
    if (!hasher_.verify(found->password_hash, password) || !found->enabled) return std::nullopt;
    if (hasher_.is_outdated(found->password_hash)) accounts_.refresh_hash(found->account.id, hasher_.hash(password));
    return std::move(found->account);
}

web::Response LoginPage::welcome(const web::Request& request, const db::Account& account)
{
    const auto chosen = chosen_language(request);
    const auto language =
        chosen ? *chosen
               : i18n::choose_language(account.lang, request.cookie(web::language_cookie), request.accept_language);
    if (chosen) accounts_.set_language(account.id, std::string(i18n::to_string(*chosen)));
    accounts_.note_login(account.id, request.now);
    const auto cookie = sessions_.begin(account, language, request);
    agents_.sign_in(account.id, account.username, request.now);
    audit(request, "login", account.username, account.id);
    return web::see_other(account.must_change_password ? web::password_url : web::home_url(account))
        .header("Set-Cookie", cookie)
        .header("Set-Cookie", web::set_language_cookie(language, request.https));
}

web::Response LoginPage::log_out(const web::Request& request)
{
    sessions_.end(request);
    agents_.sign_out(request.account().id, request.account().username, request.now);
    audit(request, "logout", request.account().username, request.account().id);
    return web::see_other(web::login_url).header("Set-Cookie", web::clear_session_cookie(request.https));
}

void LoginPage::audit(const web::Request& request, const char* action, const std::string& username, unsigned account)
{
    log_.append({{account, username, request.address}, action}, request.now);
    // The address first: etc/fail2ban believes what stands before anything a visitor may choose.
    runtime::log_info(action, {{"address", request.address}, {"agent", username}});
}

}  // namespace pages
