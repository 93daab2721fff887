// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/call_file.h"

#include "cgi/web/secrets.h"
#include "common/runtime/file_descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdio>
#include <system_error>

namespace web {

namespace {

constexpr mode_t for_asterisk_too = 0660;

[[noreturn]] void fail(const std::string& path)
{
    throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

// Asterisk passes over names that begin with a dot.
void drop_call_file(const std::string& folder, std::string_view text)
{
    const auto name = "astercrm-" + random_token().substr(0, 24) + ".call";
    const auto hidden = folder + "/." + name;
    const auto path = folder + "/" + name;
    {
        const runtime::FileDescriptor file{open(hidden.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
        if (!file.is_open()) fail(hidden);
        if (!runtime::write_all(file, text) || fchmod(file.get(), for_asterisk_too) != 0) {
            (void)std::remove(hidden.c_str());
            fail(hidden);
        }
    }
    if (std::rename(hidden.c_str(), path.c_str()) != 0) fail(path);
}

}  // namespace web
