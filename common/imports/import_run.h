// SPDX-License-Identifier: GPL-3.0-or-later
// One import, from its file to its rows, or its undoing: each one transaction. What astercrm-import does.
#pragma once

#include "common/db/connection.h"

#include <string>

namespace imports {

// Nothing happens when the job is another worker's or has nothing to do. What goes wrong is written to the job.
// `folder`: where the stored files lie.
void run_job(const db::DbConfig& database, const std::string& folder, unsigned import);

}  // namespace imports
