// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/response.h"

#include <algorithm>
#include <stdexcept>

namespace web {

namespace {

constexpr const char* content_security_policy =
    "default-src 'self'; script-src 'self'; media-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors "
    "'none'; "
    "form-action 'self'";

std::string policy_with(const Elsewhere& elsewhere)
{
    std::string policy = content_security_policy;
    // Leaflet empties a tile that is not wanted any more by an image of its own.
    if (!elsewhere.images.empty()) policy += "; img-src 'self' data: " + elsewhere.images;
    if (!elsewhere.requests.empty()) policy += "; connect-src 'self' " + elsewhere.requests;
    if (!elsewhere.frames.empty()) policy += "; frame-src " + elsewhere.frames;
    return policy;
}

std::string_view reason(int status)
{
    switch (status) {
        case 200:
            return "OK";
        case 206:
            return "Partial Content";
        case 303:
            return "See Other";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        default:
            return "Internal Server Error";
    }
}

}  // namespace

Response& Response::header(std::string name, std::string value)
{
    if (value.find_first_of("\r\n") != std::string::npos) throw std::logic_error("line break in the header " + name);
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

std::string_view Response::find_header(std::string_view name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; });
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

Response html(std::string body, int status)
{
    return {.status = status, .headers = {}, .body = std::move(body)};
}

Response download(std::string_view file_name, std::string content_type, std::function<void(const Write&)> stream)
{
    Response response{.content_type = std::move(content_type), .headers = {}, .body = {}, .stream = std::move(stream)};
    response.header("Content-Disposition", "attachment; filename=\"" + std::string(file_name) + "\"");
    return response;
}

Response json(std::string body, int status)
{
    return {.status = status, .content_type = "application/json", .headers = {}, .body = std::move(body)};
}

Response see_other(std::string_view our_url)
{
    Response response{.status = 303, .headers = {}, .body = {}};
    response.header("Location", std::string(our_url));
    return response;
}

Response not_found()
{
    return {.status = 404, .headers = {}, .body = {}};
}

void add_security_headers(Response& response, bool https)
{
    response.header("Content-Security-Policy", policy_with(response.elsewhere))
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", response.elsewhere.is_empty() ? "no-referrer" : "strict-origin")
        .header("Cache-Control", "no-store")
        .header("Cross-Origin-Opener-Policy", "same-origin");
    if (https) response.header("Strict-Transport-Security", "max-age=31536000");
}

std::string to_cgi(const Response& response)
{
    std::string out = "Status: " + std::to_string(response.status) + " ";
    out.append(reason(response.status)).append("\r\n");
    out.append("Content-Type: ").append(response.content_type).append("\r\n");
    for (const auto& [name, value] : response.headers)
        out.append(name).append(": ").append(value).append("\r\n");
    if (response.stream) return out.append("\r\n");
    out.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n\r\n");
    return out.append(response.body);
}

}  // namespace web
