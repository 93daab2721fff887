// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/cdr_table_source.h"

#include <algorithm>

namespace astercc {

namespace {

constexpr unsigned skip_bits = 20;
constexpr std::uint64_t skip_mask = (1U << skip_bits) - 1;
constexpr std::uint64_t look_back = 300;  // seconds

std::uint64_t second_of(runtime::TimePoint time)
{
    return static_cast<std::uint64_t>(std::max(0LL, runtime::to_epoch_ms(time) / 1000));
}

runtime::TimePoint time_of(std::uint64_t second)
{
    return runtime::from_epoch_ms(static_cast<long long>(second) * 1000);
}

CdrPlace place_of(std::uint64_t second, std::uint64_t skipped)
{
    return {"cdr", second << skip_bits | std::min(skipped, skip_mask)};
}

}  // namespace

db::CdrTable& CdrTableSource::table()
{
    if (!table_) table_ = std::make_unique<db::CdrTable>(config_, clock_);
    return *table_;
}

CdrPlace CdrTableSource::end()
{
    const auto newest = table().newest();
    return newest ? place_of(second_of(*newest) + 1, 0) : place_of(0, 0);
}

CdrPlace CdrTableSource::since(runtime::TimePoint time)
{
    return place_of(second_of(time), 0);
}

CdrBatch CdrTableSource::read(const CdrPlace& from, std::size_t most)
{
    const auto second = from.position >> skip_bits;
    const auto skipped = from.position & skip_mask;
    CdrBatch batch;
    db::CdrTable::Page page;
    try {
        page = table().read(time_of(second), skipped, most);
    } catch (...) {
        table_.reset();
        throw;
    }
    batch.records = std::move(page.records);
    batch.broken_lines = page.rows - batch.records.size();
    batch.is_last = page.rows < most;
    const auto newest = batch.records.empty() ? second : second_of(batch.records.back().start);
    if (batch.is_last) {
        batch.next = place_of(std::max(second, newest - std::min(newest, look_back)), 0);
    } else if (newest == second) {
        batch.next = place_of(second, skipped + page.rows);
    } else {
        batch.next = place_of(newest, 0);  // the newest second's records come again
    }
    return batch;
}

}  // namespace astercc
