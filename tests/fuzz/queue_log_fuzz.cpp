// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever stands in a queue_log: reading it line by line says what reading it at once says, no byte is read twice or
// left out, and every entry holds what a row can.
#include "common/pbx/queue_log.h"
#include "tests/fuzz/require.h"

#include <string_view>

namespace {

using fuzz::require;

void check(const pbx::QueueLogBatch& batch, std::uint64_t begin, std::size_t size)
{
    require(batch.end >= begin && batch.end <= begin + size, "the place read up to");
    require(batch.entries.size() + batch.bad_lines.size() <= batch.lines, "the number of lines");
    for (const auto& entry : batch.entries) {
        require(entry.position >= begin && entry.position < batch.end, "an entry's place");
        require(!entry.event.empty() && entry.event.size() <= 40, "an event's word");
        require(runtime::to_epoch_ms(entry.at) > 0, "a time");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto whole = pbx::read_queue_log(bytes, 7, size + 1);
    check(whole, 7, size);
    std::size_t entries = 0;
    std::uint64_t at = 7;
    for (;;) {
        const auto one = pbx::read_queue_log(bytes.substr(at - 7), at, 1);
        check(one, at, size);
        if (one.lines == 0) break;
        entries += one.entries.size();
        at = one.end;
    }
    require(entries == whole.entries.size() && at == whole.end, "line by line it is the same");
    return 0;
}
