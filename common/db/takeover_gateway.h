// SPDX-License-Identifier: GPL-3.0-or-later
// Takes rows over from the database of an original asterCC on the same server, which is only read. They go in batches;
// how far each table is, is noted in `takeover_position` in the same transaction, so who was interrupted goes on.
#pragma once

#include "common/db/connection.h"
#include "common/db/original_tables.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace db {

// How the text of the original is stored, where its tables say latin1 or were written by a connection that did.
enum class TextBytes { as_declared, utf8, gbk, gb2312, big5 };
[[nodiscard]] std::optional<TextBytes> parse_text_bytes(std::string_view word);

struct TakenTable {
    std::string theirs;
    std::string ours;
    std::uint64_t before = 0;   // rows there
    std::uint64_t taken = 0;    // rows here
    std::uint64_t left = 0;     // rows that are not taken; `others` says which
    std::uint64_t doubled = 0;  // of the taken: those a value of which a unique key did not let in as it was
    std::string others;
    std::string doubled_column;
    bool is_finished = false;
    std::vector<std::string> remarks;  // columns without a place, texts that were cut, dates that were missing

    [[nodiscard]] bool is_whole() const { return is_finished && before == taken + left; }
};

struct LeftTable {
    std::string table;
    std::uint64_t rows = 0;
    std::string reason;
};

class TakeoverGateway {
public:
    // `connection` is one to our database, which has this program's schema. Throws std::invalid_argument when `from` is
    // no database's name.
    TakeoverGateway(Connection& connection, const std::string& from, TextBytes bytes);

    [[nodiscard]] bool is_original();
    // In which zone the original wrote its times: '+08:00', 'Asia/Shanghai' (where the server's tables of zones are
    // loaded), or 'SYSTEM', the server's own. Throws DbError when the server does not know it.
    void set_time_zone(const std::string& zone);
    // Tables of ours somebody has filled already.
    [[nodiscard]] std::vector<std::string> filled_tables();

    // What would be taken, read only.
    [[nodiscard]] std::vector<TakenTable> look();
    [[nodiscard]] std::vector<LeftTable> left_tables();

    // All tables, from where an interrupted run stopped. `progress` hears of every batch.
    void take(const std::function<void(const std::string& table, std::uint64_t rows)>& progress);

    struct Password {
        unsigned account = 0;
        std::string plain;
    };
    // Those not taken yet.
    [[nodiscard]] std::vector<Password> passwords();
    void set_password(unsigned account, const std::string& hash);
    [[nodiscard]] std::uint64_t accounts_without_password();

private:
    struct Column {
        std::string name;
        std::string type;
        std::uint64_t length = 0;
        bool is_nullable = false;
        bool is_unsigned = false;
    };
    using Columns = std::vector<Column>;
    struct Copied {
        const OriginalColumn* column;
        Column ours;
        Column source;
    };
    struct Position {
        std::uint64_t last = 0;
        std::uint64_t shift = 0;
        bool is_finished = false;
    };

    [[nodiscard]] Columns columns_of(const std::string& database, std::string_view table);
    [[nodiscard]] std::vector<Copied> copied(const OriginalTable& table);
    [[nodiscard]] Statement value_of(const Copied& copied) const;
    [[nodiscard]] Statement insertion(const OriginalTable& table, const std::vector<Copied>& columns,
                                      const Position& position, std::uint64_t up_to, bool is_second);
    [[nodiscard]] Statement source(const OriginalTable& table) const;
    [[nodiscard]] Position position_of(const OriginalTable& table);
    [[nodiscard]] std::uint64_t number(const Statement& statement);
    void take_table(const OriginalTable& table,
                    const std::function<void(const std::string& table, std::uint64_t rows)>& progress);
    void add_remarks(const OriginalTable& table, TakenTable& taken);
    [[nodiscard]] bool has(const OriginalTable& table);

    Connection& connection_;
    std::string from_;
    Name from_name_;
    std::string here_;
    TextBytes bytes_;
};

}  // namespace db
