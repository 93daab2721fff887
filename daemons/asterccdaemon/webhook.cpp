// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/webhook.h"

#include "common/runtime/utc_text.h"

#include <curl/curl.h>

#include <memory>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace watchdog {
namespace {

using runtime::Errc;
using runtime::Error;

constexpr long longest_connect_ms = 2'000;
constexpr long longest_post_ms = 5'000;

// libcurl's global state, once in a program.
struct Curl {
    Curl()
    {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("libcurl does not start");
    }
};

struct CleanUp {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* headers) const { curl_slist_free_all(headers); }
};

std::size_t throw_away(char*, std::size_t, std::size_t count, void*)
{
    return count;
}

}  // namespace

std::string webhook_body(const News& news, const std::string& host, runtime::TimePoint at)
{
    const nlohmann::ordered_json body{{"source", "asterccdaemon"},     {"host", host},
                                      {"time", runtime::utc_text(at)}, {"event", to_string(news.kind)},
                                      {"program", news.program},       {"detail", news.detail}};
    return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

runtime::Result<void> post_json(const std::string& url, const std::string& body)
{
    static const Curl curl;
    const std::unique_ptr<CURL, CleanUp> handle{curl_easy_init()};
    const std::unique_ptr<curl_slist, CleanUp> headers{curl_slist_append(nullptr, "Content-Type: application/json")};
    if (!handle || !headers) throw std::runtime_error("no memory for a request");
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT_MS, longest_connect_ms);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, longest_post_ms);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &throw_away);
    if (const auto code = curl_easy_perform(handle.get()); code != CURLE_OK)
        return Error{code == CURLE_OPERATION_TIMEDOUT ? Errc::timed_out : Errc::unavailable, curl_easy_strerror(code)};
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status < 200 || status > 299) return Error{Errc::refused, "answered with " + std::to_string(status)};
    return runtime::outcome::success();
}

}  // namespace watchdog
