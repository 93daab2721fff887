// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/growing_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace runtime {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_line = 64U << 10;

std::string pread_some(int fd, std::uint64_t offset, std::size_t most)
{
    std::string bytes(most, '\0');
    const auto got = pread(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

struct stat status_of(int fd)
{
    struct stat status {};
    if (fstat(fd, &status) != 0) throw std::runtime_error(std::string{"fstat: "} + std::strerror(errno));
    return status;
}

// FNV-1a, 64 bits: tells files apart, guards nothing.
std::uint64_t hash_of(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return hash;
}

std::string inode_of(int fd)
{
    return "inode:" + std::to_string(status_of(fd).st_ino);
}

// "line:HASH" once the first line is whole, "inode:NUMBER" before.
std::string identity_of(int fd)
{
    const auto head = pread_some(fd, 0, most_line);
    const auto end = head.find('\n');
    if (end == std::string::npos && head.size() < most_line) return inode_of(fd);
    char text[24];
    std::snprintf(text, sizeof text, "line:%016llx",
                  static_cast<unsigned long long>(hash_of(std::string_view{head}.substr(0, end))));
    return text;
}

bool is_same(int fd, const FilePlace& place)
{
    if (static_cast<std::uint64_t>(status_of(fd).st_size) < place.position) return false;
    if (identity_of(fd) == place.file) return true;
    return place.position == 0 && inode_of(fd) == place.file;  // its first line has come since
}

bool is_packed(const fs::path& path)
{
    static constexpr std::array endings{".gz", ".xz", ".bz2", ".zst"};
    return std::find(endings.begin(), endings.end(), path.extension()) != endings.end();
}

// What rotation made of it, the newest first.
std::vector<std::string> forerunners(const std::string& path)
{
    const fs::path own{path};
    const auto name = own.filename().string();
    std::vector<std::pair<fs::file_time_type, std::string>> found;
    std::error_code error;  // a folder that cannot be listed, a file that is gone by now: the others are what we have
    for (const auto& entry : fs::directory_iterator{own.has_parent_path() ? own.parent_path() : ".", error}) {
        const auto sibling = entry.path().filename().string();
        if (sibling == name || !sibling.starts_with(name) || is_packed(entry.path())) continue;
        if (!entry.is_regular_file(error)) continue;
        const auto written = entry.last_write_time(error);
        if (!error) found.emplace_back(written, entry.path().string());
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<std::string> paths;
    for (auto& [written, sibling] : found)
        paths.push_back(std::move(sibling));
    return paths;
}

bool has_line(const FilePart& part, std::size_t most)
{
    return part.bytes.size() == most || part.bytes.find('\n') != std::string::npos;
}

}  // namespace

void GrowingFile::close()
{
    descriptor_ = {};
    open_file_.clear();
}

// False while there is no such file.
bool GrowingFile::open(const std::string& path)
{
    close();
    descriptor_ = FileDescriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)};
    if (!descriptor_.is_open() && errno != ENOENT)
        throw std::runtime_error(path + ": " + std::strerror(errno) + "; let the user astercc read it");
    if (descriptor_.is_open() && !S_ISREG(status_of(descriptor_.get()).st_mode))
        throw std::runtime_error(path + " is not a file; name one");
    open_path_ = path;
    return descriptor_.is_open();
}

bool GrowingFile::open_of(const FilePlace& place)
{
    if (place.file.empty()) return false;
    // What was renamed stays open: the name means another file by now.
    if (descriptor_.is_open() && open_file_ == place.file && is_same(descriptor_.get(), place)) return true;
    const auto is_found = [&](const std::string& path) { return open(path) && is_same(descriptor_.get(), place); };
    const auto is_found_beside = [&] {
        const auto paths = forerunners(path_);
        return std::any_of(paths.begin(), paths.end(), is_found);
    };
    if (!is_found(path_) && !is_found_beside()) {
        close();
        return false;
    }
    open_file_ = place.file;
    return true;
}

FilePlace GrowingFile::beginning() const
{
    GrowingFile current{path_};
    return current.open(path_) ? FilePlace{identity_of(current.descriptor_.get()), 0} : FilePlace{};
}

FilePlace GrowingFile::end() const
{
    GrowingFile current{path_};
    if (!current.open(path_)) return {};
    FilePlace place{identity_of(current.descriptor_.get()), 0};
    const auto size = static_cast<std::uint64_t>(status_of(current.descriptor_.get()).st_size);
    const auto from = size - std::min<std::uint64_t>(size, most_line);
    const auto newline = pread_some(current.descriptor_.get(), from, most_line).rfind('\n');
    if (newline != std::string::npos) place.position = from + newline + 1;
    return place;
}

FilePart GrowingFile::read(const FilePlace& from, std::size_t most)
{
    // Looked for first: when there is a successor, what we read then is all that its predecessor will ever have.
    const auto current = beginning();
    if (!open_of(from)) return begin(path_, most, !from.file.empty());
    open_file_ = identity_of(descriptor_.get());
    auto found = part({open_file_, from.position}, most);
    if (has_line(found, most)) return found;
    found.bytes.clear();
    if (current.file.empty() || current.file == open_file_) return found;
    auto successor = path_;
    for (const auto& path : forerunners(path_)) {
        GrowingFile forerunner{path};
        if (forerunner.beginning().file == open_file_) break;
        successor = path;
    }
    return begin(successor, most, false);
}

// Nothing while it has no whole line.
FilePart GrowingFile::begin(const std::string& path, std::size_t most, bool is_gap)
{
    if (!open(path)) return {};
    open_file_ = identity_of(descriptor_.get());
    auto found = part({open_file_, 0}, most);
    if (!has_line(found, most)) return {};
    found.is_new_file = true;
    found.is_gap = is_gap;
    return found;
}

FilePart GrowingFile::part(const FilePlace& place, std::size_t most) const
{
    return {place, pread_some(descriptor_.get(), place.position, most), open_path_};
}

}  // namespace runtime
