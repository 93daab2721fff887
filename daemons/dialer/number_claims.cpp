// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/number_claims.h"

#include "common/dialing/call_event.h"
#include "common/dialing/decision_inputs.h"
#include "common/dialing/number_fate.h"

#include <algorithm>
#include <map>

namespace dialer {

namespace {

constexpr unsigned fewest_candidates = 20;
constexpr unsigned most_candidates = 500;
// A number that is being called at this moment is looked at after it.
constexpr std::chrono::minutes in_use_hold{1};

struct Hold {
    runtime::TimePoint until;
    std::string reason;
    auto operator<=>(const Hold&) const = default;
};

}  // namespace

struct NumberClaims::Sorted {
    struct Decided {
        dialing::ListedNumber number;
        db::DialDecision decision;
        std::string_view response{};
    };
    std::vector<Decided> dial;
    std::vector<Decided> refuse;
    std::map<Hold, std::vector<std::uint64_t>> hold;
    [[nodiscard]] bool is_empty() const { return dial.empty() && refuse.empty() && hold.empty(); }
};

NumberClaims::Result NumberClaims::claim(db::LazyConnection& database, db::Lease& lease, const ClaimOrder& order,
                                         const std::set<std::string>& in_use, std::size_t open_calls)
{
    auto& connection = database.get();
    const auto now = runtime::now();
    const auto limit = std::clamp(order.calls + order.calls / 2, fewest_candidates, most_candidates);
    auto candidates = db::CampaignListGateway{connection}.next(order.campaign, now, limit);
    Result result;
    result.is_list_over = candidates.size() < limit;
    const auto sorted = sort(connection, order, std::move(candidates), in_use, now);
    if (!sorted.is_empty()) write(database, lease, order, sorted, open_calls, now, result);
    if (result.attempts.size() >= order.calls || !result.has_licence_channel) result.is_list_over = false;
    return result;
}

NumberClaims::Sorted NumberClaims::sort(db::Connection& connection, const ClaimOrder& order,
                                        std::vector<dialing::ListedNumber> candidates,
                                        const std::set<std::string>& in_use, runtime::TimePoint now)
{
    const auto facts = db::DialFactsGateway{connection, clocks_}.facts(order.campaign, candidates, now);
    Sorted sorted;
    std::set<std::string> taken = in_use;
    for (std::size_t i = 0; i < candidates.size() && sorted.dial.size() < order.calls; ++i) {
        auto& number = candidates[i];
        if (taken.contains(number.number)) {
            sorted.hold[{now + in_use_hold, std::string{to_string(dialing::Reason::not_due)}}].push_back(number.id);
            continue;
        }
        const auto verdict = dialing::may_dial(facts[i], order.state, order.profile, now);
        Sorted::Decided decided{.number = number,
                                .decision = {.inputs = decision_inputs(facts[i], order.state, order.profile, now),
                                             .profile = &order.profile,
                                             .at = now}};
        if (verdict.is_yes()) {
            taken.insert(number.number);
            sorted.dial.push_back(std::move(decided));
            continue;
        }
        const auto& refusal = *verdict.refusal;
        const auto word = to_string(refusal.reason);
        switch (dialing::fate_of(refusal.reason)) {
            case dialing::Fate::hold:
                sorted.hold[{dialing::held_until(refusal, now), std::string{word}}].push_back(number.id);
                break;
            case dialing::Fate::refuse:
                decided.decision.verdict = word;
                decided.decision.why = refusal.detail;
                decided.response = dialing::response_of(refusal.reason);
                sorted.refuse.push_back(std::move(decided));
                break;
            case dialing::Fate::leave:
                break;
        }
    }
    return sorted;
}

void NumberClaims::write(db::LazyConnection& database, db::Lease& lease, const ClaimOrder& order, const Sorted& sorted,
                         std::size_t open_calls, runtime::TimePoint now, Result& result)
{
    auto& connection = database.get();
    db::Transaction transaction{connection};
    lease.confirm(connection);
    db::CampaignListGateway list{connection};
    db::DialerAttemptGateway attempts{connection};
    db::OriginatedCallGateway channels{database};
    std::size_t channels_left = sorted.dial.size();
    if (licence_channels_ != 0) {
        const std::size_t taken = std::max<std::size_t>(channels.taken(), open_calls);
        channels_left = licence_channels_ > taken ? licence_channels_ - taken : 0;
        result.has_licence_channel = channels_left >= sorted.dial.size();
    }
    std::vector<dialing::ListedNumber> wanted;
    for (const auto& decided : sorted.refuse)
        wanted.push_back(decided.number);
    for (const auto& decided : sorted.dial)
        if (channels_left > 0) {
            wanted.push_back(decided.number);
            --channels_left;
        }
    const auto locked = list.lock(order.campaign, wanted);
    const auto is_ours = [&](const Sorted::Decided& decided) {
        return std::ranges::find(locked, decided.number) != locked.end();
    };
    list.remove(locked);
    for (const auto& decided : sorted.refuse)
        if (is_ours(decided)) {
            attempts.refuse(order.campaign, decided.number, decided.response, decided.decision);
            ++result.refused;
        }
    for (const auto& decided : sorted.dial) {
        if (!is_ours(decided)) continue;
        db::OpenAttempt attempt{.name = dialing::call_name(decided.number.id, runtime::to_epoch_ms(now)),
                                .server = order.server,
                                .campaign = order.campaign.id,
                                .number = decided.number.number,
                                .begun = now};
        attempt.id = attempts.begin(order.campaign, decided.number, attempt.name, order.server, decided.decision);
        channels.add({.server = order.server, .channelid = attempt.name});
        result.attempts.push_back(std::move(attempt));
    }
    for (const auto& [hold, numbers] : sorted.hold) {
        list.hold(numbers, hold.until, hold.reason);
        result.held += static_cast<unsigned>(numbers.size());
    }
    for (const auto& attempt : result.attempts)
        doubt_.insert(attempt.name);
    transaction.commit();
    lease.renewed();
    for (const auto& attempt : result.attempts)
        doubt_.erase(attempt.name);
}

}  // namespace dialer
