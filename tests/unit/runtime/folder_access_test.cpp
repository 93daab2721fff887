// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/folder_access.h"

#include "tests/temp_directory.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace fs = std::filesystem;

TEST_CASE("what may be done with a folder is tried without leaving anything", "[runtime]")
{
    const test::TempDirectory directory;
    const auto& folder = directory.path();
    runtime::try_writing_to_folder(folder);
    runtime::try_reading_folder(folder);
    CHECK(fs::is_empty(folder));

    const auto file = folder + "/some.log";
    runtime::try_appending_to_file(file);
    CHECK_THROWS_AS(runtime::try_writing_to_folder(file), std::system_error);
    CHECK_THROWS_AS(runtime::try_reading_folder(file), std::system_error);
    CHECK_THROWS_AS(runtime::try_writing_to_folder(folder + "/missing"), std::system_error);
    CHECK_THROWS_AS(runtime::try_appending_to_file(folder + "/missing/some.log"), std::system_error);
}
