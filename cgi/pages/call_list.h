// SPDX-License-Identifier: GPL-3.0-or-later
// Finished calls as rows of a template: shared by the portal's recent calls, the pop's earlier calls and the
// customer's page.
#pragma once

#include "cgi/web/model.h"
#include "common/db/playback_gateway.h"
#include "common/db/portal_gateway.h"
#include "common/i18n/language.h"

#include <vector>

namespace pages {

// The recordings of those calls the account may hear.
[[nodiscard]] std::vector<db::RecordingOfCall> recordings_of(db::PlaybackGateway& recordings,
                                                             const db::Account& account,
                                                             const std::vector<db::PastCall>& calls);

void add_calls(web::Model& model, const std::vector<db::PastCall>& calls,
               const std::vector<db::RecordingOfCall>& recordings, runtime::TimePoint now, i18n::Language language);

}  // namespace pages
