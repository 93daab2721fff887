// SPDX-License-Identifier: GPL-3.0-or-later
// How a program meets the web server: FastCGI when a FastCGI server started it, else one request as plain CGI.
// cgicc reads the requests, through an adaptor that hides which of the two it is.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"

#include <functional>

namespace web {

using Answer = std::function<Response(Request)>;

// What serve() returns when a request waits and what would answer it is outdated: it is answered by the next serve().
inline constexpr int serve_anew = -1;

// Serves until SIGTERM (FastCGI) or once (CGI); returns the exit status, or serve_anew.
int serve(const Answer& answer, const std::function<bool()>& is_outdated);

}  // namespace web
