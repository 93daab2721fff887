// SPDX-License-Identifier: GPL-3.0-or-later
// How a program meets the web server: FastCGI when a FastCGI server started it, else one request as plain CGI.
// cgicc reads the requests, through an adaptor that hides which of the two it is.
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"

#include <functional>

namespace web {

using Answer = std::function<Response(Request)>;

// Serves until SIGTERM, or until `is_outdated` after an answer (FastCGI), or once (CGI); returns the exit status. Who
// ends is started anew by the web server, with what the configuration says by then.
int serve(const Answer& answer, const std::function<bool()>& is_outdated);

}  // namespace web
