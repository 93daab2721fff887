// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/events_config.h"

#include "common/runtime/config.h"
#include "common/runtime/log.h"
#include "common/runtime/text.h"

#include <filesystem>

namespace events {

namespace {

bool is_event_mode(const runtime::Config& config)
{
    const auto type = runtime::to_lower(config.text("system", "eventtype", "curcdr"));
    if (type != "event" && type != "curcdr")
        config.fail("system", "eventtype", "'" + type + "' is neither curcdr nor event");
    return type == "event";
}

bool is_pages_event_mode(const std::string& astercc_conf)
{
    const auto path = std::filesystem::path{astercc_conf}.replace_filename("astercrm.conf");
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return false;
    try {
        return is_event_mode(runtime::Config::load(path));
    } catch (const runtime::ConfigError& e) {
        runtime::log_warning(
            "eventtype_unknown",
            {{"err", e.what()}, {"now", "curcdr; [system] eventtype of astercc.conf says it otherwise"}});
        return false;
    }
}

}  // namespace

EventsConfig EventsConfig::from(const runtime::Config& config)
{
    constexpr long longest_life = 10L * 366 * 24 * 3600;
    EventsConfig events;
    events.database = db::DbConfig::from(config);
    events.log_life = std::chrono::seconds{config.number("system", "log_life", 180, 0, longest_life)};
    events.feed_keep = std::chrono::minutes{config.number("system", "feed_keep_minutes", 60, 1, 100'000)};
    events.skip = runtime::split_list(runtime::to_lower(config.text("system", "events_skip", "")), ',');
    const bool is_said = !config.text("system", "eventtype", "").empty();
    events.tells_calls = is_said ? is_event_mode(config) : is_pages_event_mode(config.path());
    return events;
}

}  // namespace events
