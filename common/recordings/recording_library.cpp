// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/recordings/recording_library.h"

#include "common/recordings/recording_folder.h"

#include <fcntl.h>

#include <algorithm>

namespace recordings {

namespace {

using runtime::Errc;
using runtime::Error;

runtime::Result<OpenRecording> open_local(const MonitorFolder& folder, const std::string& filename,
                                          const std::string& extension)
{
    BOOST_OUTCOME_TRY(place, find_place(filename, folder.monitor_path, folder.path));
    auto file = place.folder.open(place.name + extension);
    if (!file.is_open()) return Error{Errc::not_found, filename + extension + " is not there"};
    const auto state = state_of(file);
    auto version = std::to_string(state.bytes) + "-" + std::to_string(state.changed.time_since_epoch().count());
    return OpenRecording{std::move(file), std::move(version)};
}

}  // namespace

RecordingLibrary::RecordingLibrary(std::vector<MonitorFolder> folders, FetchLimits limits)
    : folders_(std::move(folders)), limits_(limits)
{
}

runtime::Result<OpenRecording> RecordingLibrary::open(const std::string& server, const std::string& filename,
                                                      audio::Format format)
{
    const auto folder =
        std::find_if(folders_.begin(), folders_.end(), [&](const MonitorFolder& f) { return f.server == server; });
    if (folder == folders_.end()) return Error{Errc::invalid, "no [asterisk:" + server + "] in the configuration"};
    const auto extension = "." + std::string{audio::extension(format)};
    if (folder->url.empty()) return open_local(*folder, filename, extension);
    BOOST_OUTCOME_TRY(name, relative_name(filename, folder->monitor_path));
    return open_remote(folder->url + name + extension);
}

runtime::Result<OpenRecording> RecordingLibrary::open_remote(const std::string& url)
{
    if (fetched_url_ != url) {
        BOOST_OUTCOME_TRY(file, fetch(url, limits_));
        fetched_ = std::move(file);
        fetched_url_ = url;
    }
    runtime::FileDescriptor file{fcntl(fetched_.get(), F_DUPFD_CLOEXEC, 0)};
    auto version = std::to_string(state_of(file).bytes);
    return OpenRecording{std::move(file), std::move(version)};
}

}  // namespace recordings
