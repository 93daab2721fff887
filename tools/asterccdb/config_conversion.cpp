// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/config_conversion.h"

#include "common/runtime/config_edit.h"
#include "common/runtime/text.h"

#include <algorithm>
#include <array>

namespace asterccdb {

namespace {

std::string_view value_in(std::string_view text)
{
    text = runtime::trim(text);
    if (!text.empty() && (text.front() == '"' || text.front() == '\''))
        if (const auto end = text.find(text.front(), 1); end != std::string_view::npos) return text.substr(1, end - 1);
    return runtime::trim(text.substr(0, text.find(';')));
}

// Calls `line(text, number)` for each, without its end.
template <class F>
void for_each_line(std::string_view text, F&& line)
{
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find_first_of("\r\n");
        line(text.substr(0, end), number);
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

// Whether the sample has the key, as a line or behind a ';' that makes it a comment.
bool has_key(std::string_view sample, std::string_view section, std::string_view key)
{
    bool is_in_section = false;
    bool is_found = false;
    for_each_line(sample, [&](std::string_view line, std::size_t) {
        line = runtime::trim(line);
        if (line.starts_with('['))
            is_in_section = line.substr(1, line.find(']') - 1) == section;
        else if (is_in_section)
            is_found |= runtime::trim(line.substr(line.starts_with(';') ? 1 : 0,
                                                  line.find('=') - line.starts_with(';'))) == key &&
                        line.find('=') != std::string_view::npos;
    });
    return is_found;
}

// What must not be taken although the key is the same.
struct Refused {
    std::string_view section;
    std::string_view key;
    std::string_view why;
};

constexpr std::array refused{
    Refused{"system", "log_file_path",
            "files of the web server lie elsewhere here: see log_file_path in astercrm.conf"},
    Refused{"system", "upload_file_path", "uploads lie outside of what the web server shows: see upload_file_path"},
    Refused{"licence", "channel", "this asterCC needs no licence; [licence] channel of astercrm.conf can limit calls"},
    Refused{"licence", "key", "this asterCC needs no licence"},
    Refused{"database", "dbtype", ""},
};

const Refused* refusal(const OriginalSetting& setting)
{
    const auto* const found = std::find_if(refused.begin(), refused.end(), [&](const Refused& r) {
        return r.section == setting.section && r.key == setting.key;
    });
    return found == refused.end() ? nullptr : found;
}

void remark(const OriginalSetting& setting, std::string_view why, std::vector<std::string>& remarks)
{
    if (!why.empty())
        remarks.push_back(setting.place + ": [" + setting.section + "] " + setting.key + ": " + std::string{why});
}

void take(const OriginalSetting& setting, std::string& ours, std::vector<std::string>& remarks)
{
    if (const auto* const no = refusal(setting)) return remark(setting, no->why, remarks);
    if (!has_key(ours, setting.section, setting.key)) return remark(setting, "has no place here", remarks);
    if (setting.value.find(" ;") != std::string::npos)
        return remark(setting, "holds ' ;', behind which our files have a comment: write it another way", remarks);
    if (!setting.value.empty()) ours = runtime::with_value(ours, setting.section, setting.key, setting.value);
}

}  // namespace

std::vector<OriginalSetting> read_original(std::string_view text, const std::string& name,
                                           std::vector<std::string>& remarks)
{
    std::vector<OriginalSetting> settings;
    std::string section;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    for_each_line(text, [&](std::string_view line, std::size_t number) {
        line = runtime::trim(line);
        const auto place = name + ", line " + std::to_string(number);
        const bool is_of_php = line.starts_with("<?") || line.starts_with("?>") || line == "/*" || line == "*/";
        if (line.empty() || line.starts_with(';') || line.starts_with('#') || is_of_php) return;
        const auto equals = line.find('=');
        if (line.starts_with('[') && line.find(']') != std::string_view::npos)
            section = runtime::trim(line.substr(1, line.find(']') - 1));
        else if (equals == std::string_view::npos || equals == 0 || section.empty())
            remarks.push_back(place + ": neither [section] nor key = value: left out");
        else
            settings.push_back({section, std::string{runtime::trim(line.substr(0, equals))},
                                std::string{value_in(line.substr(equals + 1))}, place});
    });
    return settings;
}

Configurations convert(const std::vector<OriginalSetting>& crm, const std::vector<OriginalSetting>& daemon,
                       Configurations ours, std::vector<std::string>& remarks)
{
    for (const auto& setting : crm)
        take(setting, ours.crm, remarks);
    // Whose installation it is, is said by the pages' file here.
    for (const auto& setting : daemon)
        take(setting, setting.section == "licence" ? ours.crm : ours.daemon, remarks);
    return ours;
}

}  // namespace asterccdb
