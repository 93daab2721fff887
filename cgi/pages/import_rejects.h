// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a file that were not imported, as a CSV file: as they stood there, with the line and the reasons behind,
// so that they can be corrected and imported in the same columns.
#pragma once

#include "cgi/web/response.h"
#include "common/db/import_job_gateway.h"
#include "common/i18n/message.h"

#include <functional>
#include <string>

namespace pages {

// `words`: a message in the reader's language. `jobs` is asked while the answer is written.
[[nodiscard]] web::Response rejects_file(const db::ImportJob& job, db::ImportJobGateway& jobs,
                                         const std::function<std::string(i18n::Message)>& words);

}  // namespace pages
