// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/cdr_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace astercc {

namespace {

constexpr std::size_t most_line = 64U << 10;
constexpr std::size_t read_ahead = 1U << 20;

std::string pread_some(int fd, std::uint64_t offset, std::size_t most)
{
    std::string bytes(most, '\0');
    const auto got = pread(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

std::uint64_t size_of(int fd)
{
    struct stat st {};
    return fstat(fd, &st) == 0 ? static_cast<std::uint64_t>(st.st_size) : 0;
}

// FNV-1a, 64 bits: tells files apart, guards nothing.
std::uint64_t hash_of(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return hash;
}

// "line:HASH" once the first line is whole, "inode:NUMBER" before.
std::string identity_of(int fd)
{
    const auto head = pread_some(fd, 0, most_line);
    const auto end = head.find('\n');
    char text[40];
    if (end != std::string::npos || head.size() == most_line) {
        std::snprintf(text, sizeof text, "line:%016llx",
                      static_cast<unsigned long long>(hash_of(std::string_view{head}.substr(0, end))));
        return text;
    }
    struct stat st {};
    if (fstat(fd, &st) != 0) return {};
    return "inode:" + std::to_string(st.st_ino);
}

bool is_same(int fd, const CdrPlace& place)
{
    if (size_of(fd) < place.position) return false;
    if (identity_of(fd) == place.file) return true;
    // Its first line has come since.
    struct stat st {};
    return place.position == 0 && fstat(fd, &st) == 0 && place.file == "inode:" + std::to_string(st.st_ino);
}

std::vector<std::string> siblings(const std::string& path)
{
    const std::filesystem::path own{path};
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{own.parent_path(), error}) {
        const auto name = entry.path().filename().string();
        if (name != own.filename() && name.starts_with(own.filename().string())) found.push_back(entry.path().string());
    }
    return found;
}

}  // namespace

CdrFile::CdrFile(std::string path, calls::CdrClock clock) : path_(std::move(path)), clock_(clock) {}

CdrFile::~CdrFile()
{
    close_file();
}

void CdrFile::close_file()
{
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
    open_file_.clear();
}

bool CdrFile::open(const std::string& path)
{
    close_file();
    fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    return fd_ >= 0;
}

bool CdrFile::open_of(const CdrPlace& place)
{
    // What was renamed stays open: the name means another file by now.
    if (fd_ >= 0 && open_file_ == place.file && is_same(fd_, place)) return true;
    const auto is_found = [&](const std::string& path) { return open(path) && is_same(fd_, place); };
    bool has_found = is_found(path_);
    for (const auto& path : has_found || place.file.empty() ? std::vector<std::string>{} : siblings(path_))
        if ((has_found = is_found(path))) break;
    if (!has_found) {
        close_file();
        return false;
    }
    open_file_ = place.file;
    return true;
}

// Empty while there is no such file.
CdrPlace CdrFile::beginning_of_current()
{
    CdrFile current{path_, clock_};
    if (current.open(path_)) return {identity_of(current.fd_), 0};
    if (errno != ENOENT)
        throw std::runtime_error(path_ + ": " + std::strerror(errno) + "; let the user astercc read it");
    return {};
}

CdrPlace CdrFile::end()
{
    auto place = beginning_of_current();
    if (place.file.empty() || !open_of(place)) return place;
    // Behind the last whole line.
    const auto size = size_of(fd_);
    const auto from = size - std::min<std::uint64_t>(size, most_line);
    const auto newline = pread_some(fd_, from, most_line).rfind('\n');
    place.position = newline == std::string::npos ? 0 : from + newline + 1;
    return place;
}

CdrBatch CdrFile::read(const CdrPlace& from, std::size_t most)
{
    // Looked for first: when there is a successor, what we read then is all that its predecessor will ever have.
    auto current = beginning_of_current();
    if (from.file.empty() || !open_of(from)) {
        const bool is_there = !current.file.empty();
        return {.records = {}, .next = std::move(current), .is_last = !is_there, .broken_lines = 0};
    }
    const bool has_successor = !current.file.empty() && current.file != identity_of(fd_);
    auto batch = read_open(from.position, most);
    batch.next.file = open_file_ = identity_of(fd_);
    if (batch.is_last && has_successor) {
        close_file();
        batch.next = std::move(current);
        batch.is_last = false;
    }
    return batch;
}

CdrBatch CdrFile::read_open(std::uint64_t offset, std::size_t most)
{
    CdrBatch batch;
    batch.is_last = true;
    batch.next.position = offset;
    const auto block = pread_some(fd_, offset, read_ahead);
    std::string_view rest{block};
    std::vector<std::uint64_t> ends;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        if (ends.size() == most) break;
        if (auto record = calls::parse_cdr_line(rest.substr(0, end), clock_))
            batch.records.push_back(std::move(*record));
        else if (end > 0)
            ++batch.broken_lines;
        rest.remove_prefix(end + 1);
        ends.push_back(offset + (block.size() - rest.size()));
    }
    if (!ends.empty()) batch.next.position = ends.back();
    if (ends.empty() && block.size() == read_ahead) {  // no line is that long: leave it out
        batch.next.position = offset + block.size();
        ++batch.broken_lines;
    }
    batch.is_last = ends.size() < most && block.size() < read_ahead;
    // The lines of one call stand close together: those at the end of a batch come again with what follows.
    if (ends.size() == most) batch.next.position = ends[most - 1 - most / 4];
    return batch;
}

}  // namespace astercc
