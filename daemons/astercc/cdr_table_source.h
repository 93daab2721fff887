// SPDX-License-Identifier: GPL-3.0-or-later
// The SQL table `cdr` as a source. Its rows come when a call ends and are ordered by when it began: so at the end of
// the table the place stays some minutes behind, and what ended meanwhile is read again.
//
// A place's position is the second since 1970 in its upper 44 bits, and below them how many records of that second
// have been read.
#pragma once

#include "common/db/cdr_table.h"
#include "daemons/astercc/cdr_source.h"

namespace astercc {

class CdrTableSource : public CdrSource {
public:
    CdrTableSource(db::DbConfig config, calls::CdrClock clock) : config_(std::move(config)), clock_(clock) {}

    [[nodiscard]] CdrPlace end() override;
    [[nodiscard]] CdrPlace since(runtime::TimePoint time) override;
    [[nodiscard]] CdrBatch read(const CdrPlace& from, std::size_t most) override;
    [[nodiscard]] std::chrono::milliseconds interval() const override { return std::chrono::seconds{10}; }
    [[nodiscard]] std::string name() const override { return config_.host + "/" + config_.name + ".cdr"; }

private:
    [[nodiscard]] db::CdrTable& table();

    db::DbConfig config_;
    calls::CdrClock clock_;
    std::unique_ptr<db::CdrTable> table_;
};

}  // namespace astercc
