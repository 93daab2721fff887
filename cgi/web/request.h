// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser asks for, as plain values: pages and tests need no CGI. Texts are valid UTF-8 without control
// characters. The site fills in the visitor and the scope before a page sees the request.
#pragma once

#include "common/crm/permission.h"
#include "common/db/account_gateway.h"
#include "common/db/audit_gateway.h"
#include "common/i18n/language.h"
#include "common/runtime/time.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace web {

enum class Method { get, post };

// Somebody who is logged in.
struct Visitor {
    db::Account account;
    std::string csrf_token;
    std::string token_hash;  // names the session
    i18n::Language language = i18n::Language::en;
};

// A file of a multipart/form-data form, not read yet: a page reads it once, or not at all.
struct SentFile {
    std::string name;  // as the browser says: to be shown, never to be opened
    // Throws MultipartError when the request breaks off.
    std::function<void(const std::function<void(std::string_view)>& take)> read;
};

struct Request {
    using Fields = std::map<std::string, std::string, std::less<>>;

    Method method = Method::get;
    std::string path = "/";  // within the program: PATH_INFO
    Fields params;           // of a POST the body's fields, else the query's
    std::optional<SentFile> file;
    Fields cookies;
    std::string address;  // of the browser
    std::string host;     // as the browser names us, with port
    std::string origin;
    std::string fetch_site;  // Sec-Fetch-Site
    std::string accept_language;
    std::string range;  // the headers Range and If-Range as they came
    std::string if_range;
    bool https = false;
    runtime::TimePoint now{};

    std::optional<Visitor> visitor;
    std::optional<crm::Scope> rows;

    [[nodiscard]] const std::string& param(std::string_view name) const;  // "" when absent
    [[nodiscard]] const std::string& cookie(std::string_view name) const;
    // A parameter that names a row; nothing unless it is a positive number.
    [[nodiscard]] std::optional<unsigned> id(std::string_view name) const;

    // For pages behind a login; on others they throw std::logic_error.
    [[nodiscard]] const Visitor& user() const;
    [[nodiscard]] const db::Account& account() const { return user().account; }
    // Who does it, for the audit log.
    [[nodiscard]] db::Actor actor() const { return {account().id, account().username, address}; }
    // For routes whose rows are a group's.
    [[nodiscard]] const crm::Scope& scope() const;

    [[nodiscard]] i18n::Language language() const;
};

}  // namespace web
