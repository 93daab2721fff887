// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/sessions.h"

#include "cgi/web/cookies.h"
#include "cgi/web/secrets.h"

namespace web {

namespace {

constexpr std::chrono::minutes idle_limit{30};
constexpr std::chrono::hours age_limit{12};
constexpr std::chrono::seconds touch_interval{10};  // who polls is heard of as often as who streams

}  // namespace

std::optional<Visitor> Sessions::find(const Request& request)
{
    const auto token = session_token(request);
    if (token.empty()) return std::nullopt;
    auto hash = sha256(token);
    auto row = gateway_.find(hash, request.now - age_limit, request.now - idle_limit);
    if (!row) return std::nullopt;
    if (request.now - row->lastseen > touch_interval) gateway_.touch(hash, request.now);
    const auto language = i18n::parse_language(row->lang).value_or(i18n::Language::en);
    return Visitor{std::move(row->account), std::move(row->csrf_token), std::move(hash), language};
}

std::string Sessions::begin(const db::Account& account, i18n::Language language, const Request& request)
{
    end(request);
    gateway_.remove_expired(request.now - age_limit, request.now - idle_limit);
    const auto token = random_token();
    gateway_.create({.token_hash = sha256(token),
                     .account = account.id,
                     .csrf_token = random_token(),
                     .lang = std::string(i18n::to_string(language)),
                     .address = request.address},
                    request.now);
    return set_session_cookie(token, request.https);
}

void Sessions::end(const Request& request)
{
    if (const auto token = session_token(request); !token.empty()) gateway_.remove(sha256(token));
}

void Sessions::set_language(const Visitor& visitor, i18n::Language language)
{
    gateway_.set_language(visitor.token_hash, std::string(i18n::to_string(language)));
}

}  // namespace web
