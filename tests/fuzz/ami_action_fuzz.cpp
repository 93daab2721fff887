// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever reaches an action builder, it refuses or makes exactly one well-formed action of the kind asked for.
#include "common/ami/actions.h"
#include "common/ami/parser.h"
#include "tests/fuzz/require.h"

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>

namespace {

using fuzz::require;

using Input = FuzzedDataProvider;

void check_message(const ami::Message& message, std::string_view name)
{
    const auto headers = message.headers();
    require(headers.size() >= 2 && headers.size() <= 101, "number of headers");
    require(headers.front().name == "Action" && headers.front().value == name, "kind of action");
    require(headers.back().name == "ActionID" && headers.back().value == "cc-1-1", "ActionID");
    for (const auto& header : headers) {
        require(header.name.size() + header.value.size() + 4 <= 1000, "length of a line");
        require(header.name != "ActionID" || &header == &headers.back(), "an ActionID of its own");
        require(std::none_of(header.value.begin(), header.value.end(),
                             [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }),
                "control byte");
        if (header.name.ends_with("Exten"))
            require(!header.value.empty() && header.value.size() <= 32 &&
                        header.value.find_first_not_of("0123456789*#+") == std::string_view::npos,
                    "dial string");
        if (header.name == "Variable")
            require(header.value.find_first_of(",|") == std::string_view::npos &&
                        header.value.substr(0, header.value.find('=')).find('(') == std::string_view::npos,
                    "variable");
    }
}

void check(const ami::Result<ami::Action>& action)
{
    if (action.has_error()) {
        require(!action.error().what.empty(), "a refusal without a sentence");
        return;
    }
    ami::Parser parser;
    parser.feed(action.value().serialize("cc-1-1"),
                [&](const ami::Message& message) { check_message(message, action.value().name()); });
    require(parser.counters().messages == 1 && parser.counters().oddities == 0, "one action, one message");
    require(parser.counters().dropped == 0 && parser.banner().empty(), "nothing else");
}

std::string text(Input& in)
{
    return in.ConsumeRandomLengthString(1200);
}

ami::Target target(Input& in)
{
    return {text(in), text(in), in.ConsumeIntegral<int>()};
}

ami::Originate order(Input& in)
{
    ami::Originate o;
    o.channel = text(in);
    if (in.ConsumeBool())
        o.then = target(in);
    else
        o.then = ami::RunApplication{ami::Application(in.ConsumeIntegralInRange(0, 3)), text(in)};
    o.timeout = std::chrono::milliseconds{in.ConsumeIntegral<int>()};
    o.caller_number = text(in);
    o.caller_name = text(in);
    o.account = text(in);
    o.channel_id = text(in);
    o.other_channel_id = text(in);
    for (auto i = in.ConsumeIntegralInRange(0, 120); i > 0; --i)
        o.variables.push_back({text(in), text(in)});
    return o;
}

ami::QueueMember member(Input& in)
{
    return {text(in), text(in), text(in), text(in), in.ConsumeIntegral<unsigned>(), in.ConsumeBool()};
}

ami::Result<ami::Action> build(Input& in)
{
    const auto a = text(in);
    switch (in.ConsumeIntegralInRange(0, 26)) {
        case 0:
            return ami::login_by_key(a, text(in), text(in));
        case 1:
            return ami::login_by_secret(a, text(in), text(in));
        case 2:
            return ami::events(a);
        case 3:
            return ami::status(a);
        case 4:
            return ami::queue_status(a);
        case 5:
            return ami::queue_summary(a);
        case 6:
            return ami::hangup(a, in.ConsumeIntegral<int>());
        case 7:
            return ami::redirect(a, target(in));
        case 8:
            return ami::redirect(a, target(in), text(in), target(in));
        case 9:
            return ami::atxfer(a, text(in), text(in));
        case 10:
            return ami::blind_transfer(a, text(in), text(in));
        case 11:
            return ami::play_dtmf(a, in.ConsumeIntegral<char>());
        case 12:
            return ami::mix_monitor(a, text(in), text(in));
        case 13:
            return ami::stop_mix_monitor(a, text(in));
        case 14:
            return ami::queue_add(member(in));
        case 15:
            return ami::queue_remove(a, text(in));
        case 16:
            return ami::queue_pause(a, in.ConsumeBool(), text(in), text(in));
        case 17:
            return ami::hangup(a);
        case 18:
            return ami::monitor(a, text(in), text(in));
        case 19:
            return ami::stop_monitor(a);
        case 20:
            return ami::get_variable(a, text(in));
        case 21:
            return ami::mute_audio(a, in.ConsumeBool());
        case 22:
            return ami::mute_mix_monitor(a, in.ConsumeBool());
        case 23:
            return ami::notify_phone(a, in.ConsumeBool() ? ami::PhoneEvent::talk : ami::PhoneEvent::hold);
        case 24:
            return ami::cancel_atxfer(a);
        case 25:
            return ami::show_dialplan(a, text(in));
        default:
            return ami::originate(order(in));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    Input in{data, size};
    check(build(in));
    return 0;
}
