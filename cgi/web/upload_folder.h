// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of files to be imported. Files sent by browsers are written under names of ours, never under the sender's;
// files that somebody put there can be picked by name and are copied under such a name too. Nothing of it is served.
#pragma once

#include "cgi/web/request.h"
#include "common/runtime/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace web {

struct OfferedFile {
    std::string name;
    std::uint64_t size = 0;
};

class UploadFolder {
public:
    UploadFolder(std::string path, std::uint64_t largest) : path_(std::move(path)), largest_(largest) {}

    // Both return the name it is stored under. `refused`: larger than allowed; `invalid`: empty, or broken off;
    // `unavailable`: the folder cannot be written to.
    [[nodiscard]] runtime::Result<std::string> store(const SentFile& file) const;
    // `not_found`: no such file is offered.
    [[nodiscard]] runtime::Result<std::string> copy_offered(std::string_view name) const;

    // Tables somebody put there, by name.
    [[nodiscard]] std::vector<OfferedFile> offered() const;
    void remove(const std::string& stored) const;

private:
    const std::string path_;
    const std::uint64_t largest_;
};

}  // namespace web
