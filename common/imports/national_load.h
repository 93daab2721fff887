// SPDX-License-Identifier: GPL-3.0-or-later
// Loads the file of a national do-not-call list that came last for a profile. The list before it holds until the file
// is read to its end, and one of which half the lines are no numbers is refused.
#pragma once

#include "common/db/connection.h"

#include <string>

namespace imports {

// Nothing happens when another loader is at it, or none was asked for. `folder`: where the stored file lies; it is
// removed in the end. What goes wrong is written to the list.
void load_national_list(const db::DbConfig& database, const std::string& folder, const std::string& profile);

}  // namespace imports
