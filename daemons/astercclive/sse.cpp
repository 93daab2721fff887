// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/sse.h"

#include "common/runtime/text.h"

#include <algorithm>

namespace live::sse {
namespace {

std::string id_line(FeedId id)
{
    return "id: " + std::to_string(id) + "\n";
}

bool is_topic(std::string_view topic)
{
    return !topic.empty() &&
           std::all_of(topic.begin(), topic.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// A raw line break would end the data: line; in JSON it is white space anyway.
bool is_one_line_object(std::string_view payload)
{
    return payload.size() >= 2 && payload.front() == '{' && payload.back() == '}' &&
           payload.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace

std::string_view response_head()
{
    return "HTTP/1.1 200 OK\r\n"
           "Content-Type: text/event-stream; charset=utf-8\r\n"
           "Cache-Control: no-store, no-transform\r\n"
           "X-Accel-Buffering: no\r\n"
           "X-Content-Type-Options: nosniff\r\n"
           "Connection: close\r\n"
           "\r\n";
}

std::string hello(long long now_ms, FeedId position)
{
    return "retry: 1000\n" + id_line(position) + "event: hello\ndata: {\"now\":" + std::to_string(now_ms) +
           ",\"feed\":" + std::to_string(position) + "}\n\n";
}

std::optional<std::string> event(std::string_view topic, std::string_view payload, FeedId row, FeedId watermark)
{
    if (!is_topic(topic) || !is_one_line_object(payload)) return std::nullopt;
    const auto members = payload.substr(1);
    std::string text = id_line(watermark);
    text.reserve(text.size() + topic.size() + payload.size() + 48);
    text.append("event: ").append(topic).append("\ndata: {\"feed\":").append(std::to_string(row));
    if (members != "}") text += ',';
    return text.append(members).append("\n\n");
}

// In a string of JSON the quotes would be escaped, so this is the key.
long long time_of(std::string_view payload)
{
    constexpr std::string_view key = "\"at\":";
    const auto found = payload.find(key);
    if (found == std::string_view::npos) return 0;
    payload.remove_prefix(found + key.size());
    return runtime::to_number(payload.substr(0, payload.find_first_not_of("0123456789"))).value_or(0);
}

std::string board(std::string_view change)
{
    return std::string{"event: board\ndata: "}.append(change).append("\n\n");
}

std::string board_reset(std::string_view rows)
{
    return std::string{"event: board_reset\ndata: "}.append(rows).append("\n\n");
}

std::string board_beat(long long as_of_ms, FeedId watermark)
{
    return id_line(watermark) + "event: board_beat\ndata: {\"as_of\":" + std::to_string(as_of_ms) + "}\n\n";
}

std::string reset(FeedId watermark)
{
    return id_line(watermark) + "event: reset\ndata: {}\n\n";
}

std::string bye()
{
    return "event: bye\ndata: {}\n\n";
}

std::string keep_alive(FeedId watermark)
{
    return ": still here\n" + id_line(watermark) + "\n";
}

}  // namespace live::sse
