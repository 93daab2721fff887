// SPDX-License-Identifier: GPL-3.0-or-later
// On what grounds a number was dialed or not (dialing::decision_inputs), as people read it: "time there: 08:15; ...".
#pragma once

#include "common/i18n/message.h"

#include <functional>
#include <string>
#include <string_view>

namespace pages {

using Translate = std::function<std::string(i18n::Message)>;

// What we have no words for stays as it is stored.
[[nodiscard]] std::string inputs_text(std::string_view stored, const Translate& translate);

}  // namespace pages
