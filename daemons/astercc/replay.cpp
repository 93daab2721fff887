// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/replay.h"

#include "common/runtime/daemon.h"
#include "daemons/astercc/apply_record.h"
#include "daemons/astercc/change_text.h"
#include "daemons/astercc/record_files.h"

#include <sysexits.h>

#include <iostream>

namespace astercc {

int replay(const runtime::CommandLine& line)
{
    // With --server FILE is journal_path, the folder of all servers' journals.
    const auto server = line.option("server");
    const auto path = server.empty() ? line.value : line.value + "/" + server;
    ami::Parser parser;
    calls::Tracker tracker;
    std::vector<calls::Change> changes;
    std::size_t records = 0;
    try {
        read_records(path, [&](const ami::JournalRecord& record) {
            changes.clear();
            apply_record(record, parser, tracker, changes);
            ++records;
            for (const auto& change : changes)
                std::cout << to_line(change) << "\n";
        });
    } catch (const std::exception& e) {
        std::cerr << "astercc: " << e.what() << "\n";
        return EX_NOINPUT;
    }
    std::cout << "end records=" << records << " live_legs=" << tracker.live_legs() << " oddities=" << tracker.oddities()
              << std::endl;
    return EX_OK;
}

}  // namespace astercc
