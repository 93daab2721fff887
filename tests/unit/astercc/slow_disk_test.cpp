// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that does not come back until it is told to: whoever waits for it stands still.
#include "daemons/astercc/record_queue.h"

#include "tests/temp_directory.h"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <future>

using astercc::RecordQueue;
using namespace std::chrono_literals;

namespace {

// Both calls wait for release(); asked() returns when the first of them is waiting.
class StuckDisk {
public:
    ami::JournalDisk calls()
    {
        return {.sync = [this](int fd) { return wait(), fdatasync(fd); },
                .remove = [this](const char* path) { return wait(), unlink(path); }};
    }
    void asked() { asked_.get_future().wait(); }
    void release() { released_.set_value(); }

private:
    void wait()
    {
        if (!is_asked_.exchange(true)) asked_.set_value();
        release_.wait();
    }

    std::atomic<bool> is_asked_{false};
    std::promise<void> asked_;
    std::promise<void> released_;
    std::shared_future<void> release_{released_.get_future()};
};

void put_many(RecordQueue& queue)
{
    for (int i = 0; i < 200; ++i) {
        const ami::Header headers[]{{"Event", "Hangup"}, {"Channel", "PJSIP/8001-00000001"}};
        queue.put(runtime::from_epoch_ms(i), ami::Message{headers});
        queue.flush();
    }
}

// What the reader does while the disk is stuck in `work`, which another thread does.
void read_while(RecordQueue& queue, StuckDisk& disk, const std::string& directory, const std::function<void()>& work)
{
    const auto segments = ami::journal_segments(directory).size();
    auto writer = std::async(std::launch::async, work);
    disk.asked();
    auto reader = std::async(std::launch::async, [&] { put_many(queue); });
    const bool is_free = reader.wait_for(20s) == std::future_status::ready;
    CHECK(writer.wait_for(0s) == std::future_status::timeout);
    disk.release();
    reader.wait();
    writer.wait();
    CHECK(is_free);
    CHECK(ami::journal_segments(directory).size() >= segments + 5);
}

struct World {
    test::TempDirectory dir;
    StuckDisk disk;
    RecordQueue queue{{.directory = dir.path(), .segment_bytes = 1000, .disk = disk.calls()}, {}};
};

}  // namespace

TEST_CASE("the reader goes on, through new segments, while the disk is stuck in a sync", "[queue][disk]")
{
    World w;
    put_many(w.queue);
    read_while(w.queue, w.disk, w.dir.path(), [&] { w.queue.sync(); });
}

TEST_CASE("the reader goes on while the disk is stuck in deleting old segments", "[queue][disk]")
{
    World w;
    put_many(w.queue);
    read_while(w.queue, w.disk, w.dir.path(), [&] {
        w.queue.purge({w.queue.end().segment - 10, 0}, runtime::now() + 1h);
    });
}

TEST_CASE("every segment that was filled meanwhile is on the disk after the next sync", "[queue][disk]")
{
    const test::TempDirectory dir;
    int synced = 0;
    RecordQueue queue{{.directory = dir.path(),
                       .segment_bytes = 1000,
                       .disk = {.sync = [&](int fd) { return ++synced, fdatasync(fd); }, .remove = unlink}},
                      {}};
    put_many(queue);
    const auto segments = static_cast<int>(ami::journal_segments(dir.path()).size());
    CHECK(synced == 0);
    queue.sync();
    CHECK(synced == segments + 1);  // and the directory that names them
    queue.sync();
    CHECK(synced == segments + 2);
}
