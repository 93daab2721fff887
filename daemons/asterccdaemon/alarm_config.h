// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the watchdog tells: [watchdog] webhook_url, and the alarm call under the names of the original's configuration,
// [system] break_tip, tip_times, admin_phone, admin_context, admin_amiuser, admin_amisecret.
#pragma once

#include "common/ami/client.h"

#include <optional>
#include <string>

namespace runtime {
class Config;
}

namespace watchdog {

struct AlarmCall {
    ami::ClientConfig asterisk;  // that of [asterisk]; the user of admin_amiuser, else of [asterisk]
    std::string phone;
    std::string context;
};

struct AlarmConfig {
    std::string webhook_url;        // http or https; empty: none
    std::optional<AlarmCall> call;  // break_tip = 1
    int tip_times = 1;              // calls per trouble

    // Throws runtime::ConfigError naming the key.
    [[nodiscard]] static AlarmConfig from(const runtime::Config& config);
};

}  // namespace watchdog
