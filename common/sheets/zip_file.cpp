// SPDX-License-Identifier: GPL-3.0-or-later
// The only user of libzip.
#include "common/sheets/zip_file.h"

#include "common/sheets/row_source.h"

#include <zip.h>

#include <array>

namespace sheets {

namespace {

// Real sheets shrink to a tenth or a thirtieth; a bomb to a thousandth.
constexpr std::uint64_t suspicious_size = 64ULL << 20U;
constexpr std::uint64_t suspicious_ratio = 200;

[[noreturn]] void broken(const char* what)
{
    throw FileError(FileError::Why::broken, what);
}

}  // namespace

struct ZipEntry::Impl {
    struct Close {
        void operator()(zip_file_t* file) const { zip_fclose(file); }
    };
    std::unique_ptr<zip_file_t, Close> file;
    std::uint64_t total = 0;
    std::uint64_t largest = 0;
    std::uint64_t done = 0;
};

ZipEntry::ZipEntry(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipEntry::ZipEntry(ZipEntry&&) noexcept = default;
ZipEntry::~ZipEntry() = default;

bool ZipEntry::read_on(std::string& out)
{
    std::array<char, 65536> chunk{};
    const auto got = zip_fread(impl_->file.get(), chunk.data(), chunk.size());
    if (got < 0) broken("an entry cannot be unpacked");
    impl_->done += static_cast<std::uint64_t>(got);
    // The archive may lie about sizes.
    if (impl_->done > impl_->largest) throw FileError(FileError::Why::too_large, "an entry is too large");
    out.append(chunk.data(), static_cast<std::size_t>(got));
    return got > 0;
}

std::uint64_t ZipEntry::done() const
{
    return impl_->done;
}

std::uint64_t ZipEntry::total() const
{
    return impl_->total;
}

struct ZipFile::Impl {
    struct Close {
        void operator()(zip_t* archive) const { zip_discard(archive); }
    };
    std::unique_ptr<zip_t, Close> archive;
};

ZipFile::ZipFile(const std::string& path) : impl_(std::make_unique<Impl>())
{
    int error = 0;
    impl_->archive.reset(zip_open(path.c_str(), ZIP_RDONLY, &error));
    if (!impl_->archive) broken("no ZIP archive");
}

ZipFile::~ZipFile() = default;

bool ZipFile::has(const std::string& name) const
{
    return zip_name_locate(impl_->archive.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

ZipEntry ZipFile::open(const std::string& name, std::uint64_t largest) const
{
    auto* archive = impl_->archive.get();
    const auto index = zip_name_locate(archive, name.c_str(), ZIP_FL_NOCASE);
    zip_stat_t stat{};
    if (index < 0 || zip_stat_index(archive, static_cast<zip_uint64_t>(index), 0, &stat) != 0)
        broken("a part of the workbook is missing");
    if (stat.encryption_method != ZIP_EM_NONE) throw FileError(FileError::Why::encrypted, "the archive has a password");
    if (stat.size > largest) throw FileError(FileError::Why::too_large, "an entry is too large");
    if (stat.size > suspicious_size && stat.size / suspicious_ratio > stat.comp_size)
        throw FileError(FileError::Why::zip_bomb, "an entry unpacks to far more than a sheet would");
    auto entry = std::make_unique<ZipEntry::Impl>();
    entry->file.reset(zip_fopen_index(archive, static_cast<zip_uint64_t>(index), 0));
    if (!entry->file) broken("an entry cannot be opened");
    entry->total = stat.size;
    entry->largest = largest;
    return ZipEntry{std::move(entry)};
}

std::string ZipFile::read(const std::string& name, std::uint64_t largest) const
{
    auto entry = open(name, largest);
    std::string text;
    while (entry.read_on(text)) {
    }
    return text;
}

}  // namespace sheets
