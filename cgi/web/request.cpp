// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/request.h"

#include "cgi/web/cookies.h"
#include "common/runtime/text.h"

#include <limits>
#include <stdexcept>

namespace web {

namespace {

const std::string& field(const Request::Fields& fields, std::string_view name)
{
    static const std::string absent;
    const auto found = fields.find(name);
    return found == fields.end() ? absent : found->second;
}

}  // namespace

const std::string& Request::param(std::string_view name) const
{
    return field(params, name);
}

const std::string& Request::cookie(std::string_view name) const
{
    return field(cookies, name);
}

std::optional<unsigned> Request::id(std::string_view name) const
{
    const auto number = runtime::to_number(param(name));
    if (!number || *number <= 0 || *number > std::numeric_limits<unsigned>::max()) return std::nullopt;
    return static_cast<unsigned>(*number);
}

const Visitor& Request::user() const
{
    if (!visitor) throw std::logic_error("the page of a visitor was shown to nobody: " + path);
    return *visitor;
}

const crm::Scope& Request::scope() const
{
    if (!rows) throw std::logic_error("the route gives no rows: " + path);
    return *rows;
}

i18n::Language Request::language() const
{
    if (visitor) return visitor->language;
    return i18n::choose_language("", cookie(language_cookie), accept_language);
}

}  // namespace web
