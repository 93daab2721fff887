// SPDX-License-Identifier: GPL-3.0-or-later
// What goes back to the browser, and the usual answers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    // Values are ours, never a visitor's text; one with a line break is refused all the same (std::logic_error).
    Response& header(std::string name, std::string value);
    [[nodiscard]] std::string_view find_header(std::string_view name) const;
};

[[nodiscard]] Response html(std::string body, int status = 200);
[[nodiscard]] Response json(std::string body, int status = 200);
[[nodiscard]] Response see_other(std::string_view our_url);  // after a POST
[[nodiscard]] Response not_found();                          // absent and forbidden look the same

// Headers every answer carries: what a page may load, that nobody keeps a copy.
void add_security_headers(Response& response, bool https);

// As CGI wants it: "Status: 200 OK", headers, blank line, body.
[[nodiscard]] std::string to_cgi(const Response& response);

}  // namespace web
