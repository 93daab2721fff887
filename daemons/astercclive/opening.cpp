// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercclive/opening.h"

#include "daemons/astercclive/sse.h"

#include <algorithm>
#include <memory>

namespace live {
namespace {

constexpr unsigned max_missed = 1'000;  // who missed more is faster with a fresh state

Resume missed_by(Gateways& gateways, unsigned account, FeedId position)
{
    Resume resume{.position = position, .has_asked = true};
    const auto kept = gateways.feed.extent();
    const auto rows = gateways.feed.of_account(account, position, max_missed);
    resume.is_too_old = position + 1 < kept.oldest || position > kept.newest || rows.size() == max_missed;
    for (const auto& row : rows) {
        auto text = sse::event(row.topic, row.payload, row.id, std::min(row.id, gateways.watermark));
        if (!text) continue;  // the tail has reported it
        resume.from_database.push_back(
            {.row = row.id, .account = account, .bytes = std::make_shared<const std::string>(std::move(*text))});
    }
    return resume;
}

}  // namespace

Opening look_up(Gateways& gateways, const db::TokenHash& session, std::optional<FeedId> position, bool needs_database)
{
    Opening opening{.account = gateways.sessions.account_of(session)};
    if (!opening.account || !position) return opening;
    opening.resume =
        needs_database ? missed_by(gateways, opening.account->id, *position) : Resume{.position = *position};
    return opening;
}

}  // namespace live
