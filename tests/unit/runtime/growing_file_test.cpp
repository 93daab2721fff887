// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/growing_file.h"

#include "tests/temp_directory.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace fs = std::filesystem;
using runtime::FilePlace;
using runtime::GrowingFile;

namespace {

constexpr std::size_t most = 1024;

struct Log {
    test::TempDirectory directory;
    std::string path = directory.path() + "/log";
    GrowingFile file{path};
    FilePlace place;

    void append(const std::string& text) const { std::ofstream{path, std::ios::app} << text; }
    void rotate(const std::string& suffix) const
    {
        fs::rename(path, path + suffix);
        // Rotations of one test fall into one tick of the clock.
        fs::last_write_time(path + suffix, fs::file_time_type::clock::now() - std::chrono::hours{next_age--});
    }
    mutable int next_age = 24;

    // Reads on, and remembers where it got to.
    runtime::FilePart next()
    {
        auto part = file.read(place, most);
        if (!part.bytes.empty()) place = {part.place.file, part.place.position + part.bytes.rfind('\n') + 1};
        return part;
    }
};

}  // namespace

TEST_CASE("whole lines are given as they come, a torn one when it is whole", "[growing_file]")
{
    Log log;
    CHECK(log.next().bytes.empty());
    log.append("one\ntw");
    const auto first = log.next();
    CHECK(first.bytes == "one\ntw");
    CHECK(first.is_new_file);
    CHECK_FALSE(first.is_gap);
    CHECK(log.next().bytes.empty());
    log.append("o\n");
    const auto second = log.next();
    CHECK(second.bytes == "two\n");
    CHECK(second.place.position == 4);
    CHECK_FALSE(second.is_new_file);
}

TEST_CASE("from the end of a file only what comes later is given", "[growing_file]")
{
    Log log;
    CHECK(log.file.end() == FilePlace{});
    const bool has_line = GENERATE(false, true);
    log.append(has_line ? "one\ntw" : "tw");
    log.place = log.file.end();
    CHECK(log.place.position == (has_line ? 4U : 0U));
    CHECK(log.next().bytes.empty());
    log.append("o\nthree\n");
    CHECK(log.next().bytes == "two\nthree\n");
}

TEST_CASE("renamed while we were away it is read to its end, then every successor in turn", "[growing_file]")
{
    Log log;
    log.append("a1\n");
    (void)log.next();
    log.append("a2\n");
    log.rotate(".2");
    log.append("b1\n");
    log.rotate(".1");
    log.append("c1\n");
    const bool is_restarted = GENERATE(false, true);
    GrowingFile fresh{log.path};
    GrowingFile& file = is_restarted ? fresh : log.file;
    std::string all;
    for (auto part = file.read(log.place, most); !part.bytes.empty(); part = file.read(log.place, most)) {
        CHECK_FALSE(part.is_gap);
        all += part.bytes;
        log.place = {part.place.file, part.place.position + part.bytes.size()};
    }
    CHECK(all == "a2\nb1\nc1\n");
}

TEST_CASE("a renamed file that is still written to has no successor until there is one", "[growing_file]")
{
    Log log;
    log.append("a1\n");
    (void)log.next();
    log.rotate(".1");
    CHECK(log.next().bytes.empty());
    std::ofstream{log.path + ".1", std::ios::app} << "a2\n";
    log.append("b1\n");
    CHECK(log.next().bytes == "a2\n");
    CHECK(log.next().bytes == "b1\n");
}

TEST_CASE("copied and truncated it is another file", "[growing_file]")
{
    Log log;
    log.append("a1\n");
    (void)log.next();
    log.append("a2\n");
    fs::copy_file(log.path, log.path + "-20261124");
    std::ofstream{log.path, std::ios::trunc} << "b1\nb2\n";
    CHECK(log.next().bytes == "a2\n");
    const auto part = log.next();
    CHECK(part.bytes == "b1\nb2\n");
    CHECK(part.is_new_file);
    CHECK_FALSE(part.is_gap);
}

TEST_CASE("a file that is gone or packed is a gap, and its successor is begun", "[growing_file]")
{
    Log log;
    log.append("a1\n");
    (void)log.next();
    log.append("a2\n");
    log.rotate(".1.gz");
    log.append("b1\n");
    GrowingFile later{log.path};
    const auto part = later.read(log.place, most);
    CHECK(part.bytes == "b1\n");
    CHECK(part.is_gap);
}

TEST_CASE("a line longer than asked for is given in pieces", "[growing_file]")
{
    Log log;
    log.append(std::string(most + 1, 'x'));
    CHECK(log.file.read({}, most).bytes.size() == most);
}

TEST_CASE("what cannot be read is said by name", "[growing_file]")
{
    const test::TempDirectory directory;
    CHECK_THROWS_WITH(GrowingFile{directory.path()}.beginning(), Catch::Contains(directory.path()));
}
