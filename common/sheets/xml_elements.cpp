// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/sheets/xml_elements.h"

#include <algorithm>
#include <utility>

namespace sheets {

// Moves to the next start tag; false: it is not there yet, and what may be its beginning stays.
bool XmlElements::find_start()
{
    for (;;) {
        const auto begin = text_.find('<', at_);
        at_ = std::min(begin, text_.size());
        const auto end = begin == std::string::npos ? begin : text_.find_first_of(" \t\r\n/>", begin + 1);
        if (end == std::string::npos) return false;
        const std::string_view tag = std::string_view(text_).substr(begin + 1, end - begin - 1);
        const auto colon = tag.find(':');
        if ((colon == std::string_view::npos ? tag : tag.substr(colon + 1)) == name_) {
            closing_ = std::string("</").append(tag).append(">");
            searched_ = end;
            return true;
        }
        at_ = begin + 1;
    }
}

std::optional<std::string_view> XmlElements::next()
{
    if (closing_.empty()) {
        text_.erase(0, at_ > text_.size() / 2 ? std::exchange(at_, 0) : 0);
        if (!find_start()) return std::nullopt;
    }
    const auto tag_end = text_.find('>', at_);
    if (tag_end == std::string::npos) return std::nullopt;
    auto end = tag_end + 1;
    if (text_[tag_end - 1] != '/') {
        const auto close = text_.find(closing_, searched_);
        if (close == std::string::npos) {
            searched_ = std::max(searched_, text_.size() - std::min(text_.size(), closing_.size()));
            return std::nullopt;
        }
        end = close + closing_.size();
    }
    const auto element = std::string_view(text_).substr(at_, end - at_);
    at_ = end;
    closing_.clear();
    return element;
}

}  // namespace sheets
