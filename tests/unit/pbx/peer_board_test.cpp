// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/peer_board.h"

#include "tests/unit/pbx/messages.h"

#include <catch2/catch.hpp>

#include <map>

using namespace pbx;
using test::Line;

namespace {

const TimePoint t0 = runtime::from_epoch_ms(1'795'413'305'250);
const TimePoint later = t0 + std::chrono::seconds{60};

void list(PeerBoard& board, PeerList kind, const std::vector<std::string>& items, TimePoint at = t0)
{
    board.begin_list(kind);
    for (const auto& item : items)
        board.listed(kind, Line{item});
    board.end_list(kind, at);
}

void list_pjsip(PeerBoard& board, const std::vector<std::string>& endpoints, const std::vector<std::string>& contacts,
                TimePoint at = t0)
{
    list(board, PeerList::pjsip_endpoints, endpoints, at);
    list(board, PeerList::pjsip_contacts, contacts, at);
}

std::string endpoint(const std::string& name)
{
    return "Event: EndpointList | ObjectName: " + name;
}
std::string contact(const std::string& name, const std::string& status, const std::string& rtt = "N/A")
{
    return "Event: ContactList | ObjectName: " + name + ";@1 | Endpoint: " + name + " | Uri: sip:" + name +
           "@192.0.2.1:5060;transport=udp | Status: " + status + " | RoundtripUsec: " + rtt;
}

PeerRow only(const PeerBoard& board)
{
    const auto rows = board.rows();
    REQUIRE(rows.size() == 1);
    return rows.front();
}

// The lists of a capture, told apart by the ActionIDs the recorder used.
PeerBoard of_capture(const std::string& name)
{
    const std::map<std::string, PeerList> lists{{"tb-5", PeerList::pjsip_endpoints},
                                                {"tb-7", PeerList::pjsip_contacts},
                                                {"tb-10", PeerList::devices},
                                                {"tb-12", PeerList::sip}};
    PeerBoard board;
    test::play_capture(name, [&](const ami::Message& m) {
        const auto found = lists.find(std::string{m.find("ActionID")});
        if (found == lists.end()) return;
        if (m.response() == "Success") board.begin_list(found->second);
        if (m.event().ends_with("Complete"))
            board.end_list(found->second, t0);
        else
            board.listed(found->second, m);
    });
    return board;
}

}  // namespace

TEST_CASE("a PJSIP endpoint is as good as its best contact", "[pbx][peer]")
{
    const auto [status, rtt, expected, ms] = GENERATE(table<std::string, std::string, PeerStatus, std::optional<int>>(
        {{"Reachable", "12345", PeerStatus::reachable, 12},
         {"NonQualified", "N/A", PeerStatus::registered, std::nullopt},
         {"Unreachable", "0", PeerStatus::unreachable, std::nullopt},
         {"Unknown", "N/A", PeerStatus::unknown, std::nullopt}}));
    PeerBoard board;
    list_pjsip(board, {endpoint("8001")}, {contact("8001", status, rtt)});
    const auto row = only(board);
    CHECK(row.peer == "PJSIP/8001");
    CHECK(row.status == expected);
    CHECK(row.response_ms == ms);
    CHECK(row.address == "192.0.2.1:5060");
    CHECK(row.since == std::chrono::floor<std::chrono::seconds>(t0));
}

TEST_CASE("an endpoint without a contact is not registered, one no longer listed goes", "[pbx][peer]")
{
    PeerBoard board;
    list_pjsip(board, {endpoint("8001"), endpoint("8002")}, {contact("8001", "NonQualified")});
    REQUIRE(board.rows().size() == 2);
    CHECK(board.rows()[1].status == PeerStatus::unregistered);
    list_pjsip(board, {endpoint("8001")}, {contact("8001", "NonQualified")}, later);
    CHECK(only(board).since == std::chrono::floor<std::chrono::seconds>(t0));  // nothing came to pass
}

TEST_CASE("a contact's events tell at once", "[pbx][peer]")
{
    PeerBoard board;
    list_pjsip(board, {endpoint("8001")}, {});
    const std::string told = "Event: ContactStatus | URI: sip:8001@192.0.2.9:5062 | AOR: 8001 | EndpointName: 8001";
    board.apply(Line{told + " | ContactStatus: NonQualified | RoundtripUsec: 0"}, later);
    CHECK(only(board).status == PeerStatus::registered);
    CHECK(only(board).address == "192.0.2.9:5062");
    // Asterisk calls every endpoint with a contact Reachable: no news.
    CHECK_FALSE(
        board.apply(Line{"Event: PeerStatus | ChannelType: PJSIP | Peer: PJSIP/8001 | PeerStatus: Reachable"}, later));
    board.apply(Line{told + " | ContactStatus: Reachable | RoundtripUsec: 4200"}, later);
    CHECK(only(board).status == PeerStatus::reachable);
    CHECK(only(board).response_ms == 4);
    board.apply(Line{told + " | ContactStatus: Removed"}, later);
    CHECK(only(board).status == PeerStatus::unregistered);
}

TEST_CASE("chan_sip's words in lists and events", "[pbx][peer]")
{
    const auto entry = [](const std::string& status, const std::string& ip) {
        return "Event: PeerEntry | Channeltype: SIP | ObjectName: 8101 | IPaddress: " + ip +
               " | IPport: 5060 | Status: " + status;
    };
    PeerBoard board;
    list(board, PeerList::sip, {entry("Unmonitored", "-none-")});
    CHECK(only(board).status == PeerStatus::unregistered);
    list(board, PeerList::sip, {entry("Unmonitored", "192.0.2.1")});
    CHECK(only(board).status == PeerStatus::registered);
    list(board, PeerList::sip, {entry("OK (37 ms)", "192.0.2.1")});
    CHECK(only(board).status == PeerStatus::reachable);
    CHECK(only(board).response_ms == 37);
    CHECK(only(board).address == "192.0.2.1:5060");
    // Registers again, as it does every few minutes.
    board.apply(Line{"Event: PeerStatus | Peer: SIP/8101 | PeerStatus: Registered | Address: 192.0.2.1:5060"}, later);
    CHECK(only(board).status == PeerStatus::reachable);
    board.apply(Line{"Event: PeerStatus | Peer: SIP/8101 | PeerStatus: Unreachable | Time: -1"}, later);
    CHECK(only(board).status == PeerStatus::unreachable);
    CHECK(only(board).since == std::chrono::floor<std::chrono::seconds>(later));
    CHECK_FALSE(board.apply(Line{"Event: PeerStatus | Peer: SIP/8101 | PeerStatus: Rejected"}, later));
}

TEST_CASE("an IAX list is of IAX2 peers and leaves the others alone", "[pbx][peer]")
{
    PeerBoard board;
    list(board, PeerList::sip,
         {"Event: PeerEntry | Channeltype: SIP | ObjectName: 8101 | IPaddress: -none- | Status: UNKNOWN"});
    list(board, PeerList::iax,
         {"Event: PeerEntry | Channeltype: IAX | ObjectName: branch | IPaddress: 192.0.2.5 | IPport: 4569 | Status: OK "
          "(3 ms)"});
    REQUIRE(board.rows().size() == 2);
    CHECK(board.rows()[0].peer == "IAX2/branch");
    CHECK(board.rows()[0].status == PeerStatus::reachable);
}

TEST_CASE("a device state says whether somebody is there, and no more", "[pbx][peer]")
{
    PeerBoard board;
    list(board, PeerList::devices,
         {"Event: DeviceStateChange | Device: PJSIP/8001 | State: NOT_INUSE",
          "Event: DeviceStateChange | Device: Queue:support | State: INUSE"});
    CHECK(only(board).status == PeerStatus::reachable);
    board.restore({{"PJSIP/8001", PeerStatus::registered, t0, "192.0.2.1:5060", std::nullopt}});
    CHECK_FALSE(board.apply(Line{"Event: DeviceStateChange | Device: PJSIP/8001 | State: INUSE"}, later));
    CHECK(only(board).status == PeerStatus::registered);
    CHECK(board.apply(Line{"Event: DeviceStateChange | Device: PJSIP/8001 | State: UNAVAILABLE"}, later));
    CHECK(only(board).status == PeerStatus::unreachable);
}

TEST_CASE("the lists of a real Asterisk", "[pbx][peer][capture]")
{
    const auto new_rows = of_capture("22/lists").rows();
    REQUIRE(new_rows.size() == 11);  // ten telephones and a trunk
    CHECK(new_rows[0].peer == "PJSIP/8001");
    CHECK(new_rows[0].status == PeerStatus::registered);  // qualify is off
    CHECK(new_rows[0].address == "127.0.0.1:15071");

    const auto old_rows = of_capture("16/lists").rows();
    REQUIRE(old_rows.size() == 16);  // and five of chan_sip
    CHECK(old_rows[11].peer == "SIP/8101");
    CHECK(old_rows[11].status == PeerStatus::registered);
    CHECK(old_rows[11].address == "127.0.0.1:16071");
}
