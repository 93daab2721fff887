// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/record_queue.h"

#include "tests/temp_directory.h"

#include <catch2/catch.hpp>

using astercc::RecordQueue;
using namespace std::chrono_literals;

namespace {

ami::JournalConfig journal(const test::TempDirectory& dir)
{
    ami::JournalConfig config;
    config.directory = dir.path();
    config.segment_bytes = 2000;
    return config;
}

void put_numbers(RecordQueue& queue, int first, int last)
{
    for (int i = first; i <= last; ++i) {
        const auto number = std::to_string(i);
        const ami::Header headers[]{{"Event", "Hangup"}, {"Number", number}};
        queue.put(runtime::from_epoch_ms(i), ami::Message{headers});
    }
    queue.flush();
}

// Takes until nothing is left; the numbers in their order.
std::vector<long long> drain(RecordQueue& queue)
{
    std::vector<long long> numbers;
    std::vector<ami::JournalRecord> records;
    do {
        records.clear();
        queue.take(records, 0ms);
        for (const auto& record : records)
            numbers.push_back(runtime::to_epoch_ms(record.received));
    } while (!records.empty() || queue.is_behind());
    return numbers;
}

std::vector<long long> numbers(int first, int last)
{
    std::vector<long long> all;
    for (int i = first; i <= last; ++i)
        all.push_back(i);
    return all;
}

}  // namespace

TEST_CASE("records are taken in their order, each once", "[queue]")
{
    const test::TempDirectory dir;
    RecordQueue queue{journal(dir), {.queued_bytes = 1U << 20, .per_take = 7}};
    put_numbers(queue, 1, 50);
    CHECK(drain(queue) == numbers(1, 50));
    put_numbers(queue, 51, 60);
    CHECK(drain(queue) == numbers(51, 60));
}

TEST_CASE("a writer that falls behind reads the journal and catches up without gap or repeat", "[queue]")
{
    const test::TempDirectory dir;
    RecordQueue queue{journal(dir), {.queued_bytes = 3000, .per_take = 7}};
    put_numbers(queue, 1, 5);
    std::vector<ami::JournalRecord> records;
    queue.take(records, 0ms);
    CHECK(records.size() == 5);
    put_numbers(queue, 6, 500);
    CHECK(queue.is_behind());
    CHECK(drain(queue) == numbers(6, 500));
    CHECK_FALSE(queue.is_behind());
    put_numbers(queue, 501, 510);
    CHECK(drain(queue) == numbers(501, 510));
}

TEST_CASE("while it catches up new records keep coming", "[queue]")
{
    const test::TempDirectory dir;
    RecordQueue queue{journal(dir), {.queued_bytes = 3000, .per_take = 10}};
    put_numbers(queue, 1, 300);
    std::vector<long long> taken;
    std::vector<ami::JournalRecord> records;
    for (int next = 301; next <= 400; ++next) {
        put_numbers(queue, next, next);
        records.clear();
        queue.take(records, 0ms);
        for (const auto& record : records)
            taken.push_back(runtime::to_epoch_ms(record.received));
    }
    const auto rest = drain(queue);
    taken.insert(taken.end(), rest.begin(), rest.end());
    CHECK(taken == numbers(1, 400));
}

TEST_CASE("a new run goes on from a position in the old one's journal", "[queue]")
{
    const test::TempDirectory dir;
    ami::JournalPosition middle;
    std::string id;
    {
        RecordQueue queue{journal(dir), {}};
        put_numbers(queue, 1, 10);
        std::vector<ami::JournalRecord> records;
        queue.take(records, 0ms);
        middle = records[5].next;
        id = queue.id();
    }
    RecordQueue queue{journal(dir), {}};
    CHECK(queue.id() == id);
    queue.start_from(middle);
    put_numbers(queue, 11, 15);
    CHECK(drain(queue) == numbers(7, 15));
}
