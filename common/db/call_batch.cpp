// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/call_batch.h"

namespace db {

void CallBatch::assume_written(std::span<const calls::Leg> legs)
{
    for (const auto& leg : legs)
        in_table_.emplace(leg.key);
}

void CallBatch::add_live(LiveLegRow row)
{
    drops_.erase(row.leg.key);
    auto key = row.leg.key;
    live_.insert_or_assign(std::move(key), std::move(row));
}

void CallBatch::add_drop(const calls::LegKey& key)
{
    live_.erase(key);
    if (in_table_.contains(Row{key})) drops_.insert(key);
}

void CallBatch::add_finished(FinishedLegRow row)
{
    add_drop(row.finished.leg.key);
    finished_.push_back(std::move(row));
}

std::vector<LiveLegRow> CallBatch::live_rows() const
{
    std::vector<LiveLegRow> rows;
    rows.reserve(live_.size());
    for (const auto& [key, row] : live_)
        rows.push_back(row);
    return rows;
}

void CallBatch::written()
{
    perhaps_written();
    for (const auto& key : drops_)
        in_table_.erase(Row{key});
    live_.clear();
    drops_.clear();
    finished_.clear();
    feed_.clear();
}

void CallBatch::perhaps_written()
{
    for (const auto& [key, row] : live_)
        in_table_.emplace(key);
}

void CallBatch::trim_feed(std::size_t newest)
{
    if (feed_.size() > newest) feed_.erase(feed_.begin(), feed_.end() - static_cast<std::ptrdiff_t>(newest));
}

}  // namespace db
