// SPDX-License-Identifier: GPL-3.0-or-later
// The thread that tails the feed and answers questions in between (the board has one of its own). What it
// finds is posted to the io thread in the order it was read, so an answer is never older than the batches before it.
// The database away: streams stay as they are, questions are answered with DbUnavailable, the tail goes on later.
#pragma once

#include "common/db/board_gateway.h"
#include "common/db/connection.h"
#include "common/db/feed_gateway.h"
#include "common/db/live_session_gateway.h"
#include "common/runtime/asio.h"
#include "common/runtime/health.h"
#include "daemons/astercclive/feed_tail.h"
#include "daemons/astercclive/live_config.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace live {

struct Gateways {
    db::FeedGateway feed;
    db::LiveSessionGateway sessions;
    db::BoardGateway board;
    FeedId watermark = 0;  // of the tail
};

class DatabaseThread {
public:
    struct Receivers {
        std::function<void(TailBatch)> feed;  // what was found, in the order it was read; called on the io thread
        std::function<void(unsigned account)> moved;  // the feed tells something of it; called on this thread
    };

    // `pulse` beats in this thread.
    DatabaseThread(asio::io_context& io, db::DbConfig database, const LiveConfig& config, Receivers receivers,
                   runtime::Pulse pulse);
    ~DatabaseThread();
    DatabaseThread(const DatabaseThread&) = delete;
    DatabaseThread& operator=(const DatabaseThread&) = delete;

    // Returns when the first try to connect has succeeded or found nobody; throws when the database refused us.
    void start();
    // False when the thread hangs in a statement still: then only the end of the process ends it.
    [[nodiscard]] bool stop(std::chrono::milliseconds patience);
    // After io.run(): throws what ended the work from within, if anything did.
    void rethrow_failure() const;

    [[nodiscard]] bool is_connected() const { return is_connected_; }

    // Asks on the database thread, goes on here. Throws what the question threw.
    template <class Answer>
    asio::awaitable<Answer> ask(std::function<Answer(Gateways&)> question);

private:
    using Question = std::function<std::exception_ptr(Gateways*)>;  // without gateways: the database is away

    void ask_to_stop();
    void push(Question question);
    void run();
    void work();
    void serve(db::Connection& connection);
    void tried();
    void tell_feed(TailBatch batch);
    void answer_questions(Gateways& gateways);
    void refuse_questions(std::chrono::milliseconds pause);
    [[nodiscard]] Question next_question();
    void await_question(std::chrono::milliseconds pause);

    asio::io_context& io_;
    db::DbConfig database_;
    std::chrono::milliseconds poll_;
    Receivers receivers_;
    const runtime::Pulse pulse_;
    FeedTail tail_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Question> questions_;
    std::atomic<bool> is_stopping_ = false;

    std::optional<std::pair<FeedId, bool>> told_;  // what the io thread knows: the watermark, and that it is up to date
    std::atomic<bool> is_connected_ = false;
    bool was_connected_ = false;
    bool has_tried_ = false;
    std::promise<void> first_try_;
    std::exception_ptr failure_;
    std::promise<void> ended_;
    std::thread thread_;
};

template <class Answer>
asio::awaitable<Answer> DatabaseThread::ask(std::function<Answer(Gateways&)> question)
{
    auto initiate = [this, question = std::move(question)](auto handler) {
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        push([this, question, resume](Gateways* gateways) {
            Answer answer{};
            std::exception_ptr error;
            try {
                if (gateways == nullptr) throw db::DbUnavailable("the database is away");
                answer = question(*gateways);
            } catch (const std::exception&) {
                error = std::current_exception();
            }
            asio::post(io_,
                       [resume, error, answer = std::move(answer)]() mutable { (*resume)(error, std::move(answer)); });
            return error;
        });
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr, Answer)>(std::move(initiate),
                                                                                                 asio::use_awaitable);
}

}  // namespace live
