// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/dial_order.h"

#include "common/dialing/call_event.h"

namespace dialing {

namespace {

std::string exten_of(const CampaignSettings& settings, const DialOrder& order)
{
    return settings.in_exten.empty() ? order.number : settings.in_exten;
}

std::variant<ami::Target, ami::RunApplication> next_of(const CampaignSettings& settings, const DialOrder& order)
{
    if (!order.context.empty()) return ami::Target{.exten = "s", .context = order.context};
    if (goes_to_queue(settings)) return ami::RunApplication{ami::Application::queue, settings.queue};
    return ami::Target{.exten = exten_of(settings, order), .context = settings.in_context};
}

}  // namespace

ami::Originate dial_order(const CampaignSettings& settings, const DialOrder& order)
{
    ami::Originate originate;
    originate.channel = "Local/" + order.number + "@" + settings.out_context + "/n";
    originate.then = next_of(settings, order);
    originate.timeout = settings.ring_time;
    originate.caller_number = settings.caller_id.empty() ? order.number : settings.caller_id;
    originate.channel_id = order.name;
    originate.other_channel_id = out_name(order.name);
    originate.variables = {{"campaignid", std::to_string(settings.id)},
                           {"dialednumber", order.number},
                           {"recordid", std::to_string(order.attempt)}};
    if (order.context.empty()) return originate;
    const bool is_queue = goes_to_queue(settings);
    originate.variables.insert(originate.variables.end(), {{"ASTERCC_QUEUE", is_queue ? settings.queue : ""},
                                                           {"ASTERCC_CONTEXT", is_queue ? "" : settings.in_context},
                                                           {"ASTERCC_EXTEN", is_queue ? "" : exten_of(settings, order)},
                                                           {"ASTERCC_WAIT", std::to_string(settings.wait.count())},
                                                           {"ASTERCC_MESSAGE", settings.message},
                                                           {"ASTERCC_AMD", settings.detects_machines ? "1" : "0"}});
    return originate;
}

}  // namespace dialing
