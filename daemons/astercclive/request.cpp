// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/request.h"

#include "common/crm/session_cookie.h"
#include "common/runtime/text.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace live {
namespace {

constexpr std::size_t token_length = 43;

std::string_view path_of(std::string_view target)
{
    return target.substr(0, target.find('?'));
}

std::string_view query_of(std::string_view target)
{
    const auto mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

// The value of `name` in "a=1<separator>b=2".
std::string_view value_of(std::string_view list, std::string_view name, char separator)
{
    while (!list.empty()) {
        const auto end = std::min(list.find(separator), list.size());
        const auto pair = runtime::trim(list.substr(0, end));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) return pair.substr(name.size() + 1);
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return {};
}

std::optional<FeedId> to_feed_id(std::string_view text)
{
    FeedId id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return id;
}

bool is_token(std::string_view text)
{
    return text.size() == token_length && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '_';
           });
}

}  // namespace

Route route(std::string_view method, std::string_view target)
{
    if (method != "GET") return Route::not_found;
    const auto path = path_of(target);
    if (path == "/live") return Route::stream;
    return path == "/healthz" ? Route::health : Route::not_found;
}

std::optional<FeedId> position(std::string_view last_event_id, std::string_view target)
{
    if (const auto id = to_feed_id(last_event_id)) return id;
    return to_feed_id(value_of(query_of(target), "after", '&'));
}

std::optional<BoardWish> board_wish(std::string_view target)
{
    const auto word = value_of(query_of(target), "board", '&');
    if (word.empty()) return BoardWish::none;
    if (word == "system") return BoardWish::system;
    if (word == "campaigns") return BoardWish::campaigns;
    if (word == "colleagues") return BoardWish::colleagues;
    return std::nullopt;
}

std::string_view session_token(std::string_view cookie_header)
{
    for (const std::string_view name : {crm::secure_session_cookie, crm::plain_session_cookie}) {
        const auto token = value_of(cookie_header, name, ';');
        if (is_token(token)) return token;
    }
    return {};
}

std::string hash_token(std::string_view token)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(token.data()), token.size());
    return {hash.begin(), hash.end()};
}

}  // namespace live
