// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/queue_log.h"

#include "common/runtime/text.h"

#include <algorithm>

namespace pbx {

namespace {

constexpr std::size_t longest_line = 8192;  // Asterisk cuts at 8 KiB
constexpr std::size_t least_fields = 5;
constexpr long long latest_time = 253'402'300'799;  // the year 9999: what a datetime holds

std::vector<std::string_view> split_fields(std::string_view line)
{
    std::vector<std::string_view> fields;
    for (;;) {
        const auto bar = line.find('|');
        fields.push_back(line.substr(0, bar));
        if (bar == std::string_view::npos) return fields;
        line.remove_prefix(bar + 1);
    }
}

// "1795413305", in some versions with a fraction
std::optional<TimePoint> parse_time(std::string_view text)
{
    const auto seconds = runtime::to_number(text.substr(0, text.find('.')));
    if (!seconds || *seconds <= 0 || *seconds > latest_time) return std::nullopt;
    return runtime::from_epoch_ms(*seconds * 1000);
}

bool is_event_word(std::string_view word)
{
    return !word.empty() && word.size() <= 40 && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

void tell_parties(QueueLogEntry& entry)
{
    if (entry.event == "ENTERQUEUE") entry.src = entry.info[1];  // url|callerid|position
    if (entry.event == "TRANSFER" || entry.event == "BLINDTRANSFER")
        entry.dst = entry.info[0];  // extension|context|...
    if (entry.event == "CONNECT" || entry.event.starts_with("COMPLETE")) entry.dst = entry.agent;
}

}  // namespace

std::optional<QueueLogEntry> parse_queue_log_line(std::string_view line)
{
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto fields = split_fields(line);
    if (fields.size() < least_fields || !is_event_word(fields[4])) return std::nullopt;
    const auto at = parse_time(fields[0]);
    if (!at) return std::nullopt;
    QueueLogEntry entry;
    entry.at = *at;
    entry.uniqueid = fields[1];
    entry.queue = fields[2];
    entry.agent = fields[3];
    entry.event = fields[4];
    for (std::size_t i = 0; i < entry.info.size() && least_fields + i < fields.size(); ++i)
        entry.info[i] = fields[least_fields + i];
    tell_parties(entry);
    return entry;
}

QueueLogBatch read_queue_log(std::string_view bytes, std::uint64_t position, std::size_t most_lines)
{
    QueueLogBatch batch;
    batch.end = position;
    while (batch.lines < most_lines && !bytes.empty()) {
        const auto feed = bytes.find('\n');
        if (feed == std::string_view::npos && bytes.size() <= longest_line) break;
        const auto line = bytes.substr(0, feed);
        const auto length = feed == std::string_view::npos ? bytes.size() : feed + 1;
        auto entry = line.size() <= longest_line ? parse_queue_log_line(line) : std::nullopt;
        if (entry) {
            entry->position = batch.end;
            batch.entries.push_back(std::move(*entry));
        } else if (!runtime::trim(line).empty()) {
            batch.bad_lines.push_back(batch.end);
        }
        bytes.remove_prefix(length);
        batch.end += length;
        ++batch.lines;
    }
    return batch;
}

}  // namespace pbx
