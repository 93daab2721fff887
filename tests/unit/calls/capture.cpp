// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/calls/capture.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <iomanip>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>

namespace test {
namespace fs = std::filesystem;
namespace {

// gzread reads plain files too.
std::string read_file(const fs::path& path)
{
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file{gzopen(path.c_str(), "rb"), gzclose};
    if (!file) throw std::runtime_error{"cannot read " + path.string()};
    std::string text;
    char buffer[65536];
    int n = 0;
    while ((n = gzread(file.get(), buffer, sizeof buffer)) > 0)
        text.append(buffer, static_cast<std::size_t>(n));
    return text;
}

TimePoint from_seconds(double seconds)
{
    return runtime::from_epoch_ms(std::llround(seconds * 1000));
}

std::vector<std::string> split_csv(const std::string& line)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            cells.back() += line[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

long parse_utc(const std::string& text)
{
    std::tm tm{};
    std::istringstream{text} >> std::get_time(&tm, "%Y-%m-%d %H:%M:%S");
    return timegm(&tm);
}

std::vector<CdrRow> read_cdr(const fs::path& path)
{
    std::vector<CdrRow> rows;
    std::istringstream in{read_file(path)};
    for (std::string line; std::getline(in, line);) {
        const auto c = split_csv(line);
        if (c.size() < 17) continue;
        CdrRow row{c[1], c[2], c[5], c[6], c[14], c[16], c.size() > 19 ? c[19] : "", 0, 0, 0};
        row.start = parse_utc(c[9]);
        row.duration = std::stoi(c[12]);
        row.billsec = std::stoi(c[13]);
        rows.push_back(row);
    }
    return rows;
}

std::vector<Chunk> read_index(const fs::path& path)
{
    std::vector<Chunk> chunks;
    std::istringstream in{read_file(path)};
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        double at = 0;
        std::size_t offset = 0;
        std::istringstream{line} >> at >> offset;
        chunks.push_back({from_seconds(at), offset});
    }
    return chunks;
}

std::vector<Capture> read_all()
{
    std::vector<Capture> all;
    const fs::path root = fs::path{CC_TEST_DATA} / "captures";
    for (const auto& entry : fs::recursive_directory_iterator{root}) {
        const std::string file = entry.path().filename().string();
        if (file != "ami.raw" && file != "ami.raw.gz") continue;
        const fs::path folder = entry.path().parent_path();
        all.push_back({fs::relative(folder, root).string(), read_file(entry.path()), read_index(folder / "ami.idx"),
                       read_cdr(folder / "cdr.csv"), read_file(folder / "queue_log.txt")});
    }
    if (all.empty()) throw std::runtime_error{"no captures in " + root.string()};
    std::ranges::sort(all, {}, &Capture::name);
    return all;
}

// The last of the lists a recorder asks for that connects to calls under way.
constexpr std::string_view kListsEnd = "BridgeListComplete";
// Ours, in front of such a stream.
constexpr std::string_view kListsBegin = "ListsBegin";

OwnedMessage own(const ami::Message& message, TimePoint received)
{
    OwnedMessage owned;
    for (const ami::Header& header : message.headers())
        owned.headers.emplace_back(header.name, header.value);
    owned.received = received;
    return owned;
}

}  // namespace

TimePoint Capture::received(std::size_t offset) const
{
    const auto after = std::ranges::upper_bound(chunks, offset, {}, &Chunk::offset);
    return after == chunks.begin() ? TimePoint{} : std::prev(after)->received;
}

const std::vector<Capture>& captures()
{
    static const std::vector<Capture> all = read_all();
    return all;
}

const Capture& capture(const std::string& name)
{
    const auto found = std::ranges::find(captures(), name, &Capture::name);
    if (found == captures().end()) throw std::runtime_error{"no capture " + name};
    return *found;
}

std::string OwnedMessage::event() const
{
    return get("Event");
}

std::string OwnedMessage::get(const std::string& name) const
{
    for (const auto& [key, value] : headers) {
        if (ami::iequals(key, name)) return value;
    }
    return {};
}

void OwnedMessage::drop(const std::string& name)
{
    std::erase_if(headers, [&](const auto& header) { return header.first == name; });
}

void OwnedMessage::apply_to(calls::Tracker& tracker, std::vector<Change>& out) const
{
    if (event() == kListsBegin) tracker.begin_snapshot();
    if (event() == kListsEnd) tracker.end_snapshot(received, out);
    std::vector<ami::Header> views;
    for (const auto& [name, value] : headers)
        views.push_back({name, value});
    tracker.apply(ami::Message{views}, received, out);
}

Stream messages(const Capture& capture)
{
    Stream stream;
    if (capture.begins_mid_call()) stream.push_back({{{"Event", std::string{kListsBegin}}}, {}});
    ami::Parser parser;
    for (std::size_t i = 0; i < capture.chunks.size(); ++i) {
        const std::size_t begin = capture.chunks[i].offset;
        const std::size_t end = i + 1 < capture.chunks.size() ? capture.chunks[i + 1].offset : capture.raw.size();
        parser.feed(std::string_view{capture.raw}.substr(begin, end - begin), [&](const ami::Message& message) {
            if (!message.event().empty()) stream.push_back(own(message, capture.chunks[i].received));
        });
    }
    return stream;
}

Stream without_event(Stream stream, const std::string& event)
{
    std::erase_if(stream, [&](const OwnedMessage& message) { return message.event() == event; });
    return stream;
}

Stream without_timestamps(Stream stream)
{
    for (OwnedMessage& message : stream)
        message.drop("Timestamp");
    return stream;
}

std::vector<Change> play(const Stream& stream, calls::Tracker& tracker)
{
    std::vector<Change> changes;
    for (const OwnedMessage& message : stream)
        message.apply_to(tracker, changes);
    return changes;
}

std::vector<Change> play_raw(const Capture& capture, const std::vector<std::size_t>& cuts, calls::Tracker& tracker)
{
    std::vector<Change> changes;
    ami::Parser parser{{}, [](std::string_view event) { return calls::is_wanted_event(event) || event == kListsEnd; }};
    std::size_t at = 0;
    const auto feed = [&](std::size_t end) {
        const TimePoint received = capture.received(end - 1);
        parser.feed(std::string_view{capture.raw}.substr(at, end - at), [&](const ami::Message& message) {
            if (message.event() == kListsEnd)
                tracker.end_snapshot(received, changes);
            else
                tracker.apply(message, received, changes);
        });
        at = end;
    };
    if (capture.begins_mid_call()) tracker.begin_snapshot();
    std::set<std::size_t> stops{cuts.begin(), cuts.end()};
    // A list bears no time but that of its arrival.
    for (const Chunk& chunk : capture.begins_mid_call() ? capture.chunks : std::vector<Chunk>{})
        stops.insert(chunk.offset);
    stops.insert(capture.raw.size());
    stops.erase(0);
    for (const std::size_t stop : stops)
        feed(stop);
    return changes;
}

std::vector<std::size_t> cuts_every(const Capture& capture, std::size_t step)
{
    std::vector<std::size_t> cuts;
    for (std::size_t at = step; at < capture.raw.size(); at += step)
        cuts.push_back(at);
    return cuts;
}

OwnedMessage event(double at, const std::string& text)
{
    OwnedMessage message;
    message.received = from_seconds(at);
    std::istringstream in{"Event: " + text + " | Timestamp: " + std::to_string(at)};
    for (std::string field; std::getline(in, field, '|');) {
        const auto colon = field.find(": ");
        const auto begin = field.find_first_not_of(' ');
        auto value = field.substr(colon + 2);
        value.erase(value.find_last_not_of(' ') + 1);
        message.headers.emplace_back(field.substr(begin, colon - begin), value);
    }
    return message;
}

std::string describe(const Change& change)
{
    std::ostringstream out;
    const auto leg = [&out](const calls::Leg& l) {
        out << l.key.srcuid << ">" << l.key.dstuid << " " << l.src << "->" << l.dst << " " << l.srcchan << ">"
            << l.dstchan << " did=" << l.didnumber << " queue=" << l.queue << " linkedid=" << l.linkedid << " "
            << calls::to_string(l.state) << (l.held ? " held" : "") << " start=" << runtime::to_epoch_ms(l.start);
        if (l.answer) out << " answer=+" << runtime::to_epoch_ms(*l.answer) - runtime::to_epoch_ms(l.start);
    };
    if (const auto* c = std::get_if<calls::LegChanged>(&change)) {
        out << "changed  ";
        leg(c->leg);
    } else if (const auto* d = std::get_if<calls::LegDropped>(&change)) {
        out << "dropped  " << d->key.srcuid << ">" << d->key.dstuid;
    } else {
        const auto& f = std::get<calls::LegFinished>(change).finished;
        out << "finished ";
        leg(f.leg);
        out << " end=+" << runtime::to_epoch_ms(f.end) - runtime::to_epoch_ms(f.leg.start) << " talk=" << f.talk.count()
            << " wait=" << f.wait.count() << " ring=" << f.ring.count() << " hold=" << f.hold.count() << " #"
            << f.leg.legno << " by=" << calls::to_string(f.hangup_by) << " " << calls::to_string(f.disposition)
            << " cause=" << f.hangup_cause << (f.gap ? " gap" : "");
    }
    return out.str();
}

std::string describe(const std::vector<Change>& changes)
{
    std::string text;
    for (const Change& change : changes)
        text += describe(change) + "\n";
    return text;
}

}  // namespace test
