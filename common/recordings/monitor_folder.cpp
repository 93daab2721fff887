// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/recordings/monitor_folder.h"

#include "common/runtime/config.h"
#include "common/runtime/text.h"

namespace recordings {

namespace {

constexpr std::string_view main_section = "asterisk";

std::string folder(std::string text)
{
    if (!text.empty() && text.back() != '/') text += '/';
    return text;
}

std::string read_path(const runtime::Config& config, const std::string& section, std::string_view key,
                      std::string_view otherwise)
{
    auto path = config.text(section, key, otherwise);
    if (!path.empty() && path.front() != '/') config.fail(section, key, "'" + path + "' is no absolute path");
    return folder(std::move(path));
}

std::string read_url(const runtime::Config& config, const std::string& section)
{
    auto url = config.text(section, "recordings_url", "");
    if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://"))
        config.fail(section, "recordings_url", "'" + url + "' begins with neither http:// nor https://");
    return folder(std::move(url));
}

MonitorFolder read_folder(const runtime::Config& config, const std::string& section, std::string server)
{
    MonitorFolder found{.server = std::move(server),
                        .monitor_path = read_path(config, section, "monitorpath", "/var/spool/asterisk/monitor/"),
                        .path = read_path(config, section, "recordings_path", ""),
                        .url = read_url(config, section)};
    if (!found.url.empty() && !found.path.empty())
        config.fail(section, "recordings_url", "recordings_path is set too: only one of them can be");
    if (found.url.empty() && found.path.empty()) found.path = found.monitor_path;
    return found;
}

}  // namespace

std::vector<MonitorFolder> read_monitor_folders(const runtime::Config& config)
{
    const std::string family{main_section};
    std::vector<MonitorFolder> folders{read_folder(config, family, family)};
    for (const auto& section : config.sections()) {
        if (runtime::to_lower(section).starts_with(family + ":"))
            folders.push_back(read_folder(config, section, section.substr(family.size() + 1)));
    }
    return folders;
}

}  // namespace recordings
