// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/recording_name.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace calls {

namespace {

constexpr std::size_t most_of_uniqueid = 64;
constexpr std::size_t most_of_folder = 100;

bool is_plain(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// Dots stay where they part two plain characters: no name begins with one or holds two in a row.
std::string plain(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool may_dot = c == '.' && !out.empty() && out.back() != '.';
        out += is_plain(c) || may_dot ? c : '-';
    }
    if (!out.empty() && out.back() == '.') out.back() = '-';
    return out;
}

}  // namespace

std::string_view to_string(RecordingFormat format)
{
    switch (format) {
        case RecordingFormat::gsm:
            return "gsm";
        case RecordingFormat::wav:
            return "wav";
        case RecordingFormat::wav49:
            return "wav49";
    }
    return {};
}

std::optional<RecordingFormat> parse_recording_format(std::string_view word)
{
    for (const auto format : {RecordingFormat::gsm, RecordingFormat::wav, RecordingFormat::wav49})
        if (word == to_string(format)) return format;
    return std::nullopt;
}

bool is_recording_folder(std::string_view folder)
{
    return folder.starts_with('/') && folder.size() <= most_of_folder && folder.find("..") == std::string_view::npos &&
           std::all_of(folder.begin(), folder.end(), [](char c) { return is_plain(c) || c == '.' || c == '/'; });
}

std::string recording_path(std::string_view folder, std::string_view server, std::string_view uniqueid,
                           std::uint64_t row, runtime::TimePoint start)
{
    const auto end = folder.find_last_not_of('/');
    const auto parent = folder.substr(0, end == std::string_view::npos ? 0 : end + 1);
    const auto hour = fmt::gmtime(std::chrono::system_clock::to_time_t(start));
    return fmt::format("{}/{:%Y/%m/%d/%H}/{}-{}-{}", parent, hour, plain(server),
                       plain(uniqueid.substr(0, most_of_uniqueid)), row);
}

}  // namespace calls
