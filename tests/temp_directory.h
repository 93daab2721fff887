// SPDX-License-Identifier: GPL-3.0-or-later
// A directory that goes with its owner.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace test {

class TempDirectory {
public:
    // Below /tmp, or below /var/tmp for what is too much for memory.
    explicit TempDirectory(const std::string& below = "/tmp") : path_(below + "/astercc-test-XXXXXX")
    {
        if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error(below + ": no temporary directory there");
    }
    ~TempDirectory() { std::filesystem::remove_all(path_); }
    TempDirectory(const TempDirectory&) = delete;
    TempDirectory& operator=(const TempDirectory&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace test
