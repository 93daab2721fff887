// SPDX-License-Identifier: GPL-3.0-or-later
// What goes back to the browser, and the usual answers.
#pragma once

#include "cgi/web/elsewhere.h"

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

using Write = std::function<void(std::string_view)>;

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    // A body of any length, written piece by piece while it is made; `body` is empty then. A Write throws BrowserGone.
    std::function<void(const Write&)> stream{};
    Elsewhere elsewhere{};

    // Values are ours, never a visitor's text; one with a line break is refused all the same (std::logic_error).
    Response& header(std::string name, std::string value);
    [[nodiscard]] std::string_view find_header(std::string_view name) const;
};

// Nobody reads on; there is no point in making more of it.
class BrowserGone : public std::runtime_error {
public:
    BrowserGone() : std::runtime_error("the browser went away") {}
};

[[nodiscard]] Response html(std::string body, int status = 200);
// To be saved as a file of that name: ours, plain ASCII.
[[nodiscard]] Response download(std::string_view file_name, std::string content_type,
                                std::function<void(const Write&)> stream);
[[nodiscard]] Response json(std::string body, int status = 200);
[[nodiscard]] Response see_other(std::string_view our_url);  // after a POST
[[nodiscard]] Response not_found();                          // absent and forbidden look the same

// Headers every answer carries: what a page may load, that nobody keeps a copy. Hosts elsewhere learn our origin, which
// providers of maps insist on, and never the page.
void add_security_headers(Response& response, bool https);

// As CGI wants it: "Status: 200 OK", headers, blank line, body; of a stream no body, and a length only among the
// headers.
[[nodiscard]] std::string to_cgi(const Response& response);

}  // namespace web
