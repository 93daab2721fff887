// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/call_controls.h"

#include <catch2/catch.hpp>

using namespace pbx;
using Actions = std::set<std::string, std::less<>>;

namespace {

const Actions everything{"originate",    "hangup",        "pjsipnotify", "muteaudio",      "playdtmf", "atxfer",
                         "cancelatxfer", "blindtransfer", "redirect",    "mixmonitormute", "setvar"};

std::string name_of(const ami::Result<ami::Action>& action)
{
    return action.has_value() ? action.value().name() : action.error().what;
}

}  // namespace

TEST_CASE("an Asterisk of today can do all of it", "[pbx][controls]")
{
    const auto can = call_controls(everything, "22.10.1", true, false);
    CHECK((can.dial && can.hang_up && can.answer && can.hold && can.mute && can.keypad && can.transfer && can.consult &&
           can.give_back && can.conference && can.mask_recording));
}

TEST_CASE("what the user may not ask for is not offered", "[pbx][controls]")
{
    CHECK(call_controls({}, "22.10.1", true, true) == CallControls{});
    const auto can = call_controls({"hangup", "originate", "atxfer", "redirect", "playdtmf"}, "22.10.1", true, true);
    CHECK(can.transfer);
    CHECK_FALSE(can.mute);
    CHECK_FALSE((can.answer || can.hold));
    CHECK_FALSE(can.give_back);
    CHECK_FALSE(can.mask_recording);
}

TEST_CASE("telephones that obey nobody are asked nothing", "[pbx][controls]")
{
    const auto can = call_controls(everything, "22.10.1", false, false);
    CHECK_FALSE(can.answer);
    CHECK_FALSE(can.hold);
}

TEST_CASE("without such telephones the hold place holds, where one can come back from it", "[pbx][controls]")
{
    CHECK(call_controls(everything, "22.10.1", false, true).hold);
    auto actions = everything;
    actions.erase("cancelatxfer");
    CHECK_FALSE(call_controls(actions, "13.17.0", false, true).hold);
}

TEST_CASE("who holds consults the hold place, and leaves nothing behind", "[pbx][controls]")
{
    const auto lines = [](const std::vector<ami::Result<ami::Action>>& actions) {
        std::string all;
        for (const auto& action : actions)
            all += action.value().serialize("1");
        return all;
    };
    const auto has = [](const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    };
    const auto begin = lines(pbx::park("PJSIP/8001-00000001", "PJSIP/trunk-00000000"));
    CHECK(has(begin, "Variable: __ASTERCC_HOLDER\r\nValue: PJSIP/8001-00000001\r\n"));
    CHECK(has(begin, "Variable: __ASTERCC_HELD\r\nValue: PJSIP/trunk-00000000\r\n"));
    CHECK(has(begin, "Action: Atxfer"));
    CHECK(has(begin, "Context: astercc-hold\r\n"));
    const auto end = lines(pbx::unpark("PJSIP/8001-00000001"));
    CHECK(has(end, "Action: CancelAtxfer"));
    CHECK(has(end, "Variable: TRANSFER_CONTEXT\r\nValue: \r\n"));
}

TEST_CASE("who consults joins the three only where PlayDTMF can pretend to be his telephone", "[pbx][controls]")
{
    using Row = std::tuple<const char*, bool>;
    const auto [version, can] = GENERATE(table<const char*, bool>(
        {Row{"22.10.1", true}, Row{"21.1.0", true}, Row{"21.0.2", false}, Row{"20.6.0", true}, Row{"20.5.2", false},
         Row{"19.8.1", false}, Row{"18.21.0", true}, Row{"18.9.0", false}, Row{"16.28.0", false}, Row{"", false},
         Row{"certified/18.9-cert4", false}}));
    CAPTURE(version);
    CHECK(can_receive_dtmf(version) == can);
    CHECK(call_controls(everything, version, true, false).conference == can);
}

TEST_CASE("a call is transferred at its own channel, or by a redirect of the other in old versions", "[pbx][controls]")
{
    const std::string own = "PJSIP/8001-00000001", peer = "PJSIP/trunk-00000000";
    CHECK(name_of(blind_transfer(everything, own, peer, {"8002", "out"})) == "BlindTransfer");
    const auto old = blind_transfer({"redirect"}, own, peer, {"8002", "out"});
    CHECK(name_of(old) == "Redirect");
    CHECK(old.value().serialize("1").find("Channel: " + peer) != std::string::npos);
    CHECK_FALSE(blind_transfer(everything, own, peer, {"80,02", "out"}));
}
