// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/cdr_config.h"

#include "common/runtime/config.h"
#include "common/runtime/text.h"

namespace astercc {

CdrConfig read_cdr_config(const runtime::Config& config, const std::string& section)
{
    CdrConfig cdr;
    cdr.csv = config.text(section, "cdr_csv", "");
    const auto database = config.text(section, "cdr_database", "");
    if (!cdr.csv.empty() && !database.empty())
        config.fail(section, "cdr_database", "stands beside cdr_csv; one source is enough, delete the other");
    if (!cdr.csv.empty() && cdr.csv.front() != '/')
        config.fail(section, "cdr_csv", "'" + cdr.csv + "' is no absolute path");
    if (!database.empty()) {
        cdr.table = db::DbConfig::from(config);
        cdr.table->name = database;
        cdr.table->host = config.text(section, "cdr_dbhost", cdr.table->host);
        cdr.table->port = static_cast<unsigned>(config.number(section, "cdr_dbport", cdr.table->port, 1, 65535));
        cdr.table->user = config.text(section, "cdr_username", cdr.table->user);
        cdr.table->password = config.text(section, "cdr_password", cdr.table->password);
    }
    const auto clock = config.text(section, "cdr_time", "local");
    const auto known = calls::parse_cdr_clock(runtime::to_lower(clock));
    if (!known) config.fail(section, "cdr_time", "'" + clock + "' is neither local nor utc");
    cdr.clock = *known;
    return cdr;
}

}  // namespace astercc
