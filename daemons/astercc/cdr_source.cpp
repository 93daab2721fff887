// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/cdr_source.h"

#include "daemons/astercc/cdr_file.h"
#include "daemons/astercc/cdr_table_source.h"

namespace astercc {

std::unique_ptr<CdrSource> open_cdr_source(const CdrConfig& config)
{
    if (!config.csv.empty()) return std::make_unique<CdrFile>(config.csv, config.clock);
    if (config.table) return std::make_unique<CdrTableSource>(*config.table, config.clock);
    return nullptr;
}

}  // namespace astercc
