// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the address of another CRM's page for a call (system.external_crm_url): text with variables like %callerid.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace crm {

struct CalledUrl {
    std::string callerid{};
    std::string calleeid{};
    std::string method{};    // dial_in, dial_out
    std::string uniqueid{};  // of the caller's channel
    std::string calldate{};  // 2026-11-23 18:15:30, local time
};

// "%callerid", ...
[[nodiscard]] std::span<const std::string_view> url_variables();
// Every variable by its value, with all but A-Z a-z 0-9 - . _ ~ as %XX (RFC 3986).
[[nodiscard]] std::string fill_url(std::string_view url, const CalledUrl& call);

}  // namespace crm
