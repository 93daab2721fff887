// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/queue_log_file.h"

#include "common/pbx/queue_log.h"
#include "common/runtime/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace tools {

namespace {

constexpr std::size_t identity_length = 100;
constexpr std::size_t chunk_size = 256 * 1024;

struct File {
    std::string path;
    std::string identity;
    runtime::TimePoint begun{};
};

class Descriptor {
public:
    explicit Descriptor(const std::string& path) : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK))
    {
        if (fd_ < 0 && errno != ENOENT) throw std::runtime_error(path + " cannot be read: " + std::strerror(errno));
    }
    ~Descriptor()
    {
        if (fd_ >= 0) close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] bool is_regular_file() const
    {
        struct stat st {};
        return fd_ >= 0 && fstat(fd_, &st) == 0 && S_ISREG(st.st_mode);
    }
    [[nodiscard]] std::string read(std::uint64_t position, std::size_t most) const
    {
        std::string bytes(most, '\0');
        const auto count = pread(fd_, bytes.data(), bytes.size(), static_cast<off_t>(position));
        bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return bytes;
    }

private:
    int fd_;
};

// Nothing while the first line is not whole.
std::optional<File> look_at(const std::string& path)
{
    const Descriptor descriptor{path};
    if (!descriptor.is_regular_file()) return std::nullopt;
    const auto start = descriptor.read(0, 4096);
    const auto feed = start.find('\n');
    if (feed == std::string::npos) return std::nullopt;
    File file{path, runtime::to_utf8(start.substr(0, std::min(feed, identity_length))), {}};
    file.identity = runtime::utf8_prefix(file.identity, identity_length);
    if (const auto entry = pbx::parse_queue_log_line(std::string_view{start}.substr(0, feed))) file.begun = entry->at;
    return file;
}

bool is_packed(const std::string& path)
{
    return path.ends_with(".gz") || path.ends_with(".xz") || path.ends_with(".bz2") || path.ends_with(".zst");
}

// `path` and what rotation made of its forerunners, the oldest first; `path` itself is the newest of equals.
std::vector<File> all_files(const std::string& path)
{
    namespace fs = std::filesystem;
    const auto name = fs::path{path}.filename().string();
    std::vector<File> files;
    std::error_code ignored;  // an unreadable folder: `path` alone is what we have
    for (const auto& entry : fs::directory_iterator{fs::path{path}.parent_path(), ignored}) {
        const auto sibling = entry.path().filename().string();
        if (sibling == name || !sibling.starts_with(name) || is_packed(sibling)) continue;
        if (auto file = look_at(entry.path())) files.push_back(std::move(*file));
    }
    if (auto file = look_at(path)) files.push_back(std::move(*file));
    std::stable_sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.begun < b.begun; });
    return files;
}

QueueLogChunk read_from(const File& file, std::uint64_t position)
{
    const Descriptor descriptor{file.path};
    QueueLogChunk chunk{file.path, {file.identity, position}, {}, false, false};
    if (descriptor.is_regular_file()) chunk.bytes = descriptor.read(position, chunk_size);
    return chunk;
}

bool has_line(const QueueLogChunk& chunk)
{
    return chunk.bytes.find('\n') != std::string::npos || chunk.bytes.size() == chunk_size;
}

std::optional<QueueLogChunk> begin(const File& file, bool is_gap)
{
    auto chunk = read_from(file, 0);
    if (!has_line(chunk)) return std::nullopt;
    chunk.is_new_file = true;
    chunk.is_gap = is_gap;
    return chunk;
}

}  // namespace

std::optional<QueueLogChunk> read_after(const std::string& path, const QueueLogPlace& place)
{
    const auto current = look_at(path);
    if (place.file.empty()) return current ? begin(*current, false) : std::nullopt;
    if (current && current->identity == place.file) {
        auto chunk = read_from(*current, place.position);
        return has_line(chunk) ? std::optional{std::move(chunk)} : std::nullopt;
    }
    const auto files = all_files(path);
    const auto last =
        std::find_if(files.rbegin(), files.rend(), [&](const File& f) { return f.identity == place.file; });
    if (last == files.rend()) return current ? begin(*current, true) : std::nullopt;
    auto rest = read_from(*last, place.position);
    if (has_line(rest)) return rest;
    return last == files.rbegin() ? std::nullopt : begin(*std::prev(last), false);
}

}  // namespace tools
