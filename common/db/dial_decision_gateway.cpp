// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/dial_decision_gateway.h"

#include "common/db/clipped.h"

namespace db {

namespace {

constexpr std::size_t text_width = 255;
constexpr std::size_t inputs_width = 1000;
constexpr int months_without_profile = 60;

constexpr Sql insert_decision =
    "INSERT INTO dial_decision (decidedtime, campaignid, groupid, dialedlistid, number, verdict, overridden, why, "
    "profile, profileversion, inputs, decidedby, keepuntil) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "DATE(? + INTERVAL ? MONTH))";

constexpr Sql select_consent =
    "SELECT MAX(consenttime) FROM (SELECT consenttime FROM diallist WHERE dialnumber = ? UNION ALL "
    "SELECT consenttime FROM dialedlist WHERE dialednumber = ?) c";

}  // namespace

void DialDecisionGateway::append(const HandDecision& decision, const dialing::ComplianceProfile& profile, TimePoint now)
{
    std::string overridden;
    for (const auto reason : decision.overridden)
        overridden.append(overridden.empty() ? "" : ",").append(dialing::to_string(reason));
    const auto verdict = decision.refusal ? dialing::to_string(*decision.refusal) : std::string_view("dial");
    const auto months =
        profile.keep_records.count() > 0 ? static_cast<int>(profile.keep_records.count()) : months_without_profile;
    db_.get().execute(insert_decision, now, decision.campaign, decision.group, decision.attempt, decision.number,
                      verdict, Clipped{overridden, text_width}, Clipped{decision.why, text_width}, profile.code,
                      profile.version, Clipped{decision.inputs, inputs_width}, decision.by, now, months);
}

std::optional<TimePoint> DialDecisionGateway::consent_of(const std::string& number)
{
    auto row = db_.get().query(select_consent, number, number);
    return row.next() ? row.time(1) : std::nullopt;
}

}  // namespace db
