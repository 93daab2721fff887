// SPDX-License-Identifier: GPL-3.0-or-later
// The files in a ZIP, unpacked piece by piece, with an eye on how much comes out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace sheets {

class ZipEntry {
public:
    ZipEntry(ZipEntry&&) noexcept;
    ~ZipEntry();

    // Appends what comes next; false at the end. Throws FileError: broken, or more than `largest` comes out.
    [[nodiscard]] bool read_on(std::string& out);
    [[nodiscard]] std::uint64_t done() const;
    [[nodiscard]] std::uint64_t total() const;  // unpacked, as the archive says

private:
    friend class ZipFile;
    struct Impl;
    explicit ZipEntry(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

class ZipFile {
public:
    explicit ZipFile(const std::string& path);
    ~ZipFile();
    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;

    [[nodiscard]] bool has(const std::string& name) const;
    // The entry reads from this file, which outlives it. Throws FileError when there is none, or it is too large.
    [[nodiscard]] ZipEntry open(const std::string& name, std::uint64_t largest) const;
    // The whole of a small one.
    [[nodiscard]] std::string read(const std::string& name, std::uint64_t largest) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sheets
