// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/file_descriptor.h"

#include <cerrno>

namespace runtime {

bool write_all(const FileDescriptor& file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace runtime
