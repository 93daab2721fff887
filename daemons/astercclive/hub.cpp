// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/hub.h"

#include "common/runtime/time.h"
#include "daemons/astercclive/sse.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace live {
namespace {

constexpr std::chrono::seconds quiet_limit{15};
constexpr std::chrono::seconds standstill_limit{30};

Bytes share(std::string text)
{
    return std::make_shared<const std::string>(std::move(text));
}

}  // namespace

void Hub::deliver(TailBatch batch)
{
    const auto now = std::chrono::steady_clock::now();
    if (batch.has_restarted) {
        store_.clear();
        is_ready_ = false;
    }
    watermark_ = batch.watermark;
    top_ = batch.top;
    store_.raise_floor(batch.floor);
    for (auto& event : batch.events) {
        if (is_ready_) {
            send_to_account(event);
            count(event);
        }
        store_.add(std::move(event), now);
    }
    if (!is_ready_ && batch.has_caught_up) {
        is_ready_ = true;
        send_to_all(share(sse::reset(watermark_)));
    }
}

void Hub::count(const Event& event)
{
    metrics_.events.add();
    if (event.at_ms == 0) return;
    const auto lag = std::chrono::milliseconds{runtime::to_epoch_ms(runtime::now()) - event.at_ms};
    metrics_.lag_seconds.observe(std::max(0.0, std::chrono::duration<double>(lag).count()));
}

void Hub::send_to_account(const Event& event)
{
    const auto listeners = by_account_.find(event.account);
    if (listeners == by_account_.end()) return;
    for (const auto& stream : listeners->second)
        stream->send(event.bytes);
    metrics_.sent.add(static_cast<double>(listeners->second.size()));
}

void Hub::send_to_all(const Bytes& bytes)
{
    for (const auto& [account, listeners] : by_account_)
        for (const auto& stream : listeners)
            stream->send(bytes);
}

void Hub::join(std::shared_ptr<Stream> stream, const std::optional<Resume>& resume)
{
    const bool is_lost = resume && (resume->is_too_old || (!resume->has_asked && needs_database(resume->position)));
    const auto position = resume && !is_lost ? resume->position : watermark_;
    const auto now = runtime::to_epoch_ms(runtime::now());
    auto text = std::string{sse::response_head()} + sse::hello(now, position);
    if (is_lost)
        text += sse::reset(watermark_);
    else if (resume)
        text += missed(stream->account(), *resume);
    stream->start();
    stream->send(share(std::move(text)));
    by_account_[stream->account()].push_back(std::move(stream));
    ++streams_;
}

// Memory has every row after its floor, and stragglers before it; the database fills in the rest.
std::string Hub::missed(unsigned account, const Resume& resume) const
{
    std::string text;
    const auto kept = store_.after(account, resume.position);
    for (const auto& event : resume.from_database) {
        const bool is_kept = std::any_of(kept.begin(), kept.end(), [&](const Event& k) { return k.row == event.row; });
        if (event.row <= store_.floor() && !is_kept) text += *event.bytes;
    }
    for (const auto& event : kept)
        text += *event.bytes;
    return text;
}

std::unordered_set<db::TokenHash> Hub::sessions() const
{
    std::unordered_set<db::TokenHash> sessions;
    for (const auto& [account, listeners] : by_account_)
        for (const auto& stream : listeners)
            sessions.insert(stream->session());
    return sessions;
}

void Hub::end(const std::unordered_set<db::TokenHash>& sessions)
{
    const auto bytes = share(sse::bye());
    for (const auto& [account, listeners] : by_account_)
        for (const auto& stream : listeners)
            if (sessions.contains(stream->session())) stream->finish(bytes);
}

void Hub::sweep(Time now)
{
    const auto keep_alive = share(sse::keep_alive(watermark_));
    streams_ = 0;
    for (auto account = by_account_.begin(); account != by_account_.end();) {
        auto& listeners = account->second;
        for (const auto& stream : listeners) {
            const auto quiet = now - stream->last_written();
            if (stream->is_writing() && quiet > standstill_limit) stream->close();
            if (!stream->is_writing() && quiet >= quiet_limit) stream->send(keep_alive);
        }
        std::erase_if(listeners, [](const auto& stream) { return !stream->is_open(); });
        streams_ += listeners.size();
        account = listeners.empty() ? by_account_.erase(account) : std::next(account);
    }
    store_.forget_old(now);
}

}  // namespace live
