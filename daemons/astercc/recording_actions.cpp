// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/recording_actions.h"

namespace astercc {

namespace {

std::string variable_of(const RecordingOrder& order)
{
    return "ASTERCC_RECORDING_" + std::to_string(order.row);
}

}  // namespace

RecordingApplication recording_application(std::string_view banner)
{
    // The manager's own version was 1.0 in Asterisk 1.4 and 1.3 in 11; Asterisk 12 began with 2.
    return banner.find("/1.") != std::string_view::npos ? RecordingApplication::monitor
                                                        : RecordingApplication::mix_monitor;
}

ami::Result<ami::Action> start_recording(RecordingApplication application, const RecordingOrder& order)
{
    if (application == RecordingApplication::monitor) return ami::monitor(order.channel, order.path, order.format);
    return ami::mix_monitor(order.channel, order.path + "." + order.format, "bi(" + variable_of(order) + ")");
}

ami::Result<ami::Action> stop_recording(RecordingApplication application, const RecordingOrder& order)
{
    if (application == RecordingApplication::monitor) return ami::stop_monitor(order.channel);
    return ami::stop_mix_monitor(order.channel, order.monitorid);
}

ami::Result<ami::Action> find_recording(RecordingApplication application, const RecordingOrder& order)
{
    // A channel has one Monitor at most, and says so.
    if (application == RecordingApplication::monitor) return ami::get_variable(order.channel, "MONITORED");
    return ami::get_variable(order.channel, variable_of(order));
}

bool is_recording_stop(std::string_view event)
{
    return event == "MixMonitorStop" || event == "MonitorStop";
}

}  // namespace astercc
