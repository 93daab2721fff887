// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/alarm_config.h"

#include "common/runtime/config.h"
#include "daemons/asterccdaemon/alarm_call.h"

namespace watchdog {
namespace {

std::string read_url(const runtime::Config& config)
{
    auto url = config.text("watchdog", "webhook_url", "");
    if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://"))
        config.fail("watchdog", "webhook_url", "'" + url + "' begins with neither http:// nor https://");
    return url;
}

AlarmCall read_call(const runtime::Config& config)
{
    AlarmCall call;
    call.asterisk.host = config.text("asterisk", "server", "127.0.0.1");
    call.asterisk.port = static_cast<unsigned short>(config.number("asterisk", "port", 5038, 1, 65535));
    const bool has_user = !config.text("system", "admin_amiuser", "").empty();
    call.asterisk.username =
        has_user ? config.text("system", "admin_amiuser", "") : config.required_text("asterisk", "username");
    call.asterisk.secret =
        has_user ? config.required_text("system", "admin_amisecret") : config.required_text("asterisk", "secret");
    call.phone = config.required_text("system", "admin_phone");
    call.context = config.required_text("system", "admin_context");
    if (const auto order = alarm_order(call); !order) config.fail("system", "admin_phone", order.error().what);
    return call;
}

}  // namespace

AlarmConfig AlarmConfig::from(const runtime::Config& config)
{
    AlarmConfig alarm;
    alarm.webhook_url = read_url(config);
    alarm.tip_times = static_cast<int>(config.number("system", "tip_times", 1, 0, 100));
    if (config.flag("system", "break_tip", false)) alarm.call = read_call(config);
    return alarm;
}

}  // namespace watchdog
