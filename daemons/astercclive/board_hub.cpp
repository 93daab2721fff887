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
    for (auto& [scope, audience] : campaigns_)
        action(audience);
    for (auto& [account, audience] : colleagues_)
        action(audience);
}

void BoardHub::deliver(BoardNews news)
{
    as_of_ = news.as_of;
    for_each_audience([](Audience& audience) { audience.everything.reset(); });
    remember(news.changes);
    metrics_.board_changes.add(static_cast<double>(news.changes.size()));
    if (!std::exchange(is_ready_, true)) return begin(std::move(news));
    for (auto& [scope, audience] : supervisors_)
        tell(audience, news.changes);
    for (auto& [scope, audience] : campaigns_)
        tell(audience, news.changes);
    for (const auto viewer : viewers_of(news.changes)) {
        const auto audience = colleagues_.find(viewer);
        if (audience != colleagues_.end()) tell(audience->second, news.changes);
    }
    if (news.watchers) show_changed_lists(std::move(*news.watchers));
}

void BoardHub::begin(BoardNews news)
{
    if (news.watchers) learn_watchers(std::move(*news.watchers));
    for (auto& [scope, audience] : supervisors_)
        show(audience, audience.view);
    for (auto& [scope, audience] : campaigns_)
        show(audience, audience.view);
    for (auto& [account, audience] : colleagues_)
        show(audience, colleagues_of(account));
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
    watchers_ = std::move(watchers);
    watched_by_.clear();
    for (const auto& [account, watched] : watchers_)
        for (const auto other : watched)
            watched_by_[other].push_back(account);
}

void BoardHub::show_changed_lists(db::BoardGateway::Watchers watchers)
{
    const auto before = watchers_;
    learn_watchers(std::move(watchers));
    for (auto& [account, audience] : colleagues_) {
        const auto was = before.find(account);
        const auto is = watchers_.find(account);
        const bool is_same = was == before.end() ? is == watchers_.end() : is != watchers_.end() && *was == *is;
        if (!is_same) show(audience, colleagues_of(account));
    }
}

std::set<unsigned> BoardHub::viewers_of(const std::vector<board::BoardChange>& changes) const
{
    std::set<unsigned> viewers;
    for (const auto& change : changes) {
        for (const auto& row : {change.before, change.after}) {
            if (!row) continue;
            for (const auto account : row->accounts)
                if (const auto found = watched_by_.find(account); found != watched_by_.end())
                    viewers.insert(found->second.begin(), found->second.end());
        }
    }
    return viewers;
}

board::BoardView BoardHub::colleagues_of(unsigned account) const
{
    const auto watched = watchers_.find(account);
    return board::BoardView::of_colleagues(watched == watchers_.end() ? std::vector<unsigned>{} : watched->second);
}

void BoardHub::show(Audience& audience, board::BoardView view)
{
    audience.view = std::move(view);
    audience.everything.reset();
    send(audience, everything_for(audience));
}

void BoardHub::tell(Audience& audience, const std::vector<board::BoardChange>& changes)
{
    std::string text;
    for (const auto& change : changes)
        if (const auto data = audience.view.change_json(change); !data.empty()) text += sse::board(data);
    if (!text.empty()) send(audience, std::make_shared<const std::string>(std::move(text)));
}

const Bytes& BoardHub::everything_for(Audience& audience) const
{
    if (audience.everything) return audience.everything;
    std::vector<board::RowPtr> rows;
    rows.reserve(rows_.size());
    for (const auto& [key, row] : rows_)
        rows.push_back(row);
    const auto data = audience.view.reset_json(rows, runtime::to_epoch_ms(as_of_));
    return audience.everything = std::make_shared<const std::string>(sse::board_reset(data));
}

void BoardHub::send(Audience& audience, const Bytes& bytes)
{
    for (const auto& stream : audience.streams)
        stream->send(bytes);
    metrics_.board_sent.add(static_cast<double>(audience.streams.size()));
}

void BoardHub::join_system(std::shared_ptr<Stream> stream, crm::Scope scope)
{
    join(supervisors_.try_emplace(key_of(scope), Audience{board::BoardView::of_system(scope), {}}).first->second,
         std::move(stream));
}

void BoardHub::join_campaigns(std::shared_ptr<Stream> stream, crm::Scope scope)
{
    join(campaigns_.try_emplace(key_of(scope), Audience{board::BoardView::of_campaigns(scope), {}}).first->second,
         std::move(stream));
}

void BoardHub::join_colleagues(std::shared_ptr<Stream> stream)
{
    const auto account = stream->account();
    join(colleagues_.try_emplace(account, Audience{colleagues_of(account), {}}).first->second, std::move(stream));
}

void BoardHub::join(Audience& audience, std::shared_ptr<Stream> stream)
{
    if (is_ready_) stream->send(everything_for(audience));
    audience.streams.push_back(std::move(stream));
}

void BoardHub::check_rights(const std::unordered_map<db::TokenHash, db::LiveAccount>& alive)
{
    cut_off(supervisors_, &db::LiveAccount::supervises, alive);
    cut_off(campaigns_, &db::LiveAccount::runs_campaigns, alive);
}

void BoardHub::cut_off(const Audiences& audiences, std::optional<crm::Scope> db::LiveAccount::*scope,
                       const std::unordered_map<db::TokenHash, db::LiveAccount>& alive)
{
    for (const auto& [key, audience] : audiences) {
        for (const auto& stream : audience.streams) {
            const auto found = alive.find(stream->session());
            if (found == alive.end()) continue;  // it gets its bye
            const auto& sees = found->second.*scope;
            if (!sees || key_of(*sees) != key) stream->close();
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
    std::erase_if(campaigns_, is_deserted);
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
    for (const auto& [scope, audience] : campaigns_)
        count += audience.streams.size();
    for (const auto& [account, audience] : colleagues_)
        count += audience.streams.size();
    return count;
}

}  // namespace live
