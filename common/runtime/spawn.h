// SPDX-License-Identifier: GPL-3.0-or-later
// Boundaries for exceptions: no coroutine is started detached, and no handler of an io_context lets one through,
// without somebody reading what went wrong. It is logged once, with the name of what failed.
#pragma once

#include "common/runtime/asio.h"
#include "common/runtime/log.h"

#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace runtime {

inline void log_failure(std::string_view what, const std::exception_ptr& failure) noexcept
{
    try {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& e) {
            log_error("failed", {{"what", what}, {"err", e.what()}});
        } catch (...) {
            log_error("failed", {{"what", what}, {"err", "an exception of unknown type"}});
        }
    } catch (...) {  // logging itself failed: there is nobody left to tell
    }
}

// Calls `f`; what it throws is logged. For callbacks that belong to somebody else.
template <class F>
void call_logged(std::string_view what, F&& f) noexcept
{
    try {
        std::forward<F>(f)();
    } catch (...) {
        log_failure(what, std::current_exception());
    }
}

// Starts the coroutine `f()` returns. `f` lives as long as it runs, so a lambda may capture what the coroutine needs:
// a shared_ptr to the object whose member function it calls. `on_failure` runs when it ends by an exception.
template <class Executor, class F>
void spawn_logged(const Executor& executor, std::string what, F f, std::function<void()> on_failure = {})
{
    asio::co_spawn(executor, std::move(f),
                   [what = std::move(what), on_failure = std::move(on_failure)](const std::exception_ptr& failure) {
                       if (!failure) return;
                       log_failure(what, failure);
                       if (on_failure) call_logged(what, on_failure);
                   });
}

}  // namespace runtime
