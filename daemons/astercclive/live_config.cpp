// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/live_config.h"

namespace live {

LiveConfig LiveConfig::from(const runtime::Config& config)
{
    LiveConfig live;
    live.listen = config.text("live", "listen", live.listen);
    live.port = static_cast<unsigned short>(config.number("live", "port", live.port, 1, 65535));
    live.keep = std::chrono::minutes{config.number("live", "keep_minutes", live.keep.count(), 1, 24 * 60)};
    live.keep_rows = static_cast<std::size_t>(config.number("live", "keep_rows", 50'000, 1, 10'000'000));
    live.poll = std::chrono::milliseconds{config.number("live", "poll_ms", live.poll.count(), 1, 1000)};
    live.max_streams = static_cast<std::size_t>(config.number("live", "max_streams", 10'000, 1, 1'000'000));
    return live;
}

}  // namespace live
