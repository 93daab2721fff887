// SPDX-License-Identifier: GPL-3.0-or-later
// Pages and rights of account types, in words.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "common/crm/page_rights.h"

#include <string>
#include <string_view>

namespace pages {

[[nodiscard]] i18n::Message page_word(crm::Page page);
[[nodiscard]] i18n::Message right_word(crm::Right right);
// "view,edit" in the visitor's language.
[[nodiscard]] std::string right_words(const web::Request& request, const ManagerFrame& frame, std::string_view rights);

}  // namespace pages
