// SPDX-License-Identifier: GPL-3.0-or-later
// The words of imports: tables, their columns, what is wrong with a row.
#pragma once

#include "common/crm/import_plan.h"
#include "common/i18n/message.h"

#include <array>

namespace pages {

struct EncodingName {
    crm::Encoding encoding;
    std::string_view name;
};

inline constexpr std::array encoding_names{
    EncodingName{crm::Encoding::utf8, "UTF-8"},        EncodingName{crm::Encoding::gbk, "GBK, GB 18030"},
    EncodingName{crm::Encoding::big5, "Big5"},         EncodingName{crm::Encoding::utf16le, "UTF-16 LE"},
    EncodingName{crm::Encoding::utf16be, "UTF-16 BE"}, EncodingName{crm::Encoding::windows1252, "Windows-1252"},
};

inline constexpr std::array import_tables{crm::ImportTable::customer, crm::ImportTable::contact,
                                          crm::ImportTable::diallist};

[[nodiscard]] i18n::Message table_word(crm::ImportTable table);
[[nodiscard]] i18n::Message column_word(crm::ImportTable table, std::size_t column);
[[nodiscard]] i18n::Message flaw_word(crm::Flaw flaw);
[[nodiscard]] i18n::Message status_word(std::string_view status);

}  // namespace pages
