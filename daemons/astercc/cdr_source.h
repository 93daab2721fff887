// SPDX-License-Identifier: GPL-3.0-or-later
// Where Asterisk's call records are read from, a batch at a time and from a place that can be kept in the database.
// Blocking; one thread. A source that cannot be read now throws std::runtime_error saying what and the remedy.
#pragma once

#include "daemons/shared/cdr_config.h"

#include <memory>
#include <vector>

namespace astercc {

// In source_position: file tells a file from its successor, position rises along it.
struct CdrPlace {
    std::string file;
    std::uint64_t position = 0;
    bool operator==(const CdrPlace&) const = default;
};

struct CdrBatch {
    std::vector<calls::CdrRecord> records;
    CdrPlace next;                   // some records before it may come again: they are recorded then
    bool is_last = false;            // nothing stands behind it now
    std::uint64_t broken_lines = 0;  // that are no records
};

class CdrSource {
public:
    virtual ~CdrSource() = default;
    // Where what is written from now on begins.
    [[nodiscard]] virtual CdrPlace end() = 0;
    // From where what began then or later is found, and maybe more.
    [[nodiscard]] virtual CdrPlace since(runtime::TimePoint time) = 0;
    [[nodiscard]] virtual CdrBatch read(const CdrPlace& from, std::size_t most) = 0;
    // How often to look for more.
    [[nodiscard]] virtual std::chrono::milliseconds interval() const = 0;
    [[nodiscard]] virtual std::string name() const = 0;
};

// Nothing when none is configured.
[[nodiscard]] std::unique_ptr<CdrSource> open_cdr_source(const CdrConfig& config);

}  // namespace astercc
