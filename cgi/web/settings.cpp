// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/settings.h"

#include "cgi/web/elsewhere.h"
#include "common/runtime/config.h"
#include "common/runtime/local_day.h"

#include <sys/stat.h>

#include <cstdlib>

namespace web {

namespace {

constexpr const char* section = "system";

std::string one_of(const runtime::Config& config, const char* key, const std::string& first, const std::string& second)
{
    const auto value = config.text(section, key, first);
    if (value != first && value != second) config.fail(section, key, "must be " + first + " or " + second);
    return value;
}

crm::NumberRules number_rules(const runtime::Config& config)
{
    return {.trim_prefix = crm::PrefixList{config.text(section, "trim_prefix", "")},
            .smart_match_remove = static_cast<std::size_t>(config.number(section, "smart_match_remove", 1, 0, 6))};
}

MapSettings map_settings(const runtime::Config& config)
{
    MapSettings map{.google_key = config.text("google-map", "key", "")};
    map.tile_url = config.text("map", "tile_url", map.tile_url);
    map.search_url = config.text("map", "search_url", map.search_url);
    if (!is_tile_url(map.tile_url)) config.fail("map", "tile_url", "must be an address with {z}, {x} and {y}");
    if (!origin_of(map.search_url)) config.fail("map", "search_url", "must be an address");
    return map;
}

ExternalCrm read_external_crm(const runtime::Config& config)
{
    ExternalCrm crm;
    crm.is_enabled = config.flag(section, "enable_external_crm", false);
    crm.in_new_window = config.flag(section, "open_new_window", false);
    crm.default_url = config.text(section, "external_crm_default_url", "");
    crm.url = config.text(section, "external_crm_url", "");
    if (!crm.is_enabled) return crm;
    if (!origin_of(crm.url))
        config.fail(section, "external_crm_url", "must be an address like https://crm.example/call?number=%callerid");
    if (!crm.default_url.empty() && !origin_of(crm.default_url))
        config.fail(section, "external_crm_default_url", "must be an address like https://crm.example/");
    return crm;
}

crm::BoardLimits read_board_limits(const runtime::Config& config)
{
    auto limits = crm::usual_board_limits;
    for (auto& limit : limits) {
        const std::string name{limit.name};
        limit.amber = config.number("board", name + "_amber", limit.amber, 0, crm::highest_board_limit);
        limit.red = config.number("board", name + "_red", limit.red, 0, crm::highest_board_limit);
        if (!limit.is_ordered())
            config.fail("board", name + "_red",
                        limit.bad == crm::Bad::above ? "must not be below amber" : "must not be above amber");
    }
    return limits;
}

std::int64_t time_of(const std::string& path)
{
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return 0;
    return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

}  // namespace

bool is_tile_url(std::string_view url)
{
    const auto has = [&](std::string_view part) { return url.find(part) != std::string_view::npos; };
    return origin_of(url) && has("{z}") && has("{x}") && has("{y}");
}

Settings Settings::from(const runtime::Config& config)
{
    Settings s;
    s.config_path = config.path();
    s.organisation = config.text("licence", "licenceto", "");
    s.channels = static_cast<unsigned>(config.number("licence", "channel", 0, 0, 100000));
    s.database = db::DbConfig::from(config);
    s.share_path = config.text(section, "share_path", CC_SHARE_PATH);
    s.log_file = config.flag(section, "log_enabled", false) ? config.required_text(section, "log_file_path") : "";
    s.upload_path = config.text(section, "upload_file_path", "/var/lib/astercc/upload");
    s.largest_upload = static_cast<std::uint64_t>(config.number(section, "upload_max_mib", 256, 1, 2047)) << 20U;
    s.import_program = config.text(section, "import_program", CC_IMPORT_PROGRAM);
    if (!s.import_program.starts_with('/')) config.fail(section, "import_program", "must be an absolute path");
    s.time_zone = config.text(section, "timezone", "");
    if (!s.time_zone.empty() && !runtime::is_time_zone(s.time_zone))
        config.fail(section, "timezone", "is none this machine knows; write it like Asia/Shanghai or Europe/Berlin");
    s.live_url = config.text(section, "live_url", "/live");
    s.poll_interval = std::chrono::seconds{config.number(section, "status_check_interval", 2, 1, 60)};
    s.password_memory_mib = static_cast<std::size_t>(config.number(section, "password_memory_mib", 19, 19, 1024));
    s.numbers = number_rules(config);
    s.detail_level =
        one_of(config, "detail_level", "all", "group") == "all" ? crm::DetailLevel::all : crm::DetailLevel::group;
    s.pop_up_when_dial_in = config.flag(section, "pop_up_when_dial_in", true);
    s.phone_number_length = config.number(section, "phone_number_length", 0, 0, 40);
    s.pop_up_when_dial_out = config.flag(section, "pop_up_when_dial_out", true);
    s.allow_same_data = config.flag(section, "allow_same_data", false);
    s.enable_contact = config.flag(section, "enable_contact", true);
    s.portal_list =
        one_of(config, "portal_display_type", "customer", "note") == "note" ? PortalList::notes : PortalList::customers;
    s.maximize_on_pop = config.flag(section, "browser_maximize_when_pop_up", false);
    s.external_crm = read_external_crm(config);
    s.asterisk_servers = read_asterisk_servers(config);
    s.phones_take_requests = config.flag(section, "phone_requests", false);
    s.incontext = config.text(section, "incontext", "from-internal");
    s.outcontext = config.text(section, "outcontext", "from-internal");
    s.callee_rings_first = one_of(config, "firstring", "caller", "callee") == "callee";
    s.hand_profile = config.text(section, "compliance_profile", "none");
    s.stop_work_verify = config.flag(section, "stop_work_verify", false);
    if (config.flag(section, "allow_dropcall", false))
        s.call_file_folder = config.text(section, "spool_path", "/var/spool/asterisk/outgoing");
    s.notify_when_spied = config.flag(section, "notify_when_spied", false);
    s.notify_when_forced = config.flag(section, "notify_when_forced", true);
    s.board_limits = read_board_limits(config);
    s.map = map_settings(config);
    s.monitor_folders = recordings::read_monitor_folders(config);
    s.recordings_timeout = std::chrono::seconds{config.number(section, "recordings_timeout", 20, 1, 50)};
    return s;
}

Settings Settings::load()
{
    const char* named = std::getenv("ASTERCRM_CONF");
    const std::string path = named != nullptr ? named : "/etc/astercc/astercrm.conf";
    const auto time = time_of(path);  // before it is read: what is written meanwhile counts as newer
    auto settings = from(runtime::Config::load(path));
    settings.config_time = time;
    return settings;
}

bool Settings::is_outdated() const
{
    if (const auto time = time_of(config_path); time == 0 || time == config_time) return false;
    try {
        (void)from(runtime::Config::load(config_path));
        return true;
    } catch (const runtime::ConfigError&) {
        return false;
    }
}

}  // namespace web
