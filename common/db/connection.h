// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to MariaDB/MySQL with its prepared statements: a reconnect drops both.
//
// * SQL text is a compile-time literal (Sql) or a row of them (Statement), values are bound: text made at run time does
//   not compile. The tools that change a schema also run its scripts (ScriptStatement) and name tables (Name).
// * Blocking; one thread at a time. Daemons use it on a database thread, FastCGI programs directly.
// * DbUnavailable: the server is gone or unreachable (retry later). DbError: it refused the statement (a bug, or
//   a constraint; duplicate() tells a unique key apart). sql::SQLException never leaves common/db.
// * The session is UTC, utf8mb4, strict. The schema version is checked, unless it is somebody else's database.
#pragma once

#include "common/runtime/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace runtime {
class Config;
}

namespace db {

using runtime::TimePoint;

class DbUnavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class DbError : public std::runtime_error {
public:
    DbError(const std::string& what, int code) : std::runtime_error(what), code_(code) {}
    [[nodiscard]] int code() const { return code_; }
    [[nodiscard]] bool duplicate() const { return code_ == 1062; }
    // The same statement may succeed later: deadlock, disk full, read-only, rights not granted yet.
    [[nodiscard]] bool is_transient() const;

private:
    int code_;
};

// A statement's text: literals only.
class Sql {
public:
    consteval Sql(const char* literal) : text_(literal) {}  // NOLINT: implicit on purpose
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

struct DbConfig {
    std::string host = "127.0.0.1";  // or the absolute path of a unix socket
    unsigned port = 3306;
    std::string name = "astercc";
    std::string user;
    std::string password;
    unsigned statement_seconds = 30;  // a statement that takes longer counts as lost

    // [database] dbhost dbport dbname username password; environment is not consulted.
    [[nodiscard]] static DbConfig from(const runtime::Config&);
};

// The name of a database, table or column that is known at run time only, for the tools that work on any schema: it
// becomes part of a statement quoted, whatever is in it.
class Name {
public:
    // Throws std::invalid_argument when no server would take it: empty, longer than 64 bytes, control characters.
    explicit Name(std::string_view name);
    [[nodiscard]] const std::string& quoted() const { return quoted_; }

private:
    std::string quoted_;
};

class ScriptStatement;

// A value for a '?'.
class Value {
public:
    enum class Kind { null, integer, text, bytes };

    Value(std::nullopt_t) {}                                      // NOLINT(google-explicit-constructor)
    Value(std::string_view v) : kind_(Kind::text), text_(v) {}    // NOLINT
    Value(const std::string& v) : kind_(Kind::text), text_(v) {}  // NOLINT
    Value(const char* v) : kind_(Kind::text), text_(v) {}         // NOLINT
    Value(bool v) : kind_(Kind::integer), integer_(v ? 1 : 0) {}  // NOLINT
    Value(int v) : kind_(Kind::integer), integer_(v) {}           // NOLINT
    Value(unsigned v) : kind_(Kind::integer), integer_(v) {}      // NOLINT
    Value(long v) : kind_(Kind::integer), integer_(v) {}          // NOLINT
    Value(long long v) : kind_(Kind::integer), integer_(v) {}     // NOLINT
    Value(unsigned long v) : kind_(Kind::integer), integer_(static_cast<std::int64_t>(v)) {}       // NOLINT
    Value(unsigned long long v) : kind_(Kind::integer), integer_(static_cast<std::int64_t>(v)) {}  // NOLINT
    Value(TimePoint t);  // NOLINT: datetime(3), UTC
    template <class T>
    Value(const std::optional<T>& v)  // NOLINT
    {
        if (v) *this = Value(*v);
    }
    // Raw bytes for a binary column.
    [[nodiscard]] static Value bytes(std::string_view v);

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] std::int64_t integer() const { return integer_; }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    Kind kind_ = Kind::null;
    std::int64_t integer_ = 0;
    std::string text_;
};

// A statement put together at run time from literals and bound values: a search of any number of conditions.
class Statement {
public:
    Statement() = default;
    template <class... V>
    explicit Statement(Sql sql, const V&... values)
    {
        add(sql, values...);
    }
    template <class... V>
    Statement& add(Sql sql, const V&... values)
    {
        text_ += sql.text();
        (values_.push_back(Value(values)), ...);
        return *this;
    }
    Statement& add(const Statement& other);
    Statement& add(const Name& name);

    [[nodiscard]] bool is_empty() const { return text_.empty(); }
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::vector<Value>& values() const { return values_; }

private:
    std::string text_;
    std::vector<Value> values_;
};

// The rows of a query; move along with next(). Columns are numbered from 1, as selected.
class Rows {
public:
    Rows(Rows&&) noexcept;
    ~Rows();

    [[nodiscard]] bool next();
    [[nodiscard]] bool is_null(unsigned column) const;
    [[nodiscard]] std::string text(unsigned column) const;  // "" when NULL; also the bytes of a binary column
    [[nodiscard]] std::int64_t integer(unsigned column) const;
    [[nodiscard]] bool flag(unsigned column) const { return integer(column) != 0; }
    [[nodiscard]] unsigned id(unsigned column) const { return static_cast<unsigned>(integer(column)); }
    [[nodiscard]] std::optional<TimePoint> time(unsigned column) const;

private:
    friend class Connection;
    struct Impl;
    explicit Rows(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

class Connection {
public:
    enum class Schema { ours, foreign };  // foreign: somebody else's tables
    // Connects at once; throws DbUnavailable, or DbError when the schema is ours and of another version.
    explicit Connection(const DbConfig& config, Schema schema = Schema::ours);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // One sentence for people: "user@host:port/name".
    [[nodiscard]] std::string where() const;

    template <class... V>
    [[nodiscard]] Rows query(Sql sql, const V&... values)
    {
        return do_query(sql.text(), {Value(values)...});
    }
    // Returns the number of rows the statement touched.
    template <class... V>
    std::uint64_t execute(Sql sql, const V&... values)
    {
        return do_execute(sql.text(), {Value(values)...});
    }
    // Composed statements are prepared anew each time: there is no end to their shapes.
    [[nodiscard]] Rows query(const Statement& statement);
    std::uint64_t execute(const Statement& statement);
    void execute(const ScriptStatement& statement);
    [[nodiscard]] std::uint64_t last_insert_id();

    // Multi-row statements: `head` + rows x `row` joined by `joint` + `tail`, e.g.
    //   execute_rows("INSERT INTO t (a,b) VALUES ", "(?,?)", " ON DUPLICATE KEY UPDATE b=VALUES(b)", values, 2)
    // `values` holds all rows' values in order; row counts are rounded into few prepared shapes.
    void execute_rows(Sql head, Sql row, Sql tail, const std::vector<Value>& values, std::size_t columns,
                      Sql joint = ",");

    [[nodiscard]] bool is_alive();

private:
    friend class Transaction;
    Rows do_query(std::string_view sql, const std::vector<Value>& values);
    std::uint64_t do_execute(std::string_view sql, const std::vector<Value>& values);

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

// A connection that is made when first needed and made again after DbUnavailable: what FastCGI programs hold.
class LazyConnection {
public:
    explicit LazyConnection(DbConfig config) : config_(std::move(config)) {}
    // Throws DbUnavailable when the server cannot be reached now.
    [[nodiscard]] Connection& get();
    void drop() { connection_.reset(); }

private:
    DbConfig config_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace db
