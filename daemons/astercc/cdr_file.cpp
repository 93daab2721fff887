// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/cdr_file.h"

#include <string_view>

namespace astercc {

namespace {

constexpr std::size_t read_ahead = 1U << 20;

CdrPlace place_of(const runtime::FilePlace& place)
{
    return {place.file, place.position};
}

}  // namespace

CdrPlace CdrFile::end()
{
    return place_of(file_.end());
}

CdrPlace CdrFile::since(runtime::TimePoint)
{
    return place_of(file_.beginning());
}

CdrBatch CdrFile::read(const CdrPlace& from, std::size_t most)
{
    const auto part = file_.read({from.file, from.position}, read_ahead);
    if (!part.bytes.empty()) return parse(part, most);
    return {.records = {}, .next = part.place.file.empty() ? from : place_of(part.place), .is_last = true};
}

CdrBatch CdrFile::parse(const runtime::FilePart& part, std::size_t most) const
{
    CdrBatch batch;
    batch.next = place_of(part.place);
    std::string_view rest{part.bytes};
    std::vector<std::uint64_t> ends;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        if (ends.size() == most) break;
        if (auto record = calls::parse_cdr_line(rest.substr(0, end), clock_))
            batch.records.push_back(std::move(*record));
        else if (end > 0)
            ++batch.broken_lines;
        rest.remove_prefix(end + 1);
        ends.push_back(part.place.position + (part.bytes.size() - rest.size()));
    }
    if (!ends.empty()) {
        // The lines of one call stand close together: those at the end of a batch come again with what follows.
        batch.next.position = ends.size() == most ? ends[most - 1 - most / 4] : ends.back();
    } else {  // no line is that long: leave it out
        batch.next.position += part.bytes.size();
        ++batch.broken_lines;
    }
    batch.is_last = ends.size() < most && part.bytes.size() < read_ahead && !part.is_new_file;
    return batch;
}

}  // namespace astercc
