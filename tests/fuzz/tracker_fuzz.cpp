// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes become events of a few channels: each is born once and hangs up once, everything in between comes in any order,
// doubled, lost, in the words of any Asterisk version. Then: no leg recorded twice or as its own twin, nothing dropped
// that was not shown, times that make sense; the tracker's legs are the rows shown, also when it dies and only the rows
// are left to begin from; and a snapshot in which nobody lives leaves nothing behind. With CC_FUZZ_TRACE in the
// environment an input's events and changes are printed.
#include "tests/fuzz/require.h"
#include "tests/unit/calls/world.h"

#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <string>

namespace {

using Input = FuzzedDataProvider;
using test::OwnedMessage;

constexpr std::size_t slots = 8;

class Exchange {
public:
    explicit Exchange(Input& in) : in_(in) {}

    void play();

private:
    struct Slot {
        unsigned generation = 0;
        bool is_alive = false;
    };

    [[nodiscard]] std::size_t pick() { return in_.ConsumeIntegralInRange<std::size_t>(0, slots - 1); }
    [[nodiscard]] std::string uid(std::size_t slot) const;
    [[nodiscard]] static std::string name(std::size_t slot);
    [[nodiscard]] OwnedMessage event(const std::string& kind);
    [[nodiscard]] OwnedMessage about(const std::string& kind, std::size_t slot);
    void add_pair(OwnedMessage& message, std::size_t src, std::size_t dst) const;
    [[nodiscard]] OwnedMessage next();
    [[nodiscard]] OwnedMessage newchannel(std::size_t slot);
    [[nodiscard]] OwnedMessage dial();
    [[nodiscard]] OwnedMessage bridge();
    [[nodiscard]] OwnedMessage legacy_bridge();
    [[nodiscard]] OwnedMessage queue();
    void apply(const OwnedMessage& message);
    static void trace(const OwnedMessage& message, const std::vector<test::Change>& changes);
    void take_snapshot(const test::Asterisk& truth);
    void die();

    Input& in_;
    std::array<Slot, slots> channels_{};
    test::TimePoint now_ = runtime::from_epoch_ms(1'700'000'000'000);
    calls::Tracker tracker_;
    test::World world_;
    test::Asterisk asterisk_;
};

std::string Exchange::uid(std::size_t slot) const
{
    return "1700000000." + std::to_string(slot + slots * channels_[slot].generation);
}

// Two real telephones, two trunks, two pairs of Local halves.
std::string Exchange::name(std::size_t slot)
{
    static const std::array<std::string, slots> names{"PJSIP/8001-01",     "SIP/8002-02",       "DAHDI/1-1",
                                                      "IAX2/trunk-04",     "Local/100@in-05;1", "Local/100@in-05;2",
                                                      "Local/200@in-06;1", "Local/200@in-06;2"};
    return names[slot];
}

OwnedMessage Exchange::event(const std::string& kind)
{
    now_ += std::chrono::milliseconds{in_.ConsumeIntegralInRange(0, 5000)};
    OwnedMessage message;
    message.received = now_;
    message.headers.emplace_back("Event", kind);
    return message;
}

OwnedMessage Exchange::about(const std::string& kind, std::size_t slot)
{
    auto message = event(kind);
    message.headers.emplace_back("Channel", name(slot));
    message.headers.emplace_back("Uniqueid", uid(slot));
    message.headers.emplace_back("Linkedid", uid(slot < 4 ? slot : 4));
    return message;
}

void Exchange::add_pair(OwnedMessage& message, std::size_t src, std::size_t dst) const
{
    message.headers.insert(message.headers.end(), {{"Channel", name(src)},
                                                   {"Uniqueid", uid(src)},
                                                   {"DestChannel", name(dst)},
                                                   {"DestUniqueid", uid(dst)},
                                                   {"Linkedid", uid(src)},
                                                   {"DestLinkedid", uid(src)}});
}

OwnedMessage Exchange::newchannel(std::size_t slot)
{
    auto message = about("Newchannel", slot);
    message.headers.emplace_back("ChannelState", in_.ConsumeBool() ? "4" : "0");
    message.headers.emplace_back("CallerIDNum", std::to_string(8000 + slot));
    message.headers.emplace_back("Exten", in_.ConsumeBool() ? "100" : "");
    return message;
}

OwnedMessage Exchange::dial()
{
    const auto src = pick();
    const auto dst = pick();
    switch (in_.ConsumeIntegralInRange(0, 4)) {
        case 0: {
            auto message = event("DialBegin");
            add_pair(message, src, dst);
            message.headers.emplace_back("DialString", "8001");
            return message;
        }
        case 1: {
            auto message = event("DialBegin");  // an originate: nobody dials
            message.headers.emplace_back("DestChannel", name(dst));
            message.headers.emplace_back("DestUniqueid", uid(dst));
            return message;
        }
        case 2: {
            auto message = event("DialEnd");
            add_pair(message, src, dst);
            static const std::array<std::string, 5> ends{"ANSWER", "BUSY", "CANCEL", "NOANSWER", "CONGESTION"};
            message.headers.emplace_back("DialStatus", ends[in_.ConsumeIntegralInRange<std::size_t>(0, 4)]);
            return message;
        }
        case 3: {
            auto message = event("DialState");
            add_pair(message, src, dst);
            message.headers.emplace_back("DialStatus", "RINGING");
            return message;
        }
        default: {
            auto message = event("Dial");
            message.headers.emplace_back("SubEvent", in_.ConsumeBool() ? "Begin" : "End");
            message.headers.emplace_back("Channel", name(src));
            message.headers.emplace_back("Destination", name(dst));
            message.headers.emplace_back("UniqueID", uid(src));
            message.headers.emplace_back("DestUniqueID", uid(dst));
            return message;
        }
    }
}

OwnedMessage Exchange::bridge()
{
    static const std::array<std::string, 4> kinds{"BridgeEnter", "BridgeLeave", "BridgeEnter", "BridgeDestroy"};
    auto message = about(kinds[in_.ConsumeIntegralInRange<std::size_t>(0, 3)], pick());
    message.headers.emplace_back("BridgeUniqueid", in_.ConsumeBool() ? "b1" : "b2");
    message.headers.emplace_back("BridgeTechnology",
                                 in_.ConsumeProbability<float>() < 0.1F ? "holding_bridge" : "simple_bridge");
    return message;
}

OwnedMessage Exchange::legacy_bridge()
{
    const auto one = pick();
    const auto two = pick();
    static const std::array<std::string, 3> kinds{"Link", "Unlink", "Bridge"};
    auto message = event(kinds[in_.ConsumeIntegralInRange<std::size_t>(0, 2)]);
    message.headers.insert(message.headers.end(), {{"Bridgestate", "Link"},
                                                   {"Channel1", name(one)},
                                                   {"Channel2", name(two)},
                                                   {"Uniqueid1", uid(one)},
                                                   {"Uniqueid2", uid(two)}});
    return message;
}

OwnedMessage Exchange::queue()
{
    auto message = about(in_.ConsumeBool() ? "QueueCallerJoin" : "QueueCallerLeave", pick());
    message.headers.emplace_back("Queue", in_.ConsumeBool() ? "sales" : "support");
    return message;
}

OwnedMessage Exchange::next()
{
    const auto slot = pick();
    switch (in_.ConsumeIntegralInRange(0, 12)) {
        case 0:
        case 1:
            if (channels_[slot].is_alive) return about("Newstate", slot);
            channels_[slot].is_alive = true;
            ++channels_[slot].generation;
            return newchannel(slot);
        case 2: {
            channels_[slot].is_alive = false;
            auto message = about("Hangup", slot);
            message.headers.emplace_back("Cause", std::to_string(in_.ConsumeIntegralInRange(0, 127)));
            return message;
        }
        case 3: {
            auto message = about("Newstate", slot);
            message.headers.emplace_back("ChannelState", std::to_string(in_.ConsumeIntegralInRange(0, 6)));
            return message;
        }
        case 4: {
            auto message = about("Newexten", slot);
            message.headers.emplace_back("Exten", std::to_string(in_.ConsumeIntegralInRange(100, 103)));
            message.headers.emplace_back("Application", in_.ConsumeBool() ? "Dial" : "Queue");
            return message;
        }
        case 5:
        case 6:
            return dial();
        case 7:
        case 8:
            return bridge();
        case 9:
            return legacy_bridge();
        case 10:
            return queue();
        case 11:
            return about(in_.ConsumeBool() ? "Hold" : "Unhold", slot);
        default:
            return about("HangupRequest", slot);
    }
}

void Exchange::trace(const OwnedMessage& message, const std::vector<test::Change>& changes)
{
    static const bool is_wanted = std::getenv("CC_FUZZ_TRACE") != nullptr;
    if (!is_wanted) return;
    for (const auto& [name, value] : message.headers)
        std::fprintf(stderr, "%s: %s | ", name.c_str(), value.c_str());
    std::fprintf(stderr, "\n%s", test::describe(changes).c_str());
}

void Exchange::apply(const OwnedMessage& message)
{
    std::vector<test::Change> changes;
    message.apply_to(tracker_, changes);
    world_.apply(changes);
    trace(message, changes);
}

void Exchange::take_snapshot(const test::Asterisk& truth)
{
    const auto changes = test::take_snapshot(tracker_, truth, now_);
    world_.apply(changes);
    trace(test::event(0, "Event: the snapshot"), changes);
}

// As without a journal.
void Exchange::die()
{
    std::vector<calls::Leg> rows;
    for (const auto& [key, leg] : world_.live)
        rows.push_back(leg);
    tracker_ = calls::Tracker{};
    tracker_.restore(rows);
    take_snapshot(asterisk_);
}

void Exchange::play()
{
    for (unsigned events = 0; in_.remaining_bytes() > 0 && events < 400; ++events) {
        const auto message = next();
        asterisk_.apply(message);
        const auto fate = in_.ConsumeIntegralInRange(0, 31);
        if (fate == 0) continue;  // lost
        apply(message);
        if (fate == 1) apply(message);  // doubled
        if (fate == 2) take_snapshot(asterisk_);
        if (fate == 3) die();
    }
    fuzz::require(tracker_.live_legs() == world_.live.size(), "legs and rows differ in number");
    fuzz::require(test::keys(tracker_.legs()).size() == world_.live.size(), "twin rows");
    now_ += std::chrono::hours{1};
    take_snapshot({});
    for (const auto& complaint : world_.complaints)
        fuzz::require(false, complaint.c_str());
    fuzz::require(world_.live.empty() && tracker_.live_legs() == 0, "a leg outlives a snapshot without it");
    fuzz::require(tracker_.live_channels() == 0, "a channel outlives a snapshot without it");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    Input in{data, size};
    Exchange{in}.play();
    return 0;
}
