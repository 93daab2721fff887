// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/dial_order.h"

#include <catch2/catch.hpp>

using namespace dialing;

namespace {

CampaignSettings settings()
{
    CampaignSettings s;
    s.id = 3;
    s.out_context = "outbound";
    s.queue = "sales";
    s.wait = std::chrono::seconds{4};
    s.ring_time = std::chrono::seconds{25};
    s.message = "sorry";
    return s;
}

std::string variable(const ami::Originate& order, const std::string& name)
{
    for (const auto& one : order.variables)
        if (one.name == name) return one.value;
    return "none";
}

const DialOrder order{.name = "dial-9-1", .number = "02188776655", .attempt = 4711, .context = "astercc-dialer"};
const DialOrder without_context{.name = "dial-9-1", .number = "02188776655", .attempt = 4711, .context = {}};

}  // namespace

TEST_CASE("the person is called first, through the out context, under a name of ours", "[dialing][order]")
{
    const auto asked = dial_order(settings(), order);
    CHECK(asked.channel == "Local/02188776655@outbound/n");
    CHECK(asked.channel_id == "dial-9-1");
    CHECK(asked.other_channel_id == "dial-9-1-out");
    CHECK(asked.timeout == std::chrono::seconds{25});
    CHECK(asked.caller_number == "02188776655");
    CHECK(std::get<ami::Target>(asked.then).exten == "s");
    CHECK(std::get<ami::Target>(asked.then).context == "astercc-dialer");
    CHECK(variable(asked, "campaignid") == "3");
    CHECK(variable(asked, "recordid") == "4711");
    CHECK(variable(asked, "ASTERCC_QUEUE") == "sales");
    CHECK(variable(asked, "ASTERCC_WAIT") == "4");
    CHECK(variable(asked, "ASTERCC_AMD") == "0");
    CHECK(ami::originate(asked));
}

TEST_CASE("an extension takes the calls where the campaign names one", "[dialing][order]")
{
    auto s = settings();
    s.in_context = "from-internal";
    s.in_exten = "8000";
    const auto asked = dial_order(s, order);
    CHECK(variable(asked, "ASTERCC_QUEUE").empty());
    CHECK(variable(asked, "ASTERCC_CONTEXT") == "from-internal");
    CHECK(variable(asked, "ASTERCC_EXTEN") == "8000");
    CHECK(std::get<ami::Target>(dial_order(s, without_context).then).exten == "8000");
}

TEST_CASE("without our dialplan calls go straight to the queue", "[dialing][order]")
{
    const auto asked = dial_order(settings(), without_context);
    CHECK(std::get<ami::RunApplication>(asked.then).application == ami::Application::queue);
    CHECK(std::get<ami::RunApplication>(asked.then).data == "sales");
    CHECK(variable(asked, "ASTERCC_QUEUE") == "none");
    CHECK(variable(asked, "dialednumber") == "02188776655");
}
