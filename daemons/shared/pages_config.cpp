// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/pages_config.h"

#include "common/runtime/local_day.h"
#include "common/runtime/log.h"

#include <filesystem>
#include <string>

namespace astercc {

namespace {

constexpr std::string_view section = "system";

}  // namespace

runtime::Config config_that_says(const runtime::Config& config, std::string_view key)
{
    if (!config.text(section, key, "").empty()) return config;
    const auto path = std::filesystem::path{config.path()}.replace_filename("astercrm.conf");
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return config;
    try {
        return runtime::Config::load(path);
    } catch (const runtime::ConfigError& e) {
        runtime::log_warning("pages_config_unread",
                             {{"err", e.what()}, {"now", "say " + std::string{key} + " in [system] of astercc.conf"}});
        return config;
    }
}

void use_time_zone_of_pages(const runtime::Config& config)
{
    const auto said = config_that_says(config, "timezone");
    const auto zone = said.text(section, "timezone", "");
    if (!zone.empty() && !runtime::is_time_zone(zone))
        said.fail(section, "timezone", "is none this machine knows; write it like Asia/Shanghai or Europe/Berlin");
    runtime::use_time_zone(zone);
}

}  // namespace astercc
