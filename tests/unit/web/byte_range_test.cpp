// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/byte_range.h"

#include <catch2/catch.hpp>

#include <tuple>

using web::ByteRange;
using web::parse_range;
using web::RangeKind;

TEST_CASE("a range that is one is cut to the body", "[web][range]")
{
    const auto [header, first, last] = GENERATE(table<const char*, std::uint64_t, std::uint64_t>({
        {"bytes=0-", 0, 999},
        {"bytes=0-0", 0, 0},
        {"bytes=10-19", 10, 19},
        {"bytes=999-", 999, 999},
        {"bytes=500-100000", 500, 999},
        {"bytes=-1", 999, 999},
        {"bytes=-5000", 0, 999},
        {"Bytes = 1-2 ", 1, 2},
        {"bytes=5-99999999999999999999999999", 5, 999},
        {"bytes=-99999999999999999999999999", 0, 999},
    }));
    CAPTURE(header);
    CHECK(parse_range(header, 1000) == ByteRange{RangeKind::part, first, last});
}

TEST_CASE("a range behind the body cannot be satisfied", "[web][range]")
{
    const auto header = GENERATE("bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999999999-",
                                 "bytes=18446744073709551615-18446744073709551615");
    CAPTURE(header);
    CHECK(parse_range(header, 1000).kind == RangeKind::unsatisfiable);
    CHECK(parse_range("bytes=0-", 0).kind == RangeKind::unsatisfiable);
    CHECK(parse_range("bytes=-5", 0).kind == RangeKind::unsatisfiable);
}

TEST_CASE("what is no single range of bytes is passed over", "[web][range]")
{
    const auto header = GENERATE("", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=1-b", "bytes=--1",
                                 "bytes=+1-2", "bytes=1 -2", "bytes=0x1-2", "bytes=0-1,5-6", "bytes=,", "lines=0-1",
                                 "=0-1", "bytes=1-2-3", "bytes=1.5-2", "bytes 0-1/2", "bytes=0-1;q=1");
    CAPTURE(header);
    CHECK(parse_range(header, 1000) == ByteRange{});
}

TEST_CASE("Content-Range names the part and the whole", "[web][range]")
{
    CHECK(web::content_range(parse_range("bytes=5-", 10), 10) == "bytes 5-9/10");
    CHECK(web::content_range(parse_range("bytes=10-", 10), 10) == "bytes */10");
}
