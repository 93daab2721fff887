// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/table_writer.h"

#include "common/db/peer_gateway.h"
#include "common/db/queue_gateway.h"
#include "common/pbx/difference.h"
#include "common/runtime/log.h"

#include <utility>

namespace tools {

using namespace std::chrono_literals;

namespace {

constexpr auto retry_pause = 500ms;
constexpr auto check_interval = 60s;
constexpr auto look_interval = 1s;  // at the database, while there is nothing to write

struct Differences {
    pbx::Difference<pbx::PeerRow> peers;
    pbx::Difference<pbx::QueueRow> queues;
    pbx::Difference<pbx::MemberRow> members;
    pbx::Difference<pbx::CallerRow> callers;

    [[nodiscard]] std::size_t rows() const
    {
        const auto count = [](const auto& d) { return d.changed.size() + d.gone.size(); };
        return count(peers) + count(queues) + count(members) + count(callers);
    }
};

Differences differences(const ServerTables& from, const ServerTables& to)
{
    Differences result;
    result.peers = pbx::difference(from.peers, to.peers);
    if (!to.queues) return result;
    const auto none = pbx::QueueTables{};
    const auto& old = from.queues ? *from.queues : none;
    result.queues = pbx::difference(old.queues, to.queues->queues);
    result.members = pbx::difference(old.members, to.queues->members);
    result.callers = pbx::difference(old.callers, to.queues->callers);
    return result;
}

template <class Gateway, class Row>
void apply(Gateway& gateway, const pbx::Difference<Row>& difference)
{
    if (!difference.gone.empty()) gateway.drop(difference.gone);
    if (!difference.changed.empty()) gateway.put(difference.changed);
}

}  // namespace

TableWriter::TableWriter(db::DbConfig database, std::vector<std::string> servers, OnRead on_read, WriterSigns signs)
    : database_(std::move(database)), on_read_(std::move(on_read)), signs_(signs), slots_(servers.size())
{
    for (std::size_t i = 0; i < servers.size(); ++i)
        slots_[i].name = std::move(servers[i]);
    thread_ = std::thread{[this] { work(); }};
}

TableWriter::~TableWriter()
{
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void TableWriter::put(std::size_t server, ServerTables tables)
{
    auto wanted = std::make_shared<const ServerTables>(std::move(tables));
    {
        const std::lock_guard lock{mutex_};
        slots_[server].wanted = std::move(wanted);
        slots_[server].is_due = true;
    }
    changed_.notify_all();
}

void TableWriter::work()
{
    while (!is_stopping()) {
        if (try_to_work()) {
            await_work();
        } else {
            std::unique_lock lock{mutex_};
            changed_.wait_for(lock, retry_pause, [this] { return is_stopping_; });
        }
    }
    try_to_work();
    signs_.pulse.rest();
}

bool TableWriter::try_to_work()
{
    signs_.pulse.beat();
    try {
        if (!connection_) {
            connection_ = std::make_unique<db::Connection>(database_);
            for (auto& slot : slots_)
                slot.written.reset();
            tell_what_was_there(*connection_);
            check_due_ = Clock::now() + check_interval;
        }
        write_due(*connection_);
        if (!connection_->is_alive()) throw db::DbUnavailable("the database has closed the connection");
        if (Clock::now() >= check_due_) check(*connection_);
        is_up_ = true;
        signs_.database.met();
        if (std::exchange(is_away_told_, false)) runtime::log_info("database_back", {{"what", "peers and queues"}});
        return true;
    } catch (const std::exception& e) {
        away(e.what());
        return false;
    }
}

void TableWriter::away(const std::string& why)
{
    connection_.reset();
    is_up_ = false;
    signs_.database.missing(why);
    if (!std::exchange(is_away_told_, true))
        runtime::log_warning("database_away", {{"what", "peers and queues"}, {"err", why}, {"now", "waiting"}});
}

void TableWriter::tell_what_was_there(db::Connection& connection)
{
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        slots_[i].written = read(connection, slots_[i].name);
        if (!std::exchange(slots_[i].is_read_told, true)) on_read_(i, slots_[i].written->peers);
    }
}

void TableWriter::write_due(db::Connection& connection)
{
    for (auto& slot : slots_) {
        std::shared_ptr<const ServerTables> wanted;
        {
            const std::lock_guard lock{mutex_};
            if (slot.is_due) wanted = slot.wanted;
        }
        if (!wanted) continue;
        write(connection, slot, *wanted);
        const std::lock_guard lock{mutex_};
        if (slot.wanted == wanted) slot.is_due = false;
    }
}

void TableWriter::write(db::Connection& connection, Slot& slot, const ServerTables& wanted)
{
    if (!slot.written) slot.written = read(connection, slot.name);
    const auto todo = differences(*slot.written, wanted);
    if (todo.rows() == 0) return;
    // What stands there while this goes on is uncertain: after a failure it is read again.
    auto queues = std::move(slot.written->queues);
    slot.written.reset();
    db::Transaction transaction{connection};
    db::PeerGateway peer_gateway{connection, slot.name};
    db::QueueGateway queue_gateway{connection, slot.name};
    apply(peer_gateway, todo.peers);
    apply(queue_gateway, todo.queues);
    apply(queue_gateway, todo.members);
    apply(queue_gateway, todo.callers);
    transaction.commit();
    slot.written = wanted;
    if (!wanted.queues) slot.written->queues = std::move(queues);
    rows_written_ += todo.rows();
}

void TableWriter::check(db::Connection& connection)
{
    check_due_ = Clock::now() + check_interval;
    for (auto& slot : slots_) {
        if (!slot.written || !slot.wanted) continue;
        auto actual = read(connection, slot.name);
        const auto rows = differences(actual, *slot.written).rows();
        if (rows == 0) continue;
        rows_healed_ += rows;
        runtime::log_warning(
            "tables_healed",
            {{"server", slot.name}, {"rows", rows}, {"why", "peer or queue rows were not as astercctools left them"}});
        slot.written = std::move(actual);
        const std::lock_guard lock{mutex_};
        slot.is_due = true;
    }
    write_due(connection);
}

ServerTables TableWriter::read(db::Connection& connection, const std::string& server)
{
    return {db::PeerGateway{connection, server}.rows(), db::QueueGateway{connection, server}.tables()};
}

void TableWriter::await_work()
{
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, look_interval, [this] {
        if (is_stopping_) return true;
        for (const auto& slot : slots_)
            if (slot.is_due) return true;
        return false;
    });
}

bool TableWriter::is_stopping()
{
    const std::lock_guard lock{mutex_};
    return is_stopping_;
}

}  // namespace tools
