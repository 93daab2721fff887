// SPDX-License-Identifier: GPL-3.0-or-later
// An XLSX file made row by row: rows already written wait in unnamed files of the system, not in memory. Text is
// stored as text, so it is never a formula. More rows than a sheet holds go on in the next.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace web {

struct SheetCell {
    std::string text;
    bool is_number = false;
};

class Spreadsheet {
public:
    // The heads of the columns are repeated on every sheet. Throws std::runtime_error, as all of it, when it cannot
    // write.
    explicit Spreadsheet(std::span<const SheetCell> heads);
    ~Spreadsheet();
    Spreadsheet(const Spreadsheet&) = delete;
    Spreadsheet& operator=(const Spreadsheet&) = delete;

    void add_row(std::span<const SheetCell> cells);
    // Hands over the whole file in pieces; the last call.
    void finish(const std::function<void(std::string_view)>& take);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace web
