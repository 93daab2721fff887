// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a coroutine whose failure is logged instead of lost.
#pragma once

#include "common/runtime/asio.h"
#include "common/runtime/log.h"

#include <exception>
#include <string_view>

namespace live {

inline void spawn_logged(asio::io_context& io, std::string_view name, asio::awaitable<void> work)
{
    asio::co_spawn(io, std::move(work), [name](std::exception_ptr error) {
        try {
            if (error) std::rethrow_exception(error);
        } catch (const std::exception& e) {
            runtime::log_error("task_failed", {{"task", name}, {"err", e.what()}});
        }
    });
}

}  // namespace live
