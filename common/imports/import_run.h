// SPDX-License-Identifier: GPL-3.0-or-later
// What astercrm-import does with a job: looks at the beginning of its file, makes rows of all of it, or takes them away
// again and gives those it changed their old values. The last two are one transaction each, with their entry in the
// audit log: after a kill the server rolls back, and the same step may be asked for again.
#pragma once

#include "common/db/connection.h"

#include <string>

namespace imports {

// Does what the job's status asks for; nothing when the job is another worker's. What goes wrong is written to the job.
// `folder`: where the stored files lie; a file whose rows are in is removed.
void run_job(const db::DbConfig& database, const std::string& folder, unsigned import);

}  // namespace imports
