// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/database_thread.h"

#include "common/runtime/log.h"

#include <tuple>
#include <utility>

namespace live {
namespace {

constexpr std::chrono::milliseconds pause_while_away{500};
constexpr std::size_t questions_per_look = 16;  // so that a thousand browsers that come at once do not hold up the tail

}  // namespace

DatabaseThread::DatabaseThread(asio::io_context& io, db::DbConfig database, const LiveConfig& config,
                               Receivers receivers, runtime::Pulse pulse)
    : io_(io),
      database_(std::move(database)),
      poll_(config.poll),
      receivers_(std::move(receivers)),
      pulse_(pulse),
      tail_(config)
{
}

DatabaseThread::~DatabaseThread()
{
    ask_to_stop();
    if (thread_.joinable()) thread_.join();
}

void DatabaseThread::start()
{
    thread_ = std::thread{[this] { run(); }};
    first_try_.get_future().get();
}

void DatabaseThread::ask_to_stop()
{
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    changed_.notify_all();
}

bool DatabaseThread::stop(std::chrono::milliseconds patience)
{
    ask_to_stop();
    return ended_.get_future().wait_for(patience) == std::future_status::ready;
}

void DatabaseThread::rethrow_failure() const
{
    if (failure_) std::rethrow_exception(failure_);
}

void DatabaseThread::push(Question question)
{
    {
        const std::lock_guard lock{mutex_};
        questions_.push_back(std::move(question));
    }
    changed_.notify_all();
}

void DatabaseThread::run()
{
    try {
        work();
    } catch (const std::exception&) {
        failure_ = std::current_exception();
        if (!std::exchange(has_tried_, true)) first_try_.set_exception(failure_);
        io_.stop();
    }
    ended_.set_value();
}

// A refusal (wrong password, another schema version) ends the program only as long as it never worked: later it is
// somebody working on the server, and waiting is right.
void DatabaseThread::work()
{
    bool is_told = false;
    const auto went_away = [&](const std::exception& e) {
        is_connected_ = false;
        if (!std::exchange(is_told, true)) runtime::log_warning("database_away", {{"err", e.what()}});
        tried();
        refuse_questions(pause_while_away);
    };
    while (!is_stopping_) {
        pulse_.beat();
        try {
            db::Connection connection{database_};
            runtime::log_info("database_connected", {{"where", connection.where()}});
            is_told = false;
            serve(connection);
        } catch (const db::DbUnavailable& e) {
            went_away(e);
        } catch (const db::DbError& e) {
            if (!was_connected_) throw;
            went_away(e);
        }
    }
}

void DatabaseThread::tried()
{
    if (!std::exchange(has_tried_, true)) first_try_.set_value();
}

void DatabaseThread::serve(db::Connection& connection)
{
    Gateways gateways{.feed = db::FeedGateway{connection},
                      .sessions = db::LiveSessionGateway{connection},
                      .board = db::BoardGateway{connection}};
    told_.reset();
    tail_.reconnected();
    while (!is_stopping_) {
        pulse_.beat();
        auto batch = tail_.read(gateways.feed, std::chrono::steady_clock::now());
        is_connected_ = was_connected_ = true;
        tried();
        gateways.watermark = batch.watermark;
        const bool may_rest = batch.has_caught_up;
        tell_feed(std::move(batch));
        answer_questions(gateways);
        if (may_rest) await_question(poll_);
    }
}

void DatabaseThread::tell_feed(TailBatch batch)
{
    const std::pair standing{batch.watermark, batch.has_caught_up};
    if (batch.events.empty() && !batch.has_restarted && told_ == standing) return;
    told_ = standing;
    for (const auto& event : batch.events)
        receivers_.moved(event.account);
    asio::post(io_, [this, batch = std::move(batch)]() mutable { receivers_.feed(std::move(batch)); });
}

void DatabaseThread::answer_questions(Gateways& gateways)
{
    for (std::size_t i = 0; i < questions_per_look; ++i) {
        const auto question = next_question();
        if (!question) return;
        if (const auto error = question(&gateways)) std::rethrow_exception(error);
    }
}

void DatabaseThread::refuse_questions(std::chrono::milliseconds pause)
{
    const auto end = std::chrono::steady_clock::now() + pause;
    while (!is_stopping_ && std::chrono::steady_clock::now() < end) {
        while (const auto question = next_question())
            std::ignore = question(nullptr);
        await_question(std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()));
    }
}

DatabaseThread::Question DatabaseThread::next_question()
{
    const std::lock_guard lock{mutex_};
    if (questions_.empty()) return {};
    auto question = std::move(questions_.front());
    questions_.pop_front();
    return question;
}

void DatabaseThread::await_question(std::chrono::milliseconds pause)
{
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, pause, [this] { return is_stopping_ || !questions_.empty(); });
}

}  // namespace live
