// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/board_reader.h"

#include "common/board/board_rows.h"
#include "common/runtime/local_day.h"

#include <utility>

namespace live {
namespace {

constexpr std::chrono::seconds whole_every{1};
constexpr std::chrono::milliseconds moved_every{20};

}  // namespace

std::optional<BoardNews> BoardReader::read(db::BoardGateway& gateway, Time now)
{
    if (now >= next_whole_) return read_everything(gateway, now);
    if (moved_.empty() || now < next_moved_) return std::nullopt;
    return read_moved(gateway, now);
}

BoardNews BoardReader::read_everything(db::BoardGateway& gateway, Time now)
{
    BoardNews news{.as_of = runtime::now(), .changes = {}, .watchers = {}};
    auto watchers = gateway.watchers();
    auto rows = board::board_rows(gateway.read(runtime::begin_of_local_day(news.as_of)));
    news.changes = board_.replace(std::move(rows));
    if (!std::exchange(is_begun_, true) || watchers != watchers_) {
        watchers_ = std::move(watchers);
        news.watchers = watchers_;
    }
    next_whole_ = now + whole_every;
    moved_.clear();
    return news;
}

BoardNews BoardReader::read_moved(db::BoardGateway& gateway, Time now)
{
    BoardNews news{.as_of = runtime::now(), .changes = {}, .watchers = {}};
    news.changes = board_.replace_of(moved_, board::board_rows(gateway.read_of(moved_)));
    next_moved_ = now + moved_every;
    moved_.clear();
    return news;
}

}  // namespace live
