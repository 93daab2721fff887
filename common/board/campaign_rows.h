// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what the dialer's page shows of a campaign and of its calls. docs/architecture/live.md names the fields.
#pragma once

#include "common/board/board_facts.h"
#include "common/board/board_row.h"

#include <string>

namespace board {

// Why a campaign does not dial: a word that cgi/pages/standstill_words.h has a sentence for. Empty: it does, as fast as
// it may.
[[nodiscard]] std::string standstill_of(const CampaignFacts& campaign);

[[nodiscard]] BoardRow campaign_row(const CampaignFacts& campaign);
// The row's `campaign_text`; empty: the call is no campaign's.
[[nodiscard]] std::string campaign_call_text(const CallFacts& call);

}  // namespace board
