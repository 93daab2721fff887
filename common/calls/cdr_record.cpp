// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/cdr_record.h"

#include "common/runtime/text.h"

#include <cmath>
#include <cstdlib>
#include <ctime>

namespace calls {

using namespace std::chrono;

namespace {

constexpr std::size_t custom_columns = 15;
constexpr std::size_t master_columns = 16;  // without what cdr.conf adds
constexpr std::size_t most_columns = 64;

Disposition disposition_of(std::string_view word)
{
    for (const auto d : {Disposition::answered, Disposition::no_answer, Disposition::busy, Disposition::failed})
        if (word == to_string(d)) return d;
    return word == "CONGESTION" ? Disposition::failed : Disposition::no_answer;
}

// "Name" <number>, or whatever a caller made of it.
std::string name_of(std::string_view clid)
{
    const auto open = clid.rfind('<');
    if (open == std::string_view::npos) return {};
    auto name = runtime::trim(clid.substr(0, open));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    return std::string{name};
}

// More is rubbish, and would not fit into milliseconds.
constexpr long most_seconds = 100'000'000'000;

// Seconds with a fraction; the C library's reading of it stops where no number is left.
std::optional<milliseconds> parse_seconds(const std::string& text)
{
    char* end = nullptr;
    const double seconds = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end != '\0' || !std::isfinite(seconds) || std::abs(seconds) > most_seconds)
        return std::nullopt;
    return milliseconds{std::llround(seconds * 1000)};
}

// A time that did not come is 0.000000.
std::optional<TimePoint> parse_epoch(const std::string& text)
{
    const auto since = parse_seconds(text);
    if (!since || *since <= milliseconds{0}) return std::nullopt;
    return TimePoint{*since};
}

bool is_uniqueid(std::string_view text)
{
    const auto dot = text.rfind('.');
    return dot != std::string_view::npos && dot > 0 && runtime::to_number(text.substr(dot + 1)).has_value();
}

bool is_consistent(const CdrRecord& record)
{
    return !record.channel.empty() && record.start <= record.end;
}

std::optional<CdrRecord> parse_custom(std::vector<std::string>& f)
{
    const auto start = parse_epoch(f[5]);
    const auto end = parse_epoch(f[7]);
    const auto billed = parse_seconds(f[9]);
    if (!start || !end || !billed) return std::nullopt;
    CdrRecord record;
    record.src = std::move(f[0]);
    record.dst = std::move(f[1]);
    record.channel = std::move(f[3]);
    record.dstchannel = std::move(f[4]);
    record.start = *start;
    record.answer = parse_epoch(f[6]);
    record.end = *end;
    record.billed = *billed;
    record.disposition = disposition_of(f[10]);
    record.accountcode = std::move(f[11]);
    record.uniqueid = std::move(f[12]);
    record.linkedid = std::move(f[13]);
    record.sequence = runtime::to_number(f[14]).value_or(0);
    return record;
}

// The columns behind the sixteen that are always there.
void read_further(CdrRecord& record, std::vector<std::string>& f)
{
    auto at = master_columns;
    const bool has_new = f.size() >= master_columns + 3;
    const auto optional = f.size() - master_columns - (has_new ? 3 : 0);
    const bool has_uniqueid = optional >= 2 || (optional == 1 && is_uniqueid(f[at]));
    if (has_uniqueid) record.uniqueid = std::move(f[at++]);
    if (optional > (has_uniqueid ? 1U : 0U)) record.userfield = std::move(f[at++]);
    if (!has_new) return;
    record.linkedid = std::move(f[at + 1]);
    record.sequence = runtime::to_number(f[at + 2]).value_or(0);
}

std::optional<CdrRecord> parse_master(std::vector<std::string>& f, CdrClock clock)
{
    const auto start = parse_cdr_time(f[9], clock);
    const auto end = parse_cdr_time(f[11], clock);
    const auto billsec = runtime::to_number(f[13]);
    const bool is_whole = !f[15].empty();  // there is always a word in amaflags
    if (!start || !end || !billsec || *billsec < 0 || *billsec > most_seconds || !is_whole) return std::nullopt;
    CdrRecord record;
    record.accountcode = std::move(f[0]);
    record.src = std::move(f[1]);
    record.dst = std::move(f[2]);
    record.srcname = name_of(f[4]);
    record.channel = std::move(f[5]);
    record.dstchannel = std::move(f[6]);
    record.lastapp = std::move(f[7]);
    record.lastdata = std::move(f[8]);
    record.start = *start;
    record.answer = parse_cdr_time(f[10], clock);
    record.end = *end;
    record.billed = std::min(milliseconds{seconds{*billsec}}, record.end - record.start + milliseconds{seconds{1}});
    record.disposition = disposition_of(f[14]);
    read_further(record, f);
    return record;
}

}  // namespace

std::optional<CdrClock> parse_cdr_clock(std::string_view text)
{
    if (text == "utc") return CdrClock::utc;
    if (text == "local") return CdrClock::local;
    return std::nullopt;
}

std::optional<TimePoint> parse_cdr_time(std::string_view text, CdrClock clock)
{
    if (text.size() < 19 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return std::nullopt;
    const auto field = [&](std::size_t at, std::size_t length) {
        return static_cast<int>(runtime::to_number(text.substr(at, length)).value_or(-1));
    };
    const year_month_day date{year{field(0, 4)}, month{static_cast<unsigned>(field(5, 2))},
                              day{static_cast<unsigned>(field(8, 2))}};
    const int h = field(11, 2);
    const int m = field(14, 2);
    const int s = field(17, 2);
    const bool is_time = h >= 0 && h < 24 && m >= 0 && m < 60 && s >= 0 && s <= 60;
    if (!date.ok() || field(0, 4) < 1970 || !is_time) return std::nullopt;
    if (clock == CdrClock::utc) return TimePoint{sys_days{date}} + hours{h} + minutes{m} + seconds{s};
    std::tm local{};
    local.tm_year = static_cast<int>(date.year()) - 1900;
    local.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    local.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    local.tm_hour = h;
    local.tm_min = m;
    local.tm_sec = s;
    local.tm_isdst = -1;
    const auto epoch = std::mktime(&local);
    if (epoch == -1) return std::nullopt;
    return TimePoint{seconds{epoch}};
}

std::string to_cdr_time(TimePoint time, CdrClock clock)
{
    const std::time_t epoch = floor<seconds>(time).time_since_epoch().count();
    std::tm parts{};
    if (clock == CdrClock::utc)
        gmtime_r(&epoch, &parts);
    else
        localtime_r(&epoch, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts)};
}

std::vector<std::string> split_csv(std::string_view line)
{
    std::vector<std::string> fields{1};
    bool is_quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (is_quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += c;
            ++i;
        } else if (c == '"') {
            is_quoted = !is_quoted;
        } else if (c == ',' && !is_quoted) {
            if (fields.size() == most_columns) return fields;
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    if (is_quoted) fields.clear();
    return fields;
}

std::optional<CdrRecord> parse_cdr_line(std::string_view line, CdrClock clock)
{
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto fields = split_csv(line);
    std::optional<CdrRecord> record;
    if (fields.size() == custom_columns)
        record = parse_custom(fields);
    else if (fields.size() >= master_columns && fields.size() <= master_columns + 5)
        record = parse_master(fields, clock);
    if (record && !is_consistent(*record)) record.reset();
    return record;
}

bool complete(CdrRecord& record, const CdrTableRow& row, CdrClock clock)
{
    const auto start = parse_cdr_time(row.start, clock);
    if (!start || row.duration < 0 || row.billsec < 0 || record.channel.empty()) return false;
    record.start = *start;
    record.end = record.start + seconds{row.duration};
    record.billed = seconds{std::min(row.billsec, row.duration)};
    record.disposition = disposition_of(row.disposition);
    if (record.disposition == Disposition::answered) record.answer = record.end - record.billed;
    record.srcname = name_of(row.clid);
    return true;
}

}  // namespace calls
