// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that includes the connector: its raw pointers go into unique_ptr on the line they appear, its
// exceptions become ours here.
#include "common/db/connection.h"

#include "common/db/schema.h"
#include "common/db/schema_script.h"
#include "common/db/time_text.h"
#include "common/runtime/config.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_map>

namespace db {

namespace {

// Connection-level failures: the statement may be repeated on a new connection.
bool means_unavailable(int code)
{
    constexpr std::array codes{
        1040,                          // too many connections
        1047,                          // cluster node not ready
        1053,                          // server shutdown in progress
        1152, 1158, 1159, 1160, 1161,  // network errors
        1927,                          // connection was killed
        2002, 2003, 2005, 2006, 2013, 2014, 2055,
    };
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

[[noreturn]] void rethrow(const sql::SQLException& e)
{
    const std::string what = e.what();
    if (means_unavailable(e.getErrorCode())) throw DbUnavailable(what);
    throw DbError(what, e.getErrorCode());
}

// The client library wants each thread announced and dismissed.
struct ThreadGuard {
    explicit ThreadGuard(sql::Driver& d) : driver(d) { driver.threadInit(); }
    ~ThreadGuard() { driver.threadEnd(); }
    ThreadGuard(const ThreadGuard&) = delete;
    ThreadGuard& operator=(const ThreadGuard&) = delete;
    sql::Driver& driver;
};

sql::Driver& driver()
{
    static std::once_flag once;
    static sql::Driver* instance = nullptr;
    std::call_once(once, [] { instance = get_driver_instance(); });
    thread_local ThreadGuard guard{*instance};
    return *instance;
}

std::unique_ptr<sql::Connection> open(const DbConfig& config)
{
    constexpr int connect_seconds = 3;
    const auto statement_seconds = static_cast<int>(config.statement_seconds);
    const bool is_socket = config.host.starts_with('/');
    sql::ConnectOptionsMap options;
    options["hostName"] = sql::SQLString(is_socket ? "unix://" + config.host : "tcp://" + config.host);
    options["userName"] = sql::SQLString(config.user);
    options["password"] = sql::SQLString(config.password);
    options["schema"] = sql::SQLString(config.name);
    if (!is_socket) options["port"] = static_cast<int>(config.port);
    options["OPT_CONNECT_TIMEOUT"] = connect_seconds;
    options["OPT_READ_TIMEOUT"] = statement_seconds;
    options["OPT_WRITE_TIMEOUT"] = statement_seconds;
    options["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
    return std::unique_ptr<sql::Connection>{driver().connect(options)};
}

void bind(sql::PreparedStatement& statement, unsigned index, const Value& value)
{
    switch (value.kind()) {
        case Value::Kind::null:
            statement.setNull(index, 0);
            return;
        case Value::Kind::integer:
            statement.setInt64(index, value.integer());
            return;
        case Value::Kind::text:
        case Value::Kind::bytes:
            statement.setString(index, value.text());
            return;
    }
}

}  // namespace

bool DbError::is_transient() const
{
    constexpr std::array codes{
        1020, 1205, 1213,              // somebody else's transaction
        1021, 1030, 1041, 1114, 1180,  // disk or memory full
        1142, 1143, 1227,              // rights
        1290, 1792, 1836,              // read-only
    };
    return std::find(codes.begin(), codes.end(), code_) != codes.end();
}

DbConfig DbConfig::from(const runtime::Config& config)
{
    DbConfig db;
    db.host = config.text("database", "dbhost", db.host);
    db.port = static_cast<unsigned>(config.number("database", "dbport", 3306, 1, 65535));
    db.name = config.text("database", "dbname", db.name);
    db.user = config.required_text("database", "username");
    db.password = config.text("database", "password", "");
    return db;
}

struct Rows::Impl {
    std::unique_ptr<sql::PreparedStatement> statement;  // of a composed one; the result reads from it
    std::unique_ptr<sql::ResultSet> set;
};

Rows::Rows(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows::~Rows() = default;

bool Rows::next()
{
    try {
        return impl_->set->next();
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

bool Rows::is_null(unsigned column) const
{
    try {
        return impl_->set->isNull(column);
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

std::string Rows::text(unsigned column) const
{
    try {
        return impl_->set->getString(column).asStdString();
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

std::int64_t Rows::integer(unsigned column) const
{
    try {
        return impl_->set->getInt64(column);
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

std::optional<TimePoint> Rows::time(unsigned column) const
{
    return parse_time_text(text(column));
}

struct Connection::Impl {
    DbConfig config;
    std::unique_ptr<sql::Connection> connection;
    // By text: the same literal may live at several addresses.
    std::unordered_map<std::string, std::unique_ptr<sql::PreparedStatement>> statements;

    sql::PreparedStatement& prepare(std::string_view sql)
    {
        auto& slot = statements[std::string{sql}];
        if (!slot) slot.reset(connection->prepareStatement(sql::SQLString(sql.data(), sql.size())));
        return *slot;
    }

    sql::PreparedStatement& bound(std::string_view sql, const Value* values, std::size_t count)
    {
        auto& statement = prepare(sql);
        for (std::size_t i = 0; i < count; ++i)
            bind(statement, static_cast<unsigned>(i + 1), values[i]);
        return statement;
    }

    std::unique_ptr<sql::PreparedStatement> prepare_once(const Statement& statement)
    {
        std::unique_ptr<sql::PreparedStatement> prepared{connection->prepareStatement(statement.text())};
        unsigned index = 0;
        for (const auto& value : statement.values())
            bind(*prepared, ++index, value);
        return prepared;
    }

    void run(std::string_view plain)
    {
        std::unique_ptr<sql::Statement> statement{connection->createStatement()};
        statement->execute(sql::SQLString(plain.data(), plain.size()));
    }
};

Connection::Connection(const DbConfig& config, Schema schema) : impl_(std::make_unique<Impl>())
{
    impl_->config = config;
    try {
        driver();
        impl_->connection = open(config);
        impl_->run(
            "SET SESSION time_zone = '+00:00', sql_mode = "
            "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', "
            "tx_isolation = 'READ-COMMITTED'");
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
    if (schema == Schema::foreign) return;
    auto rows = query("SELECT MAX(version) FROM schema_version");
    const auto found = rows.next() ? rows.integer(1) : 0;
    if (found != schema_version)
        throw DbError("the database " + where() + " has schema version " + std::to_string(found) +
                          ", this program needs " + std::to_string(schema_version) +
                          (found < schema_version ? "; apply sql/upgrade" : "; install the newer asterCC"),
                      0);
}

Connection::~Connection() = default;

std::string Connection::where() const
{
    const auto& c = impl_->config;
    return c.user + "@" + c.host + (c.host.starts_with('/') ? "" : ":" + std::to_string(c.port)) + "/" + c.name;
}

Rows Connection::do_query(std::string_view sql, const std::vector<Value>& values)
{
    try {
        auto impl = std::make_unique<Rows::Impl>();
        impl->set.reset(impl_->bound(sql, values.data(), values.size()).executeQuery());
        return Rows{std::move(impl)};
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

std::uint64_t Connection::do_execute(std::string_view sql, const std::vector<Value>& values)
{
    try {
        return static_cast<std::uint64_t>(impl_->bound(sql, values.data(), values.size()).executeUpdate());
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

Rows Connection::query(const Statement& statement)
{
    try {
        auto impl = std::make_unique<Rows::Impl>();
        impl->statement = impl_->prepare_once(statement);
        impl->set.reset(impl->statement->executeQuery());
        return Rows{std::move(impl)};
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

std::uint64_t Connection::execute(const Statement& statement)
{
    try {
        return static_cast<std::uint64_t>(impl_->prepare_once(statement)->executeUpdate());
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

void Connection::execute(const ScriptStatement& statement)
{
    try {
        impl_->run(statement.text());
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

std::uint64_t Connection::last_insert_id()
{
    auto rows = query("SELECT LAST_INSERT_ID()");
    return rows.next() ? static_cast<std::uint64_t>(rows.integer(1)) : 0;
}

void Connection::execute_rows(Sql head, Sql row, Sql tail, const std::vector<Value>& values, std::size_t columns,
                              Sql joint)
{
    constexpr std::array<std::size_t, 5> shapes{64, 16, 4, 2, 1};  // few prepared statements serve every count
    std::size_t done = 0;
    const std::size_t total = values.size() / columns;
    for (const auto shape : shapes) {
        std::string sql{head.text()};
        for (std::size_t i = 0; i < shape; ++i)
            (sql += i == 0 ? "" : joint.text()) += row.text();
        sql += tail.text();
        for (; total - done >= shape; done += shape) {
            try {
                impl_->bound(sql, values.data() + done * columns, shape * columns).executeUpdate();
            } catch (const sql::SQLException& e) {
                rethrow(e);
            }
        }
    }
}

bool Connection::is_alive()
{
    try {
        return impl_->connection->isValid();
    } catch (const sql::SQLException&) {
        return false;
    }
}

Transaction::Transaction(Connection& connection) : connection_(connection)
{
    try {
        connection_.impl_->run("START TRANSACTION");
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

Transaction::~Transaction()
{
    if (!open_) return;
    try {
        connection_.impl_->run("ROLLBACK");
    } catch (const sql::SQLException&) {
        // The connection is gone, and with it the transaction.
        return;
    }
}

void Transaction::commit()
{
    try {
        connection_.impl_->run("COMMIT");
        open_ = false;
    } catch (const sql::SQLException& e) {
        rethrow(e);
    }
}

Connection& LazyConnection::get()
{
    if (connection_ && !connection_->is_alive()) connection_.reset();
    if (!connection_) connection_ = std::make_unique<Connection>(config_);
    return *connection_;
}

}  // namespace db
