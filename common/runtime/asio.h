// SPDX-License-Identifier: GPL-3.0-or-later
// Boost.Asio 1.74 as this project uses it; include this, never Asio itself.
#pragma once

#include <utility>  // awaitable.hpp of 1.74 forgets it

#include <boost/asio.hpp>

namespace asio = boost::asio;
