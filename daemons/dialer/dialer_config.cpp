// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/dialer_config.h"

#include "common/dialing/time_zones.h"
#include "common/runtime/config.h"
#include "common/runtime/time.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace dialer {

namespace {

std::optional<runtime::Config> load_crm_config(const std::string& astercc_conf)
{
    const auto path = std::filesystem::path{astercc_conf}.replace_filename("astercrm.conf");
    if (!std::filesystem::exists(path)) return std::nullopt;
    return runtime::Config::load(path.string());
}

// The pages count their days in it, too.
std::string read_time_zone(const runtime::Config& crm)
{
    const auto zone = crm.text("system", "timezone", "");
    if (!zone.empty() && !dialing::clock_of(zone, runtime::now()))
        crm.fail("system", "timezone", "is none this machine knows; write it like Asia/Shanghai or Europe/Berlin");
    return zone;
}

unsigned read_channels(const runtime::Config& config, std::string_view section, std::string_view key, long otherwise)
{
    return static_cast<unsigned>(config.number(section, key, otherwise, 0, 100'000));
}

// A lease's holder is written in words: no blanks.
std::string in_one_word(std::string text)
{
    std::ranges::replace(text, ' ', '_');
    return text;
}

}  // namespace

DialerConfig read_dialer_config(const runtime::Config& config)
{
    DialerConfig dialer;
    dialer.database = db::DbConfig::from(config);
    dialer.database.user = config.text("dialer", "dbusername", dialer.database.user);
    dialer.database.password = config.text("dialer", "dbpassword", dialer.database.password);
    dialer.servers = astercc::read_servers(config);
    for (auto& server : dialer.servers) {
        server.username = config.text("dialer", "username", server.username);
        server.secret = config.text("dialer", "secret", server.secret);
    }
    dialer.context = config.text("dialer", "context", "astercc-dialer");
    const auto old_limit = config.number("system", "max_channels", 0, 0, 100'000);
    dialer.max_channels = read_channels(config, "dialer", "max_channels", old_limit);
    dialer.tick = std::chrono::milliseconds{config.number("dialer", "tick_ms", 250, 50, 5'000)};
    dialer.installation = in_one_word(config.text("system", "rundir", "/run/astercc"));
    if (const auto crm = load_crm_config(config.path())) {
        dialer.licence_channels = read_channels(*crm, "licence", "channel", 0);
        dialer.time_zone = read_time_zone(*crm);
    }
    return dialer;
}

}  // namespace dialer
