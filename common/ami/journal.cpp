// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <utility>

namespace ami {

namespace {

constexpr std::string_view suffix = ".journal";

// Host byte order: a journal is read where it was written.
struct Frame {
    std::uint32_t length;  // of the payload
    std::uint32_t crc;     // of everything behind this field
    std::int64_t received;
    std::uint8_t kind;
    std::uint8_t reserved[7];
};
static_assert(sizeof(Frame) == 24);
constexpr std::size_t crc_begin = offsetof(Frame, received);
constexpr std::uint32_t most_payload = 4U << 20;  // a larger length is rubbish

std::uint32_t checksum(const Frame& frame, std::string_view payload)
{
    const auto bytes = [](const void* at) { return static_cast<const Bytef*>(at); };
    const auto head = crc32(0, bytes(&frame) + crc_begin, sizeof frame - crc_begin);
    return static_cast<std::uint32_t>(crc32(head, bytes(payload.data()), static_cast<uInt>(payload.size())));
}

std::string segment_path(const std::string& directory, std::uint64_t segment)
{
    char name[32];
    std::snprintf(name, sizeof name, "/%010llu", static_cast<unsigned long long>(segment));
    return directory + name + std::string{suffix};
}

// Of a directory that is there from then on.
std::string lock_path(const std::string& directory)
{
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) throw std::runtime_error("cannot make the journal's directory " + directory + ": " + error.message());
    return directory + "/lock";
}

}  // namespace

JournalDisk real_disk()
{
    return {.sync = fdatasync, .remove = unlink};
}

std::vector<std::uint64_t> journal_segments(const std::string& directory)
{
    std::vector<std::uint64_t> segments;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{directory, error}) {
        const auto name = entry.path().filename().string();
        std::uint64_t number = 0;
        const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (failure == std::errc{} && std::string_view{end} == suffix) segments.push_back(number);
    }
    std::sort(segments.begin(), segments.end());
    return segments;
}

JournalSize journal_size(const std::string& directory)
{
    JournalSize size;
    for (const auto segment : journal_segments(directory)) {
        std::error_code error;  // it may have been purged meanwhile
        const auto bytes = std::filesystem::file_size(segment_path(directory, segment), error);
        if (error) continue;
        ++size.segments;
        size.bytes += bytes;
    }
    return size;
}

Journal::Journal(JournalConfig config) : config_(std::move(config)), lock_(lock_path(config_.directory))
{
    lock_.write_pid();
    read_or_draw_id();
    const auto segments = journal_segments(config_.directory);
    segment_ = segments.empty() ? 0 : segments.back();
    open_segment();
}

void Journal::read_or_draw_id()
{
    const auto path = config_.directory + "/id";
    std::ifstream{path} >> id_;
    if (!id_.empty()) return;
    char digits[17];
    std::random_device random;
    std::snprintf(digits, sizeof digits, "%08x%08x", random(), random());
    id_ = digits;
    std::ofstream out{path};
    out << id_ << std::endl;
    if (!out) throw std::runtime_error("cannot write " + path);
}

Journal::~Journal()
{
    flush();
    for (const int fd : full_)
        close(fd);
    close(fd_);
}

void Journal::open_segment()
{
    const auto path = segment_path(config_.directory, segment_ + 1);
    const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) throw std::runtime_error("cannot create " + path + ": " + std::strerror(errno));
    const std::lock_guard lock{descriptor_mutex_};
    if (fd_ >= 0) full_.push_back(fd_);
    fd_ = fd;
    is_new_ = true;
    ++segment_;
    offset_ = 0;
}

void Journal::append(RecordKind kind, runtime::TimePoint received, std::string_view payload)
{
    if (buffer_.size() + payload.size() > config_.most_buffered || payload.size() > most_payload) {
        ++dropped_;
        return;
    }
    Frame frame{static_cast<std::uint32_t>(payload.size()),
                0,
                runtime::to_epoch_ms(received),
                static_cast<std::uint8_t>(kind),
                {}};
    frame.crc = checksum(frame, payload);
    buffer_.append(reinterpret_cast<const char*>(&frame), sizeof frame).append(payload);
    offset_ += sizeof frame + payload.size();
    if (offset_ >= config_.segment_bytes && flush()) open_segment();
}

std::string to_text(const Message& message)
{
    std::string text;
    for (const auto& [name, value] : message.headers())
        text.append(name).append(": ").append(value).append("\r\n");
    return text += "\r\n";
}

bool Journal::flush()
{
    while (!buffer_.empty()) {
        const auto written = write(fd_, buffer_.data(), buffer_.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {  // what was written of a record is completed by the next flush
            last_error_ = errno;
            return false;
        }
        buffer_.erase(0, static_cast<std::size_t>(written));
    }
    return true;
}

std::string Journal::trouble() const
{
    return config_.directory + ": " + std::strerror(last_error_);
}

// Only sync() closes descriptors, so they stay good while the mutex is not held.
void Journal::sync()
{
    std::vector<int> full;
    int current = -1;
    bool is_new = false;
    {
        const std::lock_guard lock{descriptor_mutex_};
        full.swap(full_);
        current = fd_;
        is_new = std::exchange(is_new_, false);
    }
    for (const int fd : full) {
        config_.disk.sync(fd);
        close(fd);
    }
    config_.disk.sync(current);
    if (!is_new) return;
    const int directory = open(config_.directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    config_.disk.sync(directory);
    close(directory);
}

void Journal::purge(JournalPosition position, runtime::TimePoint before)
{
    for (const auto segment : journal_segments(config_.directory)) {
        if (segment >= position.segment) return;
        const auto path = segment_path(config_.directory, segment);
        struct stat st {};
        if (stat(path.c_str(), &st) != 0) return;
        if (runtime::TimePoint{std::chrono::seconds{st.st_mtime}} >= before) return;
        config_.disk.remove(path.c_str());
    }
}

JournalReader::JournalReader(std::string directory, JournalPosition from)
    : directory_(std::move(directory)), position_(from)
{
}

JournalReader::~JournalReader()
{
    if (fd_ >= 0) close(fd_);
}

bool JournalReader::open_here()
{
    if (fd_ >= 0 && open_segment_ == position_.segment) return true;
    const int fd = open(segment_path(directory_, position_.segment).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return false;
    if (fd_ >= 0) close(fd_);
    fd_ = fd;
    open_segment_ = position_.segment;
    block_.clear();
    return true;
}

bool JournalReader::read_here(JournalRecord& record)
{
    constexpr std::size_t ahead = 1U << 20;
    if (!open_here()) return false;
    const auto need = [&](std::size_t bytes) {
        if (position_.offset >= block_at_ && position_.offset + bytes <= block_at_ + block_.size()) return true;
        struct stat st {};
        fstat(fd_, &st);
        const auto size = static_cast<std::uint64_t>(st.st_size);
        if (size < position_.offset + bytes) return false;
        block_.resize(std::min<std::uint64_t>(std::max(ahead, bytes), size - position_.offset));
        const auto got = pread(fd_, block_.data(), block_.size(), static_cast<off_t>(position_.offset));
        block_.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        block_at_ = position_.offset;
        return block_.size() >= bytes;
    };
    const auto view = [&] { return std::string_view{block_}.substr(position_.offset - block_at_); };

    Frame frame{};
    if (!need(sizeof frame)) return false;
    std::memcpy(&frame, view().data(), sizeof frame);
    if (frame.length > most_payload || !need(sizeof frame + frame.length)) return false;
    const auto payload = view().substr(sizeof frame, frame.length);
    if (checksum(frame, payload) != frame.crc) return false;
    record.position = position_;
    record.kind = static_cast<RecordKind>(frame.kind);
    record.received = runtime::from_epoch_ms(frame.received);
    record.payload.assign(payload);
    position_.offset += sizeof frame + frame.length;
    record.next = position_;
    return true;
}

bool JournalReader::next(JournalRecord& record)
{
    while (true) {
        if (read_here(record)) return true;
        // A segment that has a successor is complete: what cannot be read of it never will be.
        const auto segments = journal_segments(directory_);
        const auto later = std::upper_bound(segments.begin(), segments.end(), position_.segment);
        if (later == segments.end()) return false;
        if (read_here(record)) return true;  // it may have grown before the successor came
        position_ = {*later, 0};
    }
}

}  // namespace ami
