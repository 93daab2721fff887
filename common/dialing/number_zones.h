// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: in which time zones a number may ring, by the public numbering plans.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dialing {

// Of the tables; a changed entry raises it. It is stored with every decision that rests on them.
constexpr unsigned numbering_version = 1;

// IANA names of all zones it may ring in; none: the number does not tell. Only numbers in an international form do,
// with
// + or 00: what stands in front of others depends on who dials them. Portable and mobile numbers are taken to ring
// where their plan has them.
[[nodiscard]] std::vector<std::string> zones_of_number(std::string_view number);

}  // namespace dialing
