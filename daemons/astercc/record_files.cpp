// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/record_files.h"

#include "common/ami/parser.h"
#include "common/runtime/text.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace astercc {

namespace {

using Sink = std::function<void(const ami::JournalRecord&)>;

void read_directory(const std::string& path, const Sink& sink)
{
    const auto segments = ami::journal_segments(path);
    if (segments.empty()) throw std::runtime_error(path + ": holds no journal; name a folder with *.journal files");
    ami::JournalReader reader{path, {segments.front(), 0}};
    for (ami::JournalRecord record; reader.next(record);)
        sink(record);
}

void read_segment(const std::filesystem::path& path, const Sink& sink)
{
    const auto number = runtime::to_number(path.stem().string());
    if (!number || *number < 0) throw std::runtime_error(path.string() + ": a segment is named NUMBER.journal");
    const auto segment = static_cast<std::uint64_t>(*number);
    const auto folder = path.has_parent_path() ? path.parent_path().string() : std::string{"."};
    ami::JournalReader reader{folder, {segment, 0}};
    for (ami::JournalRecord record; reader.next(record) && record.position.segment == segment;)
        sink(record);
}

void read_capture(const std::string& path, const Sink& sink)
{
    constexpr std::size_t block_size = 1U << 16;
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error(path + ": cannot be read");
    struct stat st {};
    stat(path.c_str(), &st);
    ami::JournalRecord record;
    record.received = runtime::TimePoint{std::chrono::seconds{st.st_mtime}};
    ami::Parser parser;
    std::string block(block_size, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0)
        parser.feed(std::string_view{block}.substr(0, static_cast<std::size_t>(in.gcount())),
                    [&](const ami::Message& message) {
                        record.payload = ami::to_text(message);
                        record.next = {0, record.position.offset + record.payload.size()};
                        sink(record);
                        record.position = record.next;
                    });
}

}  // namespace

void read_records(const std::string& path, const std::function<void(const ami::JournalRecord&)>& sink)
{
    if (std::filesystem::is_directory(path)) return read_directory(path, sink);
    if (path.ends_with(".journal")) return read_segment(path, sink);
    return read_capture(path, sink);
}

}  // namespace astercc
