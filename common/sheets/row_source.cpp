// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/sheets/row_source.h"

#include "common/crm/csv_form.h"
#include "common/sheets/csv_rows.h"
#include "common/sheets/xls_rows.h"
#include "common/sheets/xlsx_rows.h"

namespace sheets {

namespace {

constexpr std::size_t sample_size = 64 * 1024;

}  // namespace

std::string_view to_string(FileError::Why why)
{
    switch (why) {
        case FileError::Why::unreadable:
            return "unreadable";
        case FileError::Why::broken:
            return "broken";
        case FileError::Why::too_large:
            return "too_large";
        case FileError::Why::zip_bomb:
            return "zip_bomb";
        case FileError::Why::encrypted:
            return "encrypted";
        case FileError::Why::no_sheet:
            return "no_sheet";
        case FileError::Why::cell_too_long:
            return "cell_too_long";
        case FileError::Why::too_many_columns:
            return "too_many_columns";
        case FileError::Why::open_quote:
            return "open_quote";
    }
    return "";
}

std::unique_ptr<RowSource> open_rows(const std::string& path, const crm::FileForm& form)
{
    switch (form.type) {
        case crm::FileType::csv:
            return open_csv(path, form);
        case crm::FileType::xls:
            return open_xls(path, form.sheet);
        case crm::FileType::xlsx:
            return open_xlsx(path, form.sheet);
    }
    throw FileError(FileError::Why::broken, "unknown type of file");
}

crm::FileForm guess_form(const std::string& path)
{
    crm::FileForm form;
    const auto sample = read_beginning(path, sample_size);
    if (sample.starts_with("PK\x03\x04")) {
        form.type = crm::FileType::xlsx;
    } else if (sample.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        form.type = crm::FileType::xls;
    } else {
        form.encoding = crm::guess_encoding(sample);
        std::string text;
        crm::TextDecoder{form.encoding}.decode(sample, false, text);
        form.delimiter = crm::guess_delimiter(text);
    }
    return form;
}

std::vector<std::string> sheet_names(const std::string& path, crm::FileType type)
{
    switch (type) {
        case crm::FileType::csv:
            return {};
        case crm::FileType::xls:
            return xls_sheets(path);
        case crm::FileType::xlsx:
            return xlsx_sheets(path);
    }
    return {};
}

crm::Preview preview_of(const std::string& path, const std::optional<crm::FileForm>& form)
{
    crm::Preview preview;
    preview.form = form ? *form : guess_form(path);
    preview.sheets = sheet_names(path, preview.form.type);
    const auto rows = open_rows(path, preview.form);
    for (crm::FileRow row; preview.rows.size() < crm::previewed_rows && rows->next(row);)
        preview.rows.push_back(row);
    preview.has_header = crm::looks_like_header(preview.rows);
    return preview;
}

}  // namespace sheets
