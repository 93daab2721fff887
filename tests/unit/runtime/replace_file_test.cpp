// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/replace_file.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder()
    {
        char name[] = "/tmp/replace-file-XXXXXX";
        path = mkdtemp(name);
    }
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::string file() const { return path + "/some.conf"; }
    std::string path;
};

std::size_t files_in(const std::string& folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a replaced file keeps its mode and leaves nothing beside it", "[runtime]")
{
    const Folder folder;
    std::ofstream{folder.file()} << "old";
    REQUIRE(chmod(folder.file().c_str(), 0640) == 0);
    runtime::replace_file(folder.file(), "new text\n");
    CHECK(runtime::read_file(folder.file()) == "new text\n");
    struct stat status {};
    REQUIRE(stat(folder.file().c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0640U);
    CHECK(files_in(folder.path) == 1);
}

TEST_CASE("a file that is not there is not made", "[runtime]")
{
    const Folder folder;
    CHECK_THROWS_AS(runtime::replace_file(folder.file(), "x"), std::system_error);
    CHECK(files_in(folder.path) == 0);
}

TEST_CASE("a folder is tried without leaving anything; no folder is named", "[runtime]")
{
    const Folder folder;
    runtime::try_folder(folder.path);
    CHECK(files_in(folder.path) == 0);
    CHECK_THROWS_AS(runtime::try_folder(folder.path + "/missing"), std::system_error);
    std::ofstream{folder.file()} << "a file";
    CHECK_THROWS_AS(runtime::try_folder(folder.file()), std::system_error);
}
