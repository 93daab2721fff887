// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/elsewhere.h"

namespace web {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view host_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";

bool consists_of(std::string_view text, std::string_view characters)
{
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

}  // namespace

std::optional<std::string> origin_of(std::string_view url)
{
    constexpr std::string_view any_subdomain = "{s}.";
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos) return std::nullopt;
    const auto scheme = url.substr(0, scheme_end);
    if (scheme != "http" && scheme != "https") return std::nullopt;
    auto host = url.substr(scheme_end + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    std::string port;
    if (const auto colon = host.find(':'); colon != std::string_view::npos) {
        if (!consists_of(host.substr(colon + 1), digits)) return std::nullopt;
        port = host.substr(colon);
        host = host.substr(0, colon);
    }
    const bool has_subdomains = host.starts_with(any_subdomain);
    if (has_subdomains) host.remove_prefix(any_subdomain.size());
    if (!consists_of(host, host_characters)) return std::nullopt;
    return std::string(scheme).append("://").append(has_subdomains ? "*." : "").append(host).append(port);
}

}  // namespace web
