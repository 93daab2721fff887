// SPDX-License-Identifier: GPL-3.0-or-later
// A dump of the database before it is changed.
#pragma once

#include "common/db/connection.h"

#include <string>

namespace asterccdb {

constexpr const char* default_backup_folder = "/var/lib/astercc/backup";

// Writes it with mariadb-dump or mysqldump into a file of its own (mode 0600) of the folder, which is made when it is
// not there; returns its path. Throws std::runtime_error unless the dump says of itself that it is complete.
[[nodiscard]] std::string back_up(const db::DbConfig& database, const std::string& folder);

}  // namespace asterccdb
