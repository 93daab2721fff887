// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/asterccdaemon/alarm_call.h"

namespace watchdog {

runtime::Result<ami::Action> alarm_order(const AlarmCall& call)
{
    ami::Originate order;
    order.channel = "Local/" + call.phone + "@" + call.context;
    order.then = ami::RunApplication{ami::Application::say_unix_time, {}};
    order.caller_name = "asterCC";
    order.caller_number = "0";
    return ami::originate(order);
}

runtime::Result<void> place_alarm_call(const AlarmCall& call)
{
    const auto order = alarm_order(call);
    if (!order) return order.error();
    const auto answer = ami::Client{call.asterisk}.ask(order.value());
    if (!answer) return answer.error();
    return runtime::outcome::success();
}

}  // namespace watchdog
