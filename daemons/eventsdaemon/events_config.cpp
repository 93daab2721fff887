// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/events_config.h"

#include "common/runtime/config.h"
#include "common/runtime/text.h"
#include "daemons/shared/pages_config.h"

namespace events {

namespace {

bool is_event_mode(const runtime::Config& config)
{
    const auto type = runtime::to_lower(config.text("system", "eventtype", "curcdr"));
    if (type != "event" && type != "curcdr")
        config.fail("system", "eventtype", "'" + type + "' is neither curcdr nor event");
    return type == "event";
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
    events.tells_calls = is_event_mode(astercc::config_that_says(config, "eventtype"));
    return events;
}

}  // namespace events
