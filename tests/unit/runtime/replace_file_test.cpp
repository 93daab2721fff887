// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/replace_file.h"

#include "tests/temp_directory.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace fs = std::filesystem;

namespace {

struct Folder {
    test::TempDirectory directory;
    const std::string& path = directory.path();
    [[nodiscard]] std::string file() const { return path + "/some.conf"; }
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
    CHECK(runtime::replace_file(folder.file(), "old", "new text\n"));
    CHECK(runtime::read_file(folder.file()) == "new text\n");
    struct stat status {};
    REQUIRE(stat(folder.file().c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0640U);
    CHECK(files_in(folder.path) == 1);
}

TEST_CASE("a file that is not there is not made", "[runtime]")
{
    const Folder folder;
    CHECK_THROWS_AS(runtime::replace_file(folder.file(), "", "x"), std::system_error);
    CHECK(files_in(folder.path) == 0);
}

TEST_CASE("a file that says something else by now is left alone", "[runtime]")
{
    const Folder folder;
    std::ofstream{folder.file()} << "somebody else's";
    CHECK_FALSE(runtime::replace_file(folder.file(), "old", "new"));
    CHECK(runtime::read_file(folder.file()) == "somebody else's");
    CHECK(files_in(folder.path) == 1);
}

TEST_CASE("what a killed predecessor left beside the file is no obstacle", "[runtime]")
{
    const Folder folder;
    std::ofstream{folder.file()} << "old";
    std::ofstream{folder.file() + ".new"} << "half of";
    CHECK(runtime::replace_file(folder.file(), "old", "new"));
    CHECK(runtime::read_file(folder.file()) == "new");
    CHECK(files_in(folder.path) == 1);
}

TEST_CASE("of a symbolic link the target is replaced", "[runtime]")
{
    const Folder folder;
    std::ofstream{folder.file()} << "old";
    const auto link = folder.path + "/link.conf";
    fs::create_symlink(folder.file(), link);
    CHECK(runtime::replace_file(link, "old", "new"));
    CHECK(fs::is_symlink(link));
    CHECK(runtime::read_file(folder.file()) == "new");
}

TEST_CASE("who may replace a file is told nothing, who may not the commands", "[runtime]")
{
    const Folder folder;
    std::ofstream{folder.file()} << "old";
    CHECK(runtime::command_to_allow_replacing(folder.file()).empty());
    if (geteuid() == 0) return;  // root may always
    CHECK_THAT(runtime::command_to_allow_replacing("/etc/passwd"),
               Catch::Contains("chown") && Catch::Contains(" /etc/passwd ") && Catch::Contains("rwx /etc "));
}
