// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/right_words.h"

#include "common/runtime/text.h"

namespace pages {

using i18n::message;

i18n::Message page_word(crm::Page page)
{
    if (page == crm::Page::portal) return message("Agent page");
    return ManagerFrame::menu_word("/" + std::string(crm::to_string(page)));
}

i18n::Message right_word(crm::Right right)
{
    switch (right) {
        case crm::Right::view:
            return message("View");
        case crm::Right::edit:
            return message("Edit");
        case crm::Right::remove:
            return message("Delete");
        case crm::Right::export_rows:
            return message("Export");
        case crm::Right::download:
            return message("Download");
    }
    return {};
}

std::string right_words(const web::Request& request, const ManagerFrame& frame, std::string_view rights)
{
    std::string words;
    for (const auto& each : runtime::split_list(rights, ',')) {
        const auto right = crm::parse_right(each);
        words += (words.empty() ? "" : ", ") + (right ? frame.word(request, right_word(*right)) : each);
    }
    return words;
}

}  // namespace pages
