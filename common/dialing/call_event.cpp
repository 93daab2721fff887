// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/call_event.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dialing {

namespace {

constexpr std::string_view prefix = "dial-";
constexpr std::string_view out_suffix = "-out";

int number_in(std::string_view text)
{
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string word(const ami::Message& message, std::string_view header)
{
    return std::string{message.find(header)};
}

// Who the event is about, and which call that is part of. Events of an originated channel's dialing have Dest* only.
struct Subject {
    std::string_view uniqueid;
    std::string call;
    [[nodiscard]] bool is_person() const { return uniqueid == call; }
    [[nodiscard]] bool is_out() const { return !is_person() && call_of(uniqueid) == call; }
};

std::optional<Subject> subject_of(const ami::Message& message)
{
    const auto uniqueid = message.find("Uniqueid");
    for (const auto header : {"Uniqueid", "Linkedid", "DestLinkedid"})
        if (const auto call = call_of(message.find(header)); !call.empty()) return Subject{uniqueid, std::string{call}};
    return std::nullopt;
}

using Found = std::optional<CallEvent>;
using Read = Found (*)(const ami::Message&, const Subject&);

Found read_newstate(const ami::Message& message, const Subject& subject)
{
    if (!subject.is_person()) return std::nullopt;
    const auto state = message.find("ChannelStateDesc");
    if (state == "Ringing") return CallEvent{CallEventKind::rings};
    if (state == "Up") return CallEvent{CallEventKind::answered};
    return std::nullopt;
}

Found read_dial_begin(const ami::Message& /*message*/, const Subject& subject)
{
    if (!subject.is_person()) return std::nullopt;
    return CallEvent{CallEventKind::agent_rings};
}

Found read_dial_end(const ami::Message& message, const Subject& subject)
{
    const bool is_answer = message.find("DialStatus") == "ANSWER";
    if (subject.is_out() && is_answer) return CallEvent{CallEventKind::answered};
    if (subject.is_out()) return CallEvent{.kind = CallEventKind::not_answered, .word = word(message, "DialStatus")};
    if (subject.is_person() && is_answer)
        return CallEvent{.kind = CallEventKind::agent_answered, .word = word(message, "DestChannel")};
    return std::nullopt;
}

Found read_agent_called(const ami::Message& /*message*/, const Subject& /*subject*/)
{
    return CallEvent{CallEventKind::agent_rings};
}

Found read_agent_connect(const ami::Message& message, const Subject& /*subject*/)
{
    return CallEvent{.kind = CallEventKind::agent_connected, .word = word(message, "Interface")};
}

Found read_agent_complete(const ami::Message& /*message*/, const Subject& /*subject*/)
{
    return CallEvent{CallEventKind::agent_done};
}

Found read_user_event(const ami::Message& message, const Subject& /*subject*/)
{
    const auto name = message.find("UserEvent");
    if (ami::iequals(name, "AsterccPerson")) return CallEvent{CallEventKind::person};
    if (ami::iequals(name, "AsterccNobody")) return CallEvent{CallEventKind::nobody};
    if (ami::iequals(name, "AsterccAmd"))
        return CallEvent{
            .kind = CallEventKind::machine_told, .word = word(message, "Status"), .more = word(message, "Cause")};
    return std::nullopt;
}

Found read_hangup(const ami::Message& message, const Subject& subject)
{
    const auto kind = subject.is_person() ? CallEventKind::gone
                      : subject.is_out()  ? CallEventKind::out_gone
                                          : CallEventKind::leg_gone;
    return CallEvent{.kind = kind, .number = number_in(message.find("Cause"))};
}

struct Reader {
    std::string_view event;
    Read read;
};

constexpr std::array readers{
    Reader{"Newstate", read_newstate},          Reader{"DialBegin", read_dial_begin},
    Reader{"DialEnd", read_dial_end},           Reader{"AgentCalled", read_agent_called},
    Reader{"AgentConnect", read_agent_connect}, Reader{"AgentComplete", read_agent_complete},
    Reader{"UserEvent", read_user_event},       Reader{"Hangup", read_hangup},
};

constexpr std::string_view originate_response = "OriginateResponse";

// Its Uniqueid may be "<unknown>": the order is known by its ActionID.
std::optional<AboutCall> read_originate_response(const ami::Message& message)
{
    if (message.find("Response") == "Success") return std::nullopt;
    return AboutCall{.action_id = word(message, "ActionID"),
                     .event = {.kind = CallEventKind::not_placed, .number = number_in(message.find("Reason"))}};
}

}  // namespace

std::string call_name(std::uint64_t listed, long long epoch_ms)
{
    return std::string{prefix} + std::to_string(listed) + "-" + std::to_string(epoch_ms);
}

std::string out_name(const std::string& call)
{
    return call + std::string{out_suffix};
}

std::string_view call_of(std::string_view uniqueid)
{
    if (!uniqueid.starts_with(prefix)) return {};
    if (uniqueid.ends_with(out_suffix)) uniqueid.remove_suffix(out_suffix.size());
    return uniqueid;
}

std::optional<AboutCall> read_call_event(const ami::Message& message)
{
    const auto name = message.event();
    if (name == originate_response) return read_originate_response(message);
    const auto reader = std::ranges::find(readers, name, &Reader::event);
    if (reader == readers.end()) return std::nullopt;
    const auto subject = subject_of(message);
    if (!subject) return std::nullopt;
    auto event = reader->read(message, *subject);
    if (!event) return std::nullopt;
    return AboutCall{.call = subject->call, .event = *std::move(event)};
}

bool is_call_event(std::string_view event)
{
    return event == originate_response || std::ranges::find(readers, event, &Reader::event) != readers.end();
}

}  // namespace dialing
