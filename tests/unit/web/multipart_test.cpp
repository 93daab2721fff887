// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/multipart.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using web::Multipart;
using web::MultipartError;

namespace {

struct Read {
    std::string name;
    std::optional<std::string> file_name;
    std::string body;
    bool operator==(const Read&) const = default;
};

// The body in pieces of that size.
Multipart::Read in_pieces(const std::string& body, std::size_t size)
{
    return [&body, size, at = std::size_t{0}](char* data, std::size_t length) mutable {
        const auto count = std::min({size, length, body.size() - at});
        std::copy_n(body.data() + at, count, data);
        at += count;
        return count;
    };
}

std::vector<Read> parts_of(const std::string& body, std::size_t piece)
{
    Multipart multipart{"XX", in_pieces(body, piece)};
    std::vector<Read> parts;
    while (const auto part = multipart.next()) {
        Read read{part->name, part->file_name, ""};
        multipart.read_body([&](std::string_view text) { read.body += text; });
        parts.push_back(read);
    }
    return parts;
}

}  // namespace

TEST_CASE("the parts of a body come out whole, whatever the pieces", "[web][multipart]")
{
    const std::string body =
        "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n"
        "--XX\r\ncontent-disposition: form-data; name=empty\r\n\r\n\r\n"
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a;b \xE5\xAE\xA2.csv\"\r\n"
        "Content-Type: text/csv\r\n\r\n1\r\n--X\r\n\r\n--XY2\r\n\r\n--XX--\r\n";
    const std::vector<Read> expected{{"csrf", std::nullopt, "abc"},
                                     {"empty", std::nullopt, ""},
                                     {"file", "a;b \xE5\xAE\xA2.csv", "1\r\n--X\r\n\r\n--XY2\r\n"}};
    for (const std::size_t piece : {1, 2, 3, 7, 100, 100'000})
        CHECK(parts_of(body, piece) == expected);
}

TEST_CASE("a part that nobody read is passed over", "[web][multipart]")
{
    const std::string body =
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nlong\r\n--XX\r\n"
        "Content-Disposition: form-data; name=b\r\n\r\n\r\n--XX--\r\n";
    Multipart multipart{"XX", in_pieces(body, 5)};
    CHECK(multipart.next()->name == "a");
    CHECK(multipart.next()->name == "b");
    CHECK_FALSE(multipart.next());
}

TEST_CASE("what no browser sends is refused", "[web][multipart]")
{
    const auto body = GENERATE(as<std::string>{}, "", "--XX", "--XX\r\n\r\nno name\r\n--XX--\r\n",
                               "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\ncut off",
                               "--XX\r\n" + std::string(9000, 'x') + "\r\n\r\n\r\n--XX--\r\n");
    CHECK_THROWS_AS(parts_of(body, 64), MultipartError);
}

TEST_CASE("a boundary is short and plain", "[web][multipart]")
{
    CHECK(web::multipart_boundary("multipart/form-data; boundary=abc") == "abc");
    CHECK(web::multipart_boundary("Multipart/Form-Data; charset=x; boundary=\"a b\"") == std::nullopt);
    CHECK(web::multipart_boundary("multipart/form-data; boundary=\"ab\"") == "ab");
    CHECK(web::multipart_boundary("multipart/form-data") == std::nullopt);
    CHECK(web::multipart_boundary("multipart/mixed; boundary=abc") == std::nullopt);
    CHECK(web::multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')) == std::nullopt);
}
