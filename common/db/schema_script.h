// SPDX-License-Identifier: GPL-3.0-or-later
// A file of statements that creates or changes the schema: sql/astercc.sql, or a step of sql/upgrade. Its statements
// are the only ones that are not literals of a program: they come from files installed with it, and nobody else makes
// them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace db {

class ScriptStatement {
public:
    [[nodiscard]] const std::string& text() const { return text_; }
    // "0003_crm.sql, line 12": for messages.
    [[nodiscard]] const std::string& place() const { return place_; }
    // SET: holds for the connection, so it is said again by whoever goes on behind it.
    [[nodiscard]] bool is_of_the_session() const;
    // Changes rows: can be one transaction with what is noted of it.
    [[nodiscard]] bool changes_rows() const;

private:
    friend class SchemaScript;
    ScriptStatement(std::string text, std::string place) : text_(std::move(text)), place_(std::move(place)) {}
    std::string text_;
    std::string place_;
};

class SchemaScript {
public:
    // Throws std::system_error when the file cannot be read, std::runtime_error naming the line when it ends within a
    // string or a comment.
    [[nodiscard]] static SchemaScript load(const std::string& path);
    // `name` stands for the file.
    [[nodiscard]] static SchemaScript parse(std::string_view text, std::string name);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::vector<ScriptStatement>& statements() const { return statements_; }

private:
    std::string name_;
    std::vector<ScriptStatement> statements_;
};

// What leads a database from one version to the next.
struct UpgradeStep {
    int version = 0;  // after it
    std::string path;
};

// The steps of the folder, NNNN_*.sql, in order.
[[nodiscard]] std::vector<UpgradeStep> upgrade_steps(const std::string& folder);

}  // namespace db
