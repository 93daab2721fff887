// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/stream.h"

#include "common/runtime/log.h"

#include <array>
#include <utility>

namespace live {
namespace {

constexpr std::size_t max_waiting_bytes = 1024 * 1024;  // behind the write that is under way

}  // namespace

Stream::Stream(asio::ip::tcp::socket socket, unsigned account, db::TokenHash session)
    : socket_(std::move(socket)),
      account_(account),
      session_(std::move(session)),
      last_written_(std::chrono::steady_clock::now())
{
}

void Stream::start()
{
    boost::system::error_code ignored;  // a refused option costs delay, not correctness
    socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
    socket_.non_blocking(true, ignored);
    watch();
}

void Stream::send(const Bytes& bytes)
{
    if (!is_open() || is_finishing_) return;
    waiting_.push_back(bytes);
    waiting_bytes_ += bytes->size();
    if (!is_writing()) return write();
    if (waiting_bytes_ <= max_waiting_bytes) return;
    runtime::log_warning("slow_client_dropped", {{"account", account_}, {"bytes", waiting_bytes_}});
    close();
}

void Stream::finish(const Bytes& bytes)
{
    send(bytes);
    is_finishing_ = true;
}

void Stream::close()
{
    boost::system::error_code ignored;  // the socket is gone either way
    socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
}

// All that waits goes out in one gathering write.
void Stream::write()
{
    writing_.swap(waiting_);
    waiting_bytes_ = 0;
    std::vector<asio::const_buffer> buffers;
    buffers.reserve(writing_.size());
    for (const auto& bytes : writing_)
        buffers.push_back(asio::buffer(*bytes));
    last_written_ = std::chrono::steady_clock::now();
    asio::async_write(socket_, buffers, [self = shared_from_this()](boost::system::error_code error, std::size_t) {
        self->writing_.clear();
        if (error) return self->close();
        if (!self->waiting_.empty()) return self->write();
        if (self->is_finishing_) self->close();
    });
}

// A listener has nothing to say after its request; what it says is dropped, its end is the end.
void Stream::watch()
{
    socket_.async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](boost::system::error_code error) {
        std::array<char, 512> dropped;
        if (!error) self->socket_.read_some(asio::buffer(dropped), error);
        if (error && error != asio::error::would_block) return self->close();
        self->watch();
    });
}

}  // namespace live
