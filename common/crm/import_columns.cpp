// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/import_columns.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <array>

namespace crm {

namespace {

using enum ColumnKind;

constexpr std::array tables{ImportTable::customer, ImportTable::contact, ImportTable::diallist};

const std::vector<ImportColumn> customer_columns{
    {"customer",
     text,
     120,
     {"customer", "customer name", "company", "company name", "name", "客户", "客户名", "客户名称", "公司", "公司名称",
      "客戶", "客戶名稱", "kunde", "firma", "kundenname"}},
    {"address", text, 200, {"address", "street", "地址", "住址", "adresse", "straße", "strasse", "anschrift"}},
    {"zipcode",
     text,
     20,
     {"zipcode", "zip", "zip code", "postcode", "postal code", "邮编", "邮政编码", "郵編", "郵遞區號", "plz",
      "postleitzahl"}},
    {"website", text, 255, {"website", "web", "url", "homepage", "网站", "网址", "網站", "webseite"}},
    {"category", text, 255, {"category", "type", "类别", "分类", "类型", "類別", "kategorie"}},
    {"city", text, 50, {"city", "town", "城市", "ort", "stadt"}},
    {"state", text, 50, {"state", "province", "省", "省份", "州", "bundesland"}},
    {"country", text, 50, {"country", "国家", "國家", "land"}},
    {"phone",
     phone,
     50,
     {"phone", "telephone", "tel", "phone number", "电话", "电话号码", "座机", "電話", "telefon", "telefonnummer",
      "rufnummer"}},
    {"phone_ext", digits, 8, {"phone_ext", "ext", "extension", "分机", "電話分機", "durchwahl"}},
    {"fax", phone, 50, {"fax", "传真", "傳真", "telefax"}},
    {"fax_ext", digits, 8, {"fax_ext", "fax ext", "传真分机"}},
    {"mobile",
     phone,
     50,
     {"mobile", "mobile phone", "cell", "cell phone", "手机", "手机号", "手机号码", "手機", "mobil", "mobiltelefon",
      "handy"}},
    {"email", text, 100, {"email", "e-mail", "mail", "邮箱", "电子邮件", "电邮", "電子郵件"}},
    {"contact", text, 50, {"contact", "contact person", "联系人", "聯絡人", "ansprechpartner", "kontakt"}},
    {"contactgender", gender, 10, {"contactgender", "gender", "sex", "性别", "性別", "geschlecht"}},
    {"bankname", text, 100, {"bankname", "bank", "bank name", "银行", "开户银行", "銀行"}},
    {"bankaccount",
     text,
     100,
     {"bankaccount", "bank account", "account", "iban", "银行账号", "银行帐号", "账号", "bankkonto", "kontonummer"}},
    {"bankzip", text, 100, {"bankzip", "bank zip", "bank code", "银行邮编", "银行代码", "blz", "bankleitzahl"}},
    {"bankaccountname",
     text,
     100,
     {"bankaccountname", "account name", "account holder", "开户名", "户名", "kontoinhaber"}},
};

const std::vector<ImportColumn> contact_columns{
    {"contact",
     text,
     60,
     {"contact", "contact name", "name", "full name", "联系人", "姓名", "聯絡人", "kontakt", "ansprechpartner"}},
    {"gender", gender, 10, {"gender", "sex", "性别", "性別", "geschlecht"}},
    {"position", text, 100, {"position", "title", "职位", "职务", "職位", "funktion"}},
    {"phone",
     phone,
     50,
     {"phone", "telephone", "tel", "phone number", "电话", "电话号码", "電話", "telefon", "telefonnummer",
      "rufnummer"}},
    {"ext", digits, 8, {"ext", "extension", "分机", "durchwahl"}},
    {"phone1", phone, 50, {"phone1", "phone 1", "phone 2", "电话1", "电话2"}},
    {"ext1", digits, 8, {"ext1", "分机1"}},
    {"phone2", phone, 50, {"phone2", "phone 3", "电话3"}},
    {"ext2", digits, 8, {"ext2", "分机2"}},
    {"mobile", phone, 50, {"mobile", "mobile phone", "cell", "手机", "手机号", "手机号码", "手機", "mobil", "handy"}},
    {"fax", phone, 50, {"fax", "传真", "傳真", "telefax"}},
    {"fax_ext", digits, 8, {"fax_ext", "传真分机"}},
    {"email", text, 100, {"email", "e-mail", "mail", "邮箱", "电子邮件", "電子郵件"}},
};

const std::vector<ImportColumn> diallist_columns{
    {"dialnumber",
     phone,
     40,
     {"dialnumber", "number", "phone", "phone number", "mobile", "telephone", "号码", "电话", "电话号码", "手机",
      "手机号", "號碼", "telefon", "nummer", "rufnummer"}},
    {"dialtime", time, 30, {"dialtime", "dial time", "time", "拨号时间", "时间", "撥號時間", "wählzeit", "zeit"}},
    {"assign",
     digits,
     30,
     {"assign", "assigned to", "agent", "extension", "分派", "分派给", "分机", "座席", "zugewiesen"}},
    {"timezone", zone, 40, {"timezone", "time zone", "时区", "時區", "zeitzone"}},
    {"consenttime",
     time,
     30,
     {"consenttime", "consent", "consent time", "consent of", "同意时间", "授权时间", "同意時間", "einwilligung",
      "einwilligung vom"}},
    {"linetype", line_type, 10, {"linetype", "line type", "line", "号码类型", "线路类型", "號碼類型", "anschlussart"}},
};

bool means(const ImportColumn& column, std::string_view word)
{
    return word == column.name || std::ranges::find(column.words, word) != column.words.end();
}

}  // namespace

std::string_view to_string(ImportTable table)
{
    switch (table) {
        case ImportTable::customer:
            return "customer";
        case ImportTable::contact:
            return "contact";
        case ImportTable::diallist:
            return "diallist";
    }
    return "";
}

std::optional<ImportTable> parse_import_table(std::string_view word)
{
    for (const auto table : tables)
        if (to_string(table) == word) return table;
    return std::nullopt;
}

std::span<const ImportColumn> columns_of(ImportTable table)
{
    switch (table) {
        case ImportTable::customer:
            return customer_columns;
        case ImportTable::contact:
            return contact_columns;
        case ImportTable::diallist:
            return diallist_columns;
    }
    return {};
}

std::size_t required_column(ImportTable)
{
    return 0;  // customer, contact, dialnumber
}

Mapping match_header(ImportTable table, std::span<const std::string> header)
{
    const auto columns = columns_of(table);
    std::vector<bool> taken(columns.size());
    Mapping mapping(header.size());
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto word = runtime::to_lower(runtime::trim(header[i]));
        for (std::size_t c = 0; c < columns.size() && !mapping[i]; ++c)
            if (!taken[c] && means(columns[c], word)) mapping[i] = c;
        if (mapping[i]) taken[*mapping[i]] = true;
    }
    return mapping;
}

bool is_column_word(std::string_view cell)
{
    const auto word = runtime::to_lower(runtime::trim(cell));
    return std::ranges::any_of(tables, [&](ImportTable table) {
        return std::ranges::any_of(columns_of(table), [&](const ImportColumn& c) { return means(c, word); });
    });
}

std::optional<Mapping> parse_mapping(ImportTable table, std::span<const std::string> numbers)
{
    const auto count = columns_of(table).size();
    std::vector<bool> taken(count);
    Mapping mapping;
    for (const auto& text : numbers) {
        const auto word = runtime::trim(text);
        if (word.empty()) {
            mapping.emplace_back();
            continue;
        }
        const auto number = runtime::to_number(word);
        if (!number || *number < 0 || static_cast<std::size_t>(*number) >= count) return std::nullopt;
        const auto column = static_cast<std::size_t>(*number);
        if (taken[column]) return std::nullopt;
        taken[column] = true;
        mapping.emplace_back(column);
    }
    return mapping;
}

}  // namespace crm
