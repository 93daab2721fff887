// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/multipart.h"

#include "common/runtime/text.h"

#include <algorithm>

namespace web {

namespace {

constexpr std::size_t piece_size = 64 * 1024;
constexpr std::size_t longest_head_line = 4 * 1024;
constexpr std::size_t most_head_lines = 20;
constexpr std::size_t longest_boundary = 70;

// The parameter of a header's value: name="text" or name=text. Browsers write %22 for a quote within.
std::optional<std::string> parameter(std::string_view value, std::string_view name)
{
    for (std::size_t at = value.find(';'); at != std::string_view::npos;) {
        auto rest = runtime::trim(value.substr(at + 1));
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const auto key = runtime::to_lower(runtime::trim(rest.substr(0, equals)));
        rest.remove_prefix(equals + 1);
        const bool is_quoted = rest.starts_with('"');
        if (is_quoted) rest.remove_prefix(1);
        const auto end = std::min(rest.find(is_quoted ? '"' : ';'), rest.size());
        if (key == name) return std::string(is_quoted ? rest.substr(0, end) : runtime::trim(rest.substr(0, end)));
        value = rest.substr(end);
        at = value.find(';');
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type)
{
    if (!runtime::to_lower(content_type).starts_with("multipart/form-data")) return std::nullopt;
    auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > longest_boundary) return std::nullopt;
    const bool is_plain = std::ranges::all_of(*boundary, [](char c) { return c > ' ' && c < 0x7f; });
    return is_plain ? boundary : std::nullopt;
}

Multipart::Multipart(const std::string& boundary, Read read) : delimiter_("\r\n--" + boundary), read_(std::move(read))
{
}

bool Multipart::fill()
{
    const auto had = buffer_.size();
    buffer_.resize(had + piece_size);
    const auto got = read_(buffer_.data() + had, piece_size);
    buffer_.resize(had + got);
    return got > 0;
}

std::string Multipart::read_line()
{
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n")) == std::string::npos) {
        if (buffer_.size() > longest_head_line) throw MultipartError("a line of a part's head is too long");
        if (!fill()) throw MultipartError("the body ends in a part's head");
    }
    if (end > longest_head_line) throw MultipartError("a line of a part's head is too long");
    auto line = buffer_.substr(0, end);
    buffer_.erase(0, end + 2);
    return line;
}

std::optional<Multipart::Part> Multipart::next()
{
    if (in_body_) read_body([](std::string_view) {});
    if (read_line().starts_with("--")) return std::nullopt;
    std::optional<Part> part;
    for (std::size_t lines = 0;; ++lines) {
        const auto line = read_line();
        if (line.empty()) break;
        if (lines == most_head_lines) throw MultipartError("a part's head has too many lines");
        const auto colon = std::min(line.find(':'), line.size());
        if (runtime::to_lower(line.substr(0, colon)) != "content-disposition") continue;
        const auto name = parameter(line, "name");
        if (name) part = Part{*name, parameter(line, "filename")};
    }
    if (!part) throw MultipartError("a part has no name");
    in_body_ = true;
    return part;
}

void Multipart::read_body(const Take& take)
{
    std::size_t at = 0;
    while ((at = buffer_.find(delimiter_)) == std::string::npos) {
        // The end of what is held may be the beginning of the delimiter.
        if (buffer_.size() > delimiter_.size()) {
            const auto sure = buffer_.size() - delimiter_.size();
            take(std::string_view(buffer_).substr(0, sure));
            buffer_.erase(0, sure);
        }
        if (!fill()) throw MultipartError("the body ends in a part");
    }
    if (at > 0) take(std::string_view(buffer_).substr(0, at));
    buffer_.erase(0, at + delimiter_.size());
    in_body_ = false;
}

}  // namespace web
