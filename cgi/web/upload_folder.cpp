// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/upload_folder.h"

#include "cgi/web/multipart.h"
#include "cgi/web/secrets.h"
#include "common/runtime/file_descriptor.h"
#include "common/runtime/log.h"
#include "common/runtime/text.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace web {

namespace {

namespace fs = std::filesystem;
using runtime::Errc;
using runtime::Error;

constexpr std::size_t most_offered = 200;

// A new file, closed and, unless kept, removed at the end.
class NewFile {
public:
    explicit NewFile(const std::string& folder)
        : name_("upload-" + random_token()),
          path_(folder + "/" + name_),
          file_(open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600))
    {
        if (!is_open()) runtime::log_error("upload_folder", {{"path", folder}, {"err", std::strerror(errno)}});
    }
    ~NewFile()
    {
        if (is_open() && !is_kept_) unlink(path_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    [[nodiscard]] bool is_open() const { return file_.is_open(); }
    [[nodiscard]] bool write(std::string_view text) const { return runtime::write_all(file_, text); }
    [[nodiscard]] std::string keep()
    {
        is_kept_ = true;
        return name_;
    }

private:
    const std::string name_;
    const std::string path_;
    const runtime::FileDescriptor file_;
    bool is_kept_ = false;
};

Error full()
{
    return {Errc::unavailable, "the upload folder cannot be written to"};
}

bool is_table(const fs::directory_entry& entry)
{
    constexpr std::array<std::string_view, 4> endings{".csv", ".txt", ".xls", ".xlsx"};
    const auto name = entry.path().filename().string();
    const auto ending = runtime::to_lower(entry.path().extension().string());
    std::error_code error;
    return !name.starts_with('.') && runtime::to_utf8(name) == name && std::ranges::count(endings, ending) > 0 &&
           entry.symlink_status(error).type() == fs::file_type::regular;
}

}  // namespace

runtime::Result<std::string> UploadFolder::store(const SentFile& sent) const
{
    NewFile file{path_};
    if (!file.is_open()) return full();
    std::uint64_t size = 0;
    bool is_written = true;
    try {
        sent.read([&](std::string_view piece) {
            size += piece.size();
            if (size <= largest_) is_written = is_written && file.write(piece);
        });
    } catch (const MultipartError& e) {
        return Error{Errc::invalid, e.what()};
    }
    if (size == 0) return Error{Errc::invalid, "the file is empty"};
    if (size > largest_) return Error{Errc::refused, "the file is too large"};
    if (!is_written) return full();
    return file.keep();
}

runtime::Result<std::string> UploadFolder::copy_offered(std::string_view name) const
{
    const auto files = offered();
    const auto chosen = std::ranges::find(files, name, &OfferedFile::name);
    if (chosen == files.end()) return Error{Errc::not_found, "no such file is offered"};
    const runtime::FileDescriptor source{open((path_ + "/" + chosen->name).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
    if (!source.is_open()) return Error{Errc::not_found, "the file cannot be read"};
    NewFile file{path_};
    std::array<char, 64 * 1024> piece{};
    bool is_written = file.is_open();
    ssize_t got = 0;
    while (is_written && (got = read(source.get(), piece.data(), piece.size())) > 0)
        is_written = file.write({piece.data(), static_cast<std::size_t>(got)});
    if (!is_written || got < 0) return full();
    return file.keep();
}

std::vector<OfferedFile> UploadFolder::offered() const
{
    std::vector<OfferedFile> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(path_, error)) {
        std::error_code size_error;
        if (files.size() < most_offered && is_table(entry))
            files.push_back({entry.path().filename().string(), entry.file_size(size_error)});
    }
    std::ranges::sort(files, {}, &OfferedFile::name);
    return files;
}

void UploadFolder::remove(const std::string& stored) const
{
    std::error_code ignored;
    fs::remove(fs::path(path_) / stored, ignored);
}

}  // namespace web
