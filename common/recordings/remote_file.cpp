// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/recordings/remote_file.h"

#include <curl/curl.h>
#include <sys/mman.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace recordings {

namespace {

using runtime::Errc;
using runtime::Error;

constexpr std::chrono::milliseconds longest_connect{3000};

// libcurl's global state, once in a program.
struct Curl {
    Curl()
    {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("libcurl does not start");
    }
};

struct CleanUp {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, CleanUp>;

struct Sink {
    const runtime::FileDescriptor& file;
    std::uint64_t room = 0;
    bool is_full = false;
};

// Fewer bytes than there were make libcurl give up.
std::size_t take(char* data, std::size_t, std::size_t count, void* to)
{
    auto& sink = *static_cast<Sink*>(to);
    sink.is_full = count > sink.room;
    if (sink.is_full) return 0;
    if (!runtime::write_all(sink.file, {data, count})) return 0;
    sink.room -= count;
    return count;
}

void prepare(CURL* handle, const std::string& url, const FetchLimits& limits, Sink& sink)
{
    const auto connect = std::min(limits.time, longest_connect);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.time.count()));
    curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.bytes));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &sink);
}

Error trouble(CURLcode code, const Sink& sink, const std::string& url)
{
    if (sink.is_full || code == CURLE_FILESIZE_EXCEEDED)
        return {Errc::invalid, url + " is larger than a recording may be"};
    if (code == CURLE_OPERATION_TIMEDOUT) return {Errc::timed_out, url + " does not come in time"};
    return {Errc::unavailable, url + ": " + curl_easy_strerror(code)};
}

}  // namespace

runtime::Result<runtime::FileDescriptor> fetch(const std::string& url, const FetchLimits& limits)
{
    static const Curl curl;
    runtime::FileDescriptor file{memfd_create("recording", MFD_CLOEXEC)};
    const Handle handle{curl_easy_init()};
    if (!file.is_open() || !handle) throw std::runtime_error("no memory for a recording");
    Sink sink{file, limits.bytes};
    prepare(handle.get(), url, limits, sink);
    if (const auto code = curl_easy_perform(handle.get()); code != CURLE_OK) return trouble(code, sink, url);
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status == 404 || status == 410) return Error{Errc::not_found, url + " is not there"};
    if (status != 200) return Error{Errc::refused, url + " is answered with " + std::to_string(status)};
    return file;
}

}  // namespace recordings
