// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/board_hub.h"

#include "daemons/astercclive/sse.h"

#include <algorithm>
#include <string>
#include <utility>

namespace live {
namespace {

constexpr std::chrono::milliseconds beat_every{1'900};  // the second sweep

}  // namespace

template <class Action>
void BoardHub::for_each_audience(Action action)
{
    for (auto& [scope, audience] : supervisors_)
        action(audience);
    for (auto& [account, audience] : colleagues_)
        action(audience);
}

void BoardHub::deliver(BoardNews news)
{
    as_of_ = news.as_of;
    remember(news.changes);
    metrics_.board_changes.add(static_cast<double>(news.changes.size()));
    if (!std::exchange(is_ready_, true)) {
        watchers_ = std::move(news.watchers).value_or(watchers_);
        for (auto& [account, audience] : colleagues_)
            audience.view = colleagues_of(account);
        for_each_audience([&](Audience& audience) { send(audience, everything_for(audience.view)); });
        return;
    }
    if (!news.changes.empty()) for_each_audience([&](Audience& audience) { tell(audience, news.changes); });
    if (news.watchers) learn_watchers(std::move(*news.watchers));
}

void BoardHub::remember(const std::vector<board::BoardChange>& changes)
{
    for (const auto& [before, after] : changes) {
        const auto& row = after ? *after : *before;
        if (after)
            rows_[{row.part, row.id}] = after;
        else
            rows_.erase({row.part, row.id});
    }
}

void BoardHub::learn_watchers(db::BoardGateway::Watchers watchers)
{
    const auto before = std::exchange(watchers_, std::move(watchers));
    for (auto& [account, audience] : colleagues_) {
        const auto was = before.find(account);
        const auto is = watchers_.find(account);
        const bool is_same = was == before.end() ? is == watchers_.end() : is != watchers_.end() && *was == *is;
        if (is_same) continue;
        audience.view = colleagues_of(account);
        send(audience, everything_for(audience.view));
    }
}

board::BoardView BoardHub::colleagues_of(unsigned account) const
{
    const auto watched = watchers_.find(account);
    return board::BoardView::of_colleagues(watched == watchers_.end() ? std::set<unsigned>{} : watched->second);
}

void BoardHub::tell(Audience& audience, const std::vector<board::BoardChange>& changes)
{
    std::string text;
    for (const auto& change : changes)
        if (const auto data = audience.view.change_json(change); !data.empty()) text += sse::board(data);
    if (!text.empty()) send(audience, std::make_shared<const std::string>(std::move(text)));
}

Bytes BoardHub::everything_for(const board::BoardView& view) const
{
    std::vector<board::RowPtr> rows;
    rows.reserve(rows_.size());
    for (const auto& [key, row] : rows_)
        rows.push_back(row);
    const auto data = view.reset_json(rows, runtime::to_epoch_ms(runtime::now()), runtime::to_epoch_ms(as_of_));
    return std::make_shared<const std::string>(sse::board_reset(data));
}

void BoardHub::send(Audience& audience, const Bytes& bytes)
{
    for (const auto& stream : audience.streams)
        stream->send(bytes);
    metrics_.board_sent.add(static_cast<double>(audience.streams.size()));
}

void BoardHub::join_system(std::shared_ptr<Stream> stream, crm::Scope scope)
{
    auto& audience =
        supervisors_.try_emplace(key_of(scope), Audience{board::BoardView::of_system(scope), {}}).first->second;
    if (is_ready_) stream->send(everything_for(audience.view));
    audience.streams.push_back(std::move(stream));
}

void BoardHub::join_colleagues(std::shared_ptr<Stream> stream)
{
    const auto account = stream->account();
    auto& audience = colleagues_.try_emplace(account, Audience{colleagues_of(account), {}}).first->second;
    if (is_ready_) stream->send(everything_for(audience.view));
    audience.streams.push_back(std::move(stream));
}

void BoardHub::check_rights(const std::unordered_map<db::TokenHash, db::LiveAccount>& alive)
{
    for (auto& [key, audience] : supervisors_) {
        for (const auto& stream : audience.streams) {
            const auto found = alive.find(stream->session());
            if (found == alive.end()) continue;  // it gets its bye
            const auto& scope = found->second.supervises;
            if (!scope || key_of(*scope) != key) stream->close();
        }
    }
}

void BoardHub::sweep(Time now, FeedId watermark)
{
    for_each_audience([](Audience& audience) {
        std::erase_if(audience.streams, [](const auto& stream) { return !stream->is_open(); });
    });
    const auto is_deserted = [](const auto& entry) { return entry.second.streams.empty(); };
    std::erase_if(supervisors_, is_deserted);
    std::erase_if(colleagues_, is_deserted);
    if (!is_ready_ || now < next_beat_) return;
    next_beat_ = now + beat_every;
    const auto beat = std::make_shared<const std::string>(sse::board_beat(runtime::to_epoch_ms(as_of_), watermark));
    for_each_audience([&](Audience& audience) {
        for (const auto& stream : audience.streams)
            stream->send(beat);
    });
}

std::size_t BoardHub::viewers() const
{
    std::size_t count = 0;
    for (const auto& [scope, audience] : supervisors_)
        count += audience.streams.size();
    for (const auto& [account, audience] : colleagues_)
        count += audience.streams.size();
    return count;
}

}  // namespace live
