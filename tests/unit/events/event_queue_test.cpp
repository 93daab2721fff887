// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/eventsdaemon/event_queue.h"

#include <catch2/catch.hpp>

using events::EventQueue;
using events::ListMark;
using namespace std::chrono_literals;

namespace {

const auto start = runtime::from_epoch_ms(1'700'000'000'000);

db::EventRow row(std::string text)
{
    return {start, std::move(text)};
}

std::vector<std::string> texts(const events::Batch& batch)
{
    std::vector<std::string> out;
    for (const auto& r : batch.rows)
        out.push_back(r.text);
    return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("events come out in their order, in batches of bounded size", "[events][queue]")
{
    EventQueue queue{{.rows_per_batch = 2}};
    for (const auto* text : {"a", "b", "c"})
        queue.put(start, row(text));
    CHECK(texts(queue.take(0ms)) == Texts{"a", "b"});
    CHECK(texts(queue.take(0ms)) == Texts{"c"});
    CHECK(queue.take(0ms).empty());
    CHECK(queue.queued_bytes() == 0);
}

TEST_CASE("a mark comes alone, in its place among the events", "[events][queue]")
{
    EventQueue queue{{}};
    queue.put(start, row("a"));
    queue.put(start + 1s, ListMark::begin);
    queue.put(start, row("b"));
    auto batch = queue.take(0ms);
    queue.take_more(batch);
    CHECK(texts(batch) == Texts{"a"});
    batch = queue.take(0ms);
    CHECK(batch.mark == ListMark::begin);
    CHECK(batch.marked_at == start + 1s);
    CHECK(batch.rows.empty());
    CHECK(texts(queue.take(0ms)) == Texts{"b"});
}

TEST_CASE("what waited longer than log_life is dropped and counted, once", "[events][queue]")
{
    EventQueue queue{{.age = 180s}};
    queue.put(start, row("a"));
    queue.put(start + 1s, row("b"));
    queue.put(start + 181s, row("c"));
    CHECK(queue.dropped() == 1);
    auto batch = queue.take(0ms);
    CHECK(texts(batch) == Texts{"b", "c"});
    CHECK(batch.lost_before == 1);
    queue.put(start + 182s, row("d"));
    CHECK(queue.take(0ms).lost_before == 0);
}

TEST_CASE("with log_life 0 only memory is a limit, and the newest events are kept", "[events][queue]")
{
    EventQueue queue{{.age = 0s, .bytes = 1000}};
    for (int i = 0; i < 100; ++i)
        queue.put(start + std::chrono::hours{i}, row(std::string(100, static_cast<char>('0' + i % 10))));
    CHECK(queue.queued_bytes() <= 1000);
    const auto batch = queue.take(0ms);
    CHECK(batch.rows.size() + batch.lost_before == 100);
    CHECK(batch.rows.back().text.front() == '9');
}

TEST_CASE("an event bigger than all memory is kept as long as it is alone", "[events][queue]")
{
    EventQueue queue{{.bytes = 10}};
    queue.put(start, row(std::string(500, 'x')));
    CHECK(queue.take(0ms).rows.size() == 1);
}
