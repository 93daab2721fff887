// SPDX-License-Identifier: GPL-3.0-or-later
// What real Asterisks of five versions sent, fed whole, in small pieces and cut anywhere.
#include "common/ami/parser.h"

#include "tests/unit/ami/collected.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>

namespace fs = std::filesystem;

namespace {

// Allocations of this program, to prove that parsing makes none.
std::size_t allocations = 0;

std::vector<fs::path> captures()
{
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(CC_TEST_DATA "/captures"))
        if (entry.path().filename() == "ami.raw") found.push_back(entry.path());
    return found;
}

std::string read(const fs::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at))
        text.replace(at, from.size(), to);
}

// Two freedoms Asterisk takes: TestEvents of 16 end with an empty line too many, and a name without a value may
// lack the blank.
std::string normal_form(std::string bytes)
{
    replace_all(bytes, "\r\n\r\n\r\n", "\r\n\r\n");
    replace_all(bytes, ": \r\n", ":\r\n");
    return bytes;
}

std::string join(const std::vector<Fields>& messages)
{
    std::string bytes;
    for (const auto& message : messages) {
        for (const auto& [name, value] : message)
            bytes.append(name).append(": ").append(value).append("\r\n");
        bytes += "\r\n";
    }
    return bytes;
}

}  // namespace

void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    ++allocations;
    return std::malloc(size);
}
void* operator new(std::size_t size)
{
    if (void* memory = operator new(size, std::nothrow)) return memory;
    throw std::bad_alloc{};
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept
{
    std::free(memory);
}

TEST_CASE("there are captures of every version to read", "[ami][parser][captures]")
{
    CHECK(captures().size() >= 30);
}

TEST_CASE("the messages of a capture, joined again, are the capture", "[ami][parser][captures]")
{
    for (const auto& path : captures()) {
        INFO(path);
        const auto bytes = read(path);
        ami::Parser parser;
        const auto messages = collect(parser, bytes, std::string::npos);
        CHECK(parser.counters().bytes == bytes.size());
        CHECK(parser.counters().messages == messages.size());
        CHECK(parser.counters().dropped == 0);

        const auto theirs = normal_form(bytes);
        const auto ours = normal_form(parser.banner() + "\r\n" + join(messages));
        const auto differs = std::mismatch(theirs.begin(), theirs.end(), ours.begin(), ours.end()).first;
        if (theirs != ours) FAIL("differs at " << std::string(differs, std::min(differs + 200, theirs.end())));
    }
}

TEST_CASE("chunking does not change what a capture says", "[ami][parser][captures]")
{
    const auto piece = GENERATE(1U, 2U, 3U, 61U, 1448U, 4097U);
    for (const auto& path : captures()) {
        INFO(path << " in pieces of " << piece);
        const auto bytes = read(path);
        CHECK(collect(bytes, piece) == collect(bytes));
    }
}

TEST_CASE("a capture may be cut anywhere in two", "[ami][parser][captures]")
{
    const auto bytes = read(CC_TEST_DATA "/captures/22/queue_admin/ami.raw");
    const auto whole = collect(bytes);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        ami::Parser parser;
        auto messages = collect(parser, bytes.substr(0, cut), std::string::npos);
        for (auto& rest : collect(parser, bytes.substr(cut), std::string::npos))
            messages.push_back(std::move(rest));
        if (messages != whole) FAIL("cut at " << cut);
    }
    SUCCEED();
}

TEST_CASE("parsing allocates nothing once the buffers have grown", "[ami][parser][captures]")
{
    const auto bytes = read(CC_TEST_DATA "/captures/22/queue_answered/ami.raw");
    ami::Parser parser{{}, [](std::string_view event) { return event != "VarSet"; }};
    std::size_t headers = 0;
    const auto feed_all = [&](std::size_t piece) {
        for (std::string_view rest{bytes}; !rest.empty(); rest.remove_prefix(std::min(piece, rest.size())))
            parser.feed(rest.substr(0, piece), [&](const ami::Message& m) { headers += m.headers().size(); });
    };
    feed_all(1448);
    const auto before = allocations;
    feed_all(1448);
    CHECK(allocations == before);
    CHECK(headers > 0);
}
