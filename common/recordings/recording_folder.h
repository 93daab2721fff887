// SPDX-License-Identifier: GPL-3.0-or-later
// The recordings of one Asterisk server as files of this machine. Rows name them; a name leads nowhere else than below
// the folder, through no link (R3: openat2 with RESOLVE_BENEATH).
#pragma once

#include "common/runtime/file_descriptor.h"
#include "common/runtime/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace recordings {

using runtime::FileDescriptor;

// The folder one recording is in. Names are plain: no '/'.
class RecordingFolder {
public:
    struct FileState {
        std::uint64_t bytes = 0;
        std::chrono::system_clock::time_point changed;
    };

    explicit RecordingFolder(FileDescriptor folder) : folder_(std::move(folder)) {}

    // Not open when there is no such file, or it is no regular one.
    [[nodiscard]] FileDescriptor open(const std::string& name) const;
    // An empty file to be written; what a former try left under that name goes.
    [[nodiscard]] FileDescriptor create(const std::string& name) const;
    // After fsync of the file: renames it and syncs the folder, so that it is there whatever happens next.
    [[nodiscard]] bool publish(const FileDescriptor& file, const std::string& from, const std::string& to) const;
    void remove(const std::string& name) const;

private:
    FileDescriptor folder_;
};

struct RecordingPlace {
    RecordingFolder folder;
    std::string name;  // without extension
};

[[nodiscard]] RecordingFolder::FileState state_of(const FileDescriptor& file);

// `filename` as in monitorrecord, without what is `monitor_path` of the Asterisk host, which ends in '/'. invalid: it
// is elsewhere, or no name of ours: letters, digits and ._-/ only, nothing that climbs.
[[nodiscard]] runtime::Result<std::string> relative_name(const std::string& filename, const std::string& monitor_path);

// `root` is the folder `monitor_path` here; it ends in '/' too. invalid: as above. not_found: the folder is not there.
// unavailable: the root itself cannot be opened.
[[nodiscard]] runtime::Result<RecordingPlace> find_place(const std::string& filename, const std::string& monitor_path,
                                                         const std::string& root);

}  // namespace recordings
