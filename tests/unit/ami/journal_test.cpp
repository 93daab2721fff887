// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/journal.h"

#include "tests/temp_directory.h"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

namespace {

using ami::Journal;
using ami::JournalConfig;
using ami::JournalReader;
using ami::JournalRecord;
using ami::RecordKind;

JournalConfig config(const test::TempDirectory& dir, std::size_t segment_bytes = 1U << 20)
{
    JournalConfig c;
    c.directory = dir.path() + "/asterisk";
    c.segment_bytes = segment_bytes;
    return c;
}

std::vector<std::string> payloads(const test::TempDirectory& dir, ami::JournalPosition from = {})
{
    std::vector<std::string> all;
    JournalReader reader{dir.path() + "/asterisk", from};
    for (JournalRecord record; reader.next(record);)
        all.push_back(record.payload);
    return all;
}

void write_numbers(Journal& journal, int first, int last)
{
    for (int i = first; i <= last; ++i)
        journal.append(RecordKind::message, runtime::from_epoch_ms(i), std::to_string(i));
    REQUIRE(journal.flush());
}

}  // namespace

TEST_CASE("what was appended is read back in order, from any record on, across segments and restarts", "[journal]")
{
    const test::TempDirectory dir;
    ami::JournalPosition middle;
    {
        Journal journal{config(dir, 200)};
        write_numbers(journal, 1, 20);
        middle = journal.end();
        write_numbers(journal, 21, 30);
    }
    {
        Journal journal{config(dir)};
        write_numbers(journal, 31, 40);
    }
    std::vector<std::string> expected;
    for (int i = 1; i <= 40; ++i)
        expected.push_back(std::to_string(i));
    CHECK(payloads(dir) == expected);
    CHECK(payloads(dir, middle) == std::vector<std::string>(expected.begin() + 20, expected.end()));
    CHECK(ami::journal_segments(dir.path() + "/asterisk").size() > 3);
}

TEST_CASE("kind and time of a record survive, and a message becomes its text", "[journal]")
{
    const test::TempDirectory dir;
    {
        Journal journal{config(dir)};
        journal.append(RecordKind::snapshot_begin, runtime::from_epoch_ms(-5), "");
        const ami::Header headers[]{{"Event", "Hangup"}, {"Channel", "SIP/8001-1"}};
        journal.append(RecordKind::message, runtime::from_epoch_ms(1795413305271), ami::to_text(ami::Message{headers}));
    }
    JournalReader reader{dir.path() + "/asterisk", {}};
    JournalRecord record;
    REQUIRE(reader.next(record));
    CHECK(record.kind == RecordKind::snapshot_begin);
    CHECK(record.received == runtime::from_epoch_ms(-5));
    REQUIRE(reader.next(record));
    CHECK(record.kind == RecordKind::message);
    CHECK(record.payload == "Event: Hangup\r\nChannel: SIP/8001-1\r\n\r\n");
    CHECK_FALSE(reader.next(record));
}

TEST_CASE("a journal cut anywhere gives its whole records and goes on behind the cut", "[journal]")
{
    const test::TempDirectory dir;
    {
        Journal journal{config(dir)};
        write_numbers(journal, 1, 9);
    }
    const auto file = dir.path() + "/asterisk/0000000001.journal";
    const auto size = std::filesystem::file_size(file);
    const auto cut = GENERATE_COPY(range(std::uintmax_t{0}, size));
    std::filesystem::resize_file(file, cut);
    const auto whole = payloads(dir);
    CHECK(whole.size() == cut / 25);
    {
        Journal journal{config(dir)};
        write_numbers(journal, 100, 100);
    }
    CHECK(payloads(dir).size() == whole.size() + 1);
}

TEST_CASE("a flipped bit ends a segment, not the journal", "[journal]")
{
    const test::TempDirectory dir;
    {
        Journal journal{config(dir)};
        write_numbers(journal, 1, 9);
    }
    {
        std::fstream file{dir.path() + "/asterisk/0000000001.journal", std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(25 * 4 + 24);
        file.put('x');
    }
    {
        Journal journal{config(dir)};
        write_numbers(journal, 10, 10);
    }
    CHECK(payloads(dir) == std::vector<std::string>{"1", "2", "3", "4", "10"});
}

TEST_CASE("a reader that has caught up sees what comes later", "[journal]")
{
    const test::TempDirectory dir;
    Journal journal{config(dir, 100)};
    JournalReader reader{dir.path() + "/asterisk", journal.end()};
    JournalRecord record;
    for (int i = 1; i <= 30; ++i) {
        CHECK_FALSE(reader.next(record));
        write_numbers(journal, i, i);
        REQUIRE(reader.next(record));
        CHECK(record.payload == std::to_string(i));
    }
}

TEST_CASE("old segments go, those still needed or young stay", "[journal]")
{
    const test::TempDirectory dir;
    Journal journal{config(dir, 100)};
    write_numbers(journal, 1, 40);
    const auto before = ami::journal_segments(dir.path() + "/asterisk");
    journal.purge(journal.end(), runtime::now() - std::chrono::hours{1});
    CHECK(ami::journal_segments(dir.path() + "/asterisk") == before);
    journal.purge({before[2], 0}, runtime::now() + std::chrono::hours{1});
    CHECK(ami::journal_segments(dir.path() + "/asterisk").front() == before[2]);
}

TEST_CASE("a full disk is waited out; beyond the buffer records are counted, not silently lost", "[journal]")
{
    const test::TempDirectory dir;
    auto c = config(dir);
    c.most_buffered = 250;
    Journal journal{c};
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit full{60, old.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    for (int i = 0; i < 5; ++i)
        journal.append(RecordKind::message, {}, std::to_string(i));
    CHECK_FALSE(journal.flush());
    CHECK(journal.trouble().find("File too large") != std::string::npos);
    for (int i = 5; i < 9; ++i)
        journal.append(RecordKind::message, {}, std::to_string(i));
    CHECK_FALSE(journal.flush());
    journal.append(RecordKind::message, {}, std::string(200, 'x'));
    CHECK(journal.dropped() == 1);
    setrlimit(RLIMIT_FSIZE, &old);
    CHECK(journal.flush());
    CHECK(payloads(dir).size() == 9);
}

TEST_CASE("a journal is kept by one at a time", "[journal]")
{
    const test::TempDirectory dir;
    {
        const Journal first{config(dir)};
        CHECK_THROWS_AS(Journal{config(dir)}, runtime::AlreadyRunning);
    }
    CHECK_NOTHROW(Journal{config(dir)});
}
