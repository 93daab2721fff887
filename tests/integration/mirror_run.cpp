// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/mirror_run.h"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace test {

namespace {

std::vector<std::string> lines(db::Rows rows, unsigned columns)
{
    std::vector<std::string> all;
    while (rows.next()) {
        std::string line;
        for (unsigned i = 1; i <= columns; ++i)
            line += (rows.is_null(i) ? "-" : rows.text(i)) + "|";
        all.push_back(std::move(line));
    }
    return all;
}

}  // namespace

db::DbConfig test_database()
{
    const char* socket = std::getenv("ASTERCC_TEST_DB_SOCKET");
    if (socket == nullptr)
        throw std::runtime_error("ASTERCC_TEST_DB_SOCKET is not set: run me under private_mariadb.py");
    db::DbConfig config;
    config.host = socket;
    config.user = "root";
    return config;
}

MirrorRun::MirrorRun(std::chrono::milliseconds margin)
{
    config_.writer.database = test_database();
    config_.writer.server = "asterisk";
    config_.journal_directory = directory_.path();
    config_.commit_interval = config_.patience = config_.watch_interval = std::chrono::milliseconds{0};
    config_.margin = margin;
}

void MirrorRun::start()
{
    ami::JournalConfig journal;
    journal.directory = directory_.path() + "/asterisk";
    journal.disk.sync = [](int) { return 0; };  // nobody pulls the plug here
    queue_ = std::make_unique<astercc::RecordQueue>(journal, astercc::RecordQueue::Limits{});
    config_.writer.origin = "asterisk/" + queue_->id();
    config_.writer.self = {"test", queue_->id(), getpid()};
    worker_ = std::make_unique<astercc::MirrorWorker>(*queue_, config_, unwatched_, astercc::MirrorWorker::Callbacks{});
    worker_->set_listening(true);
    worker_->recover();
}

void MirrorRun::die()
{
    worker_.reset();
    queue_.reset();
}

void MirrorRun::hear(std::span<const OwnedMessage> messages)
{
    for (const auto& message : messages) {
        std::vector<ami::Header> headers;
        for (const auto& [name, value] : message.headers)
            headers.push_back({name, value});
        queue_->put(message.received, ami::Message{headers});
    }
    queue_->flush();
}

Tables tables(db::Connection& connection)
{
    return {
        lines(connection.query(
                  "SELECT server, srcuid, dstuid, linkedid, legno, src, srcname, dst, channel, dstchannel, didnumber, "
                  "queue, calldate, ringtime, answertime, endtime, duration, billsec, waitsec, ringsec, holdsec, "
                  "disposition, hangupcause, hangupby, origin, srcaccountid, dstaccountid, astercrm_groupid "
                  "FROM mycdr ORDER BY srcuid, dstuid, endtime"),
              28),
        lines(connection.query("SELECT accountid, groupid, topic, payload FROM feed ORDER BY accountid, id"), 4),
        lines(connection.query("SELECT srcuid, dstuid, disposition FROM curcdr ORDER BY srcuid, dstuid"), 3)};
}

void clear_tables(db::Connection& connection)
{
    connection.execute("DELETE FROM mycdr");
    connection.execute("DELETE FROM curcdr");
    connection.execute("DELETE FROM feed");
    connection.execute("DELETE FROM mirror_position");
    connection.execute("DELETE FROM lease");
}

void let_lease_expire(db::Connection& connection)
{
    connection.execute("UPDATE lease SET expires = NULL");
}

void make_accounts(db::Connection& connection)
{
    connection.execute("DELETE FROM astercrm_account");
    for (const char* extension : {"8001", "8002", "8003", "8004"})
        connection.execute("INSERT INTO astercrm_account (username, extensions, extension, groupid) VALUES (?,'',?,7)",
                           extension, extension);
}

}  // namespace test
