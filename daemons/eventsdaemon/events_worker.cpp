// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/events_worker.h"

#include "common/runtime/log.h"

#include <utility>

namespace events {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 500ms;
// A commit waits that long for company; who is told of calls does not.
constexpr auto linger = 30ms;
constexpr auto linger_when_telling = 2ms;
constexpr std::size_t company = 200;
constexpr auto retry_pause = 300ms;
constexpr auto shutdown_patience = 3s;
constexpr auto purge_interval = 1s;

}  // namespace

EventsWorker::EventsWorker(EventQueue& queue, const EventsConfig& config, const std::string& server, bool is_purger,
                           EventsMonitor& monitor, WorkerCallbacks callbacks)
    : queue_(queue),
      config_(config),
      server_(server),
      is_purger_(is_purger),
      monitor_(monitor),
      callbacks_(std::move(callbacks)),
      store_(config.database, server),
      marks_(config.log_life),
      thread_([this] { work(); })
{
}

EventsWorker::~EventsWorker()
{
    thread_.join();
}

WorkerCounters EventsWorker::counters() const
{
    return {stored_, refused_, purged_, told_, is_away_};
}

void EventsWorker::work()
{
    if (begin()) go_on();
    monitor_.rest();
}

void EventsWorker::go_on()
{
    callbacks_.on_ready();
    while (!queue_.is_closed())
        turn();
    const auto give_up = Clock::now() + shutdown_patience;
    do
        turn();
    while ((has_work() || queue_.queued_bytes() > 0) && Clock::now() < give_up);
}

bool EventsWorker::begin()
{
    while (!attempt([this] { begin_telling(); })) {
        if (queue_.is_closed()) return false;
        monitor_.beat();
        std::this_thread::sleep_for(retry_pause);
    }
    return true;
}

void EventsWorker::begin_telling()
{
    auto& connection = store_.connection();
    if (!config_.tells_calls) {
        db::EventsGateway{connection, server_}.forget_position();
        return;
    }
    teller_.emplace(server_, config_.feed_keep);
    teller_->load(connection);
    has_followed_ = false;
}

void EventsWorker::turn()
{
    monitor_.beat();
    if (batch_.empty()) take();
    const bool is_written = attempt([this] {
        write_batch();
        purge();
    });
    if (is_written) return;
    warn_of_drops();
    std::this_thread::sleep_for(retry_pause);
}

void EventsWorker::warn_of_drops()
{
    if (queue_.dropped() == dropped_told_ || std::exchange(is_drop_told_, true)) return;
    runtime::log_error("events_dropping",
                       {{"server", server_},
                        {"err", "the database has been away longer than log_life, or memory is full"},
                        {"now", "keeping the newest"}});
}

void EventsWorker::take()
{
    batch_ = queue_.take(patience);
    const bool is_alone = !batch_.rows.empty() && batch_.rows.size() < company && !queue_.is_closed();
    if (is_alone) {
        std::this_thread::sleep_for(teller_ ? linger_when_telling : linger);
        queue_.take_more(batch_);
    }
    if (batch_.lost_before > 0) report_loss();
}

void EventsWorker::report_loss()
{
    dropped_told_ += batch_.lost_before;
    is_drop_told_ = false;
    runtime::log_error("events_dropped",
                       {{"server", server_}, {"count", batch_.lost_before}, {"total", dropped_told_}});
    if (teller_) callbacks_.on_gap();
}

// False when it must be tried again.
template <class Step>
bool EventsWorker::attempt(Step step)
{
    try {
        step();
        note_return();
        return true;
    } catch (const std::exception& e) {
        note_outage(e.what());
        return false;
    }
}

void EventsWorker::write_batch()
{
    if (!batch_.rows.empty()) {
        const auto refused = store_.append(batch_.rows);
        stored_ += batch_.rows.size() - refused;
        refused_ += refused;
        batch_.rows.clear();
        has_followed_ = !teller_;
    }
    if (!has_followed_) {
        teller_->follow(store_.connection(), store_.newest_before());
        has_followed_ = true;
    }
    if (batch_.mark == ListMark::begin && teller_) teller_->begin_list();
    if (batch_.mark == ListMark::end && teller_) teller_->end_list(store_.connection(), batch_.marked_at);
    batch_.mark = ListMark::none;
    if (teller_) told_ = teller_->told();
}

void EventsWorker::purge()
{
    if (!is_purger_ || config_.log_life == 0s || Clock::now() < purge_due_) return;
    purged_ += store_.purge(marks_);
    purge_due_ = Clock::now() + purge_interval;
}

void EventsWorker::note_outage(const std::string& why)
{
    store_.disconnect();
    monitor_.database_away(why);
    if (is_away_.exchange(true)) return;
    runtime::log_warning("database_away", {{"server", server_}, {"err", why}, {"now", "keeping and retrying"}});
}

void EventsWorker::note_return()
{
    monitor_.database_up();
    if (is_away_.exchange(false)) runtime::log_info("database_back", {{"server", server_}});
}

}  // namespace events
