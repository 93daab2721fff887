// SPDX-License-Identifier: GPL-3.0-or-later
// Anybody can send any body. Whatever it is and however it is cut: it is refused, or its parts are the same as in one
// piece, and nothing of a part holds the delimiter.
#include "cgi/web/multipart.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace {

using fuzz::require;

struct Part {
    std::string name;
    std::optional<std::string> file_name;
    std::string body;
    bool operator==(const Part&) const = default;
};

// Nothing when the body is refused.
std::optional<std::vector<Part>> parts_of(std::string_view body, std::size_t piece)
{
    std::vector<Part> parts;
    web::Multipart multipart{"b", [&, at = std::size_t{0}](char* data, std::size_t length) mutable {
                                 const auto count = std::min({piece, length, body.size() - at});
                                 std::copy_n(body.data() + at, count, data);
                                 at += count;
                                 return count;
                             }};
    try {
        while (const auto part = multipart.next()) {
            parts.push_back({part->name, part->file_name, ""});
            multipart.read_body([&](std::string_view text) { parts.back().body += text; });
        }
    } catch (const web::MultipartError&) {
        return std::nullopt;
    }
    return parts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    const std::size_t piece = 1 + data[0] % 16;
    const std::string_view body{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto whole = parts_of(body, size);
    require(whole == parts_of(body, piece), "the pieces change what is read");
    for (const auto& part : whole.value_or(std::vector<Part>{}))
        require(part.body.find("\r\n--b") == std::string::npos, "a part holds the delimiter");
    (void)web::multipart_boundary(body);
    return 0;
}
