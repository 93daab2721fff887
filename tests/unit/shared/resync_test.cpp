// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/resync.h"

#include <catch2/catch.hpp>

using astercc::Resync;
using List = astercc::Resync::List;

namespace {

void saw(Resync& resync, std::string_view event, std::string_view action_id)
{
    const ami::Header headers[]{{"Event", event}, {"ActionID", action_id}};
    resync.saw(ami::Message{headers});
}

Resync asked_resync()
{
    Resync resync;
    resync.begin();
    resync.asked(List::channels, "a-1");
    resync.asked(List::status, "a-2");
    resync.asked(List::bridges, "a-3");
    return resync;
}

}  // namespace

TEST_CASE("a resync is complete when every list has ended", "[resync]")
{
    auto resync = asked_resync();
    saw(resync, "CoreShowChannelsComplete", "a-1");
    saw(resync, "BridgeListComplete", "a-3");
    CHECK_FALSE(resync.is_settled());
    saw(resync, "StatusComplete", "a-2");
    CHECK(resync.is_complete());
    resync.finish();
    CHECK_FALSE(resync.is_under_way());
}

TEST_CASE("the end of somebody else's list, or of one from before the reconnect, counts for nothing", "[resync]")
{
    auto resync = asked_resync();
    saw(resync, "CoreShowChannelsComplete", "b-1");
    saw(resync, "CoreShowChannelsComplete", "");
    saw(resync, "CoreShowChannel", "a-1");
    resync.refused(List::status);
    resync.refused(List::bridges);
    CHECK_FALSE(resync.is_settled());
    resync.begin();
    saw(resync, "CoreShowChannelsComplete", "a-1");
    CHECK_FALSE(resync.is_settled());
}

TEST_CASE("one list that names the channels is enough", "[resync]")
{
    auto resync = asked_resync();
    resync.refused(List::channels);  // Asterisk 1.4
    resync.refused(List::bridges);
    saw(resync, "StatusComplete", "a-2");
    CHECK(resync.is_complete());
}

TEST_CASE("without any list of channels no call may be declared dead", "[resync]")
{
    auto resync = asked_resync();
    resync.refused(List::channels);
    resync.refused(List::status);
    saw(resync, "BridgeListComplete", "a-3");
    CHECK(resync.is_settled());
    CHECK_FALSE(resync.is_complete());
}
