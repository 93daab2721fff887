// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the parts of a multipart/form-data body, read piece by piece: a file of any size takes the memory of a piece.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace web {

// What a browser would not send.
class MultipartError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// "multipart/form-data; boundary=..." -> the boundary; nothing for another type, or for no boundary RFC 2046 allows.
[[nodiscard]] std::optional<std::string> multipart_boundary(std::string_view content_type);

class Multipart {
public:
    // Fills the buffer with what comes next, 0 at the end.
    using Read = std::function<std::size_t(char* data, std::size_t length)>;
    using Take = std::function<void(std::string_view)>;

    struct Part {
        std::string name;
        std::optional<std::string> file_name;  // of a file; raw bytes, as the browser says
    };

    Multipart(const std::string& boundary, Read read);

    // The next part, once the last one's body was read; nothing at the end. Throws MultipartError.
    [[nodiscard]] std::optional<Part> next();
    // The whole body of the part. Throws MultipartError when the request ends within it.
    void read_body(const Take& take);

private:
    [[nodiscard]] bool fill();
    [[nodiscard]] std::string read_line();

    const std::string delimiter_;  // CRLF "--" boundary
    const Read read_;
    std::string buffer_{"\r\n"};  // so that the first delimiter is one like the others
    bool in_body_ = true;         // of what stands before the first part
};

}  // namespace web
