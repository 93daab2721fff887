// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/recording_plan.h"

#include <catch2/catch.hpp>

using namespace calls;

namespace {

const AgentAccount alice{1, 7, "8001", "", "", "asterisk"};
const AgentAccount bob{2, 8, "8002", "", "", "asterisk"};
const RecordingRules nobody;
const RecordingRules group7{false, {7}};
const RecordingRules everybody{true, {}};

Leg leg(std::string srcuid, std::string dstuid, std::string srcchan = "", std::string dstchan = "")
{
    Leg leg;
    leg.key = {srcuid, dstuid};
    leg.linkedid = "1.1";
    leg.src = "02188776655";
    leg.dst = "8001";
    leg.srcchan = srcchan.empty() ? "PJSIP/" + srcuid : srcchan;
    leg.dstchan = dstchan.empty() ? "PJSIP/" + dstuid : dstchan;
    return leg;
}

using Keys = std::vector<LegKey>;

}  // namespace

TEST_CASE("a leg must be recorded when the group of either end says so", "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", "b"), nullptr, &alice, group7);
    plan.talks(leg("c", "d"), &alice, &bob, group7);
    plan.talks(leg("e", "f"), nullptr, &bob, group7);
    plan.talks(leg("g", "h"), nullptr, nullptr, group7);
    CHECK(plan.due() == Keys{{"a", "b"}, {"c", "d"}});
    CHECK(plan.find({"e", "f"}) != nullptr);
    CHECK(plan.free_channel({"e", "f"}) == "PJSIP/e");
}

TEST_CASE("force_record records everybody, also between strangers", "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", "b"), nullptr, nullptr, everybody);
    CHECK(plan.due() == Keys{{"a", "b"}});
    CHECK(plan.find({"a", "b"})->extension == "8001");
    CHECK(plan.find({"a", "b"})->callerid == "02188776655");
}

TEST_CASE("a recording belongs to the account that forces it, else to the called one", "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", "b"), &alice, &bob, group7);
    CHECK(plan.find({"a", "b"})->owner.accountid == 1);
    CHECK(plan.find({"a", "b"})->extension == "8001");
    CHECK(plan.find({"a", "b"})->parties.size() == 2);
    plan.talks(leg("c", "d"), &alice, &bob, nobody);
    CHECK(plan.find({"c", "d"})->owner.accountid == 2);
    CHECK(plan.find({"c", "d"})->callerid == "02188776655");
    plan.talks(leg("e", "f"), &alice, nullptr, nobody);
    CHECK(plan.find({"e", "f"})->owner.accountid == 1);
    CHECK(plan.find({"e", "f"})->callerid == "8001");
}

TEST_CASE("the caller's channel is recorded, unless it is a Local one", "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", "b", "Local/1@out-01;1", "PJSIP/b"), nullptr, nullptr, nobody);
    plan.talks(leg("c", "d", "Local/1@out-02;1", "Local/2@out-03;1"), nullptr, nullptr, nobody);
    plan.talks(leg("e", "f"), nullptr, nullptr, nobody);
    CHECK(plan.free_channel({"a", "b"}) == "PJSIP/b");
    CHECK(plan.free_channel({"c", "d"}) == "Local/1@out-02;1");
    CHECK(plan.free_channel({"e", "f"}) == "PJSIP/e");
}

TEST_CASE("a leg is recorded once, however often it is said to talk", "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", "b"), nullptr, &alice, group7);
    plan.began({"a", "b"}, "PJSIP/a");
    plan.talks(leg("a", "b"), nullptr, &alice, group7);
    CHECK(plan.due().empty());
    CHECK(plan.free_channel({"a", "b"}).empty());
    plan.stopped({"a", "b"});
    CHECK(plan.due().empty());
    CHECK(plan.free_channel({"a", "b"}) == "PJSIP/a");
}

TEST_CASE("in a conference no channel is recorded twice, and who waited is recorded when one is free",
          "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", "b"), nullptr, &alice, group7);
    plan.began({"a", "b"}, plan.free_channel({"a", "b"}));
    plan.talks(leg("a", "c"), nullptr, &alice, group7);
    CHECK(plan.free_channel({"a", "c"}) == "PJSIP/c");
    plan.began({"a", "c"}, "PJSIP/c");
    plan.talks(leg("c", "a"), nullptr, &alice, group7);
    CHECK(plan.due().empty());
    plan.parted({"a", "b"});
    CHECK(plan.due() == Keys{{"c", "a"}});
    CHECK(plan.free_channel({"c", "a"}) == "PJSIP/a");
}

TEST_CASE("a transfer makes a new recording", "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", "b"), nullptr, &alice, group7);
    plan.began({"a", "b"}, "PJSIP/a");
    plan.parted({"a", "b"});
    plan.talks(leg("a", "c"), nullptr, &alice, group7);
    CHECK(plan.due() == Keys{{"a", "c"}});
    CHECK(plan.free_channel({"a", "c"}) == "PJSIP/a");
}

TEST_CASE("a caller without a destination does not talk, and what ended is forgotten", "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", ""), &alice, nullptr, everybody);
    CHECK(plan.size() == 0);
    plan.talks(leg("a", "b"), &alice, nullptr, everybody);
    plan.parted({"a", "b"});
    plan.parted({"a", "b"});
    plan.stopped({"a", "b"});
    CHECK(plan.size() == 0);
    CHECK(plan.due().empty());
}

TEST_CASE("what is settled is not recorded by itself again", "[calls][recording]")
{
    RecordingPlan plan;
    plan.talks(leg("a", "b"), nullptr, &alice, group7);
    plan.settle({"a", "b"});
    CHECK(plan.due().empty());
}
