// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a file, one after the other, in the memory of a few: CSV, XLSX (libzip, pugixml) or XLS (freexl, which
// holds the whole file, so that it is bounded). Files come from anybody: what is wrong with one is a FileError, and
// only astercrm-import opens them, so that a broken one takes no web program down.
#pragma once

#include "common/crm/import_plan.h"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace sheets {

constexpr std::uint64_t largest_xls = 64ULL << 20U;
constexpr std::uint64_t largest_sheet = 4ULL << 30U;             // of an XLSX, once unpacked
constexpr std::uint64_t largest_shared_strings = 256ULL << 20U;  // the same; they are held in memory

class FileError : public std::runtime_error {
public:
    enum class Why {
        unreadable,        // cannot be opened, or reading failed
        broken,            // is not of the form it pretends to be
        too_large,         // beyond the limits above
        zip_bomb,          // unpacks to far more than a sheet would
        encrypted,         // has a password
        no_sheet,          // no sheet of that name, or none at all
        cell_too_long,     // `line` tells where
        too_many_columns,  // the same
        open_quote,        // the same
    };
    FileError(Why why, const std::string& what, std::size_t line = 0) : std::runtime_error(what), why_(why), line_(line)
    {
    }
    [[nodiscard]] Why why() const { return why_; }
    [[nodiscard]] std::size_t line() const { return line_; }

private:
    Why why_;
    std::size_t line_;
};

[[nodiscard]] std::string_view to_string(FileError::Why);

class RowSource {
public:
    virtual ~RowSource() = default;
    // False at the end. Throws FileError.
    [[nodiscard]] virtual bool next(crm::FileRow& row) = 0;
    // How much of the file is read, of all there is: for a progress bar.
    [[nodiscard]] virtual std::uint64_t done() const = 0;
    [[nodiscard]] virtual std::uint64_t total() const = 0;
};

[[nodiscard]] std::unique_ptr<RowSource> open_rows(const std::string& path, const crm::FileForm& form);

// By its first bytes, whatever its name.
[[nodiscard]] crm::FileForm guess_form(const std::string& path);
[[nodiscard]] std::vector<std::string> sheet_names(const std::string& path, crm::FileType type);

// Reads the beginning: with the form given, or a guessed one.
[[nodiscard]] crm::Preview preview_of(const std::string& path, const std::optional<crm::FileForm>& form);

}  // namespace sheets
