// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/event_kind.h"

#include "common/calls/name_table.h"
#include "common/calls/tracker.h"

namespace calls {
namespace {

constexpr NameTable<EventKind, 128> kEvents{EventKind::none,
                                            {{"Newchannel", EventKind::newchannel},
                                             {"Newstate", EventKind::newstate},
                                             {"Newexten", EventKind::newexten},
                                             {"NewCallerid", EventKind::newcallerid},
                                             {"Hangup", EventKind::hangup},
                                             {"HangupRequest", EventKind::hangup_request},
                                             {"BlindTransfer", EventKind::transfer},
                                             {"AttendedTransfer", EventKind::transfer},
                                             {"Transfer", EventKind::transfer},
                                             {"Rename", EventKind::rename},
                                             {"Hold", EventKind::hold},
                                             {"Unhold", EventKind::unhold},
                                             {"OriginateResponse", EventKind::originate_response},
                                             {"DialBegin", EventKind::dial_begin},
                                             {"DialState", EventKind::dial_state},
                                             {"DialEnd", EventKind::dial_end},
                                             {"BridgeEnter", EventKind::bridge_enter},
                                             {"BridgeLeave", EventKind::bridge_leave},
                                             {"BridgeDestroy", EventKind::bridge_destroy},
                                             {"Dial", EventKind::dial},
                                             {"Link", EventKind::link},
                                             {"Unlink", EventKind::unlink},
                                             {"Bridge", EventKind::bridge},
                                             {"MeetmeJoin", EventKind::meetme_join},
                                             {"MeetmeLeave", EventKind::meetme_leave},
                                             {"QueueCallerJoin", EventKind::queue_join},
                                             {"Join", EventKind::queue_join},
                                             {"QueueCallerLeave", EventKind::queue_leave},
                                             {"Leave", EventKind::queue_leave},
                                             {"AgentCalled", EventKind::agent_called},
                                             {"AgentConnect", EventKind::agent_connect},
                                             {"AgentComplete", EventKind::agent_complete},
                                             {"MusicOnHold", EventKind::music_on_hold},
                                             {"CoreShowChannel", EventKind::core_show_channel},
                                             {"Status", EventKind::status}}};

}  // namespace

EventKind classify(std::string_view event)
{
    return kEvents.find(event);
}

bool is_wanted_event(std::string_view event)
{
    return classify(event) != EventKind::none;
}

}  // namespace calls
