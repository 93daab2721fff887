// SPDX-License-Identifier: GPL-3.0-or-later
// The CDR file that Asterisk appends to (cdr_csv, cdr_custom), across rotations; its lines hold times and uniqueids.
#pragma once

#include "common/runtime/growing_file.h"
#include "daemons/astercc/cdr_source.h"

namespace astercc {

class CdrFile : public CdrSource {
public:
    CdrFile(std::string path, calls::CdrClock clock) : file_(std::move(path)), clock_(clock) {}

    [[nodiscard]] CdrPlace end() override;
    // Of the present file, not of rotated ones.
    [[nodiscard]] CdrPlace since(runtime::TimePoint) override;
    [[nodiscard]] CdrBatch read(const CdrPlace& from, std::size_t most) override;
    [[nodiscard]] std::chrono::milliseconds interval() const override { return std::chrono::seconds{1}; }
    [[nodiscard]] std::string name() const override { return file_.path(); }

private:
    [[nodiscard]] CdrBatch parse(const runtime::FilePart& part, std::size_t most) const;

    runtime::GrowingFile file_;
    const calls::CdrClock clock_;
};

}  // namespace astercc
