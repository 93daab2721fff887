// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages know and want of imports: import_job, import_row_reject, import_mapping. Jobs outside the scope are
// absent. Each step names the state it is taken from, so that two clicks are one step.
#pragma once

#include "common/crm/permission.h"
#include "common/db/import_job.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace db {

struct NewImport {
    unsigned groupid = 0;
    std::string target;
    std::string filename;
    std::string storedfile;
};

// How a file is to be read.
struct ImportLook {
    std::string target;
    std::string form;            // JSON; "": to be guessed
    std::optional<bool> header;  // nothing: to be guessed
};

struct ImportReject {
    std::size_t line = 0;
    std::string flaws;
    std::string cells;  // JSON
};

class ImportJobGateway {
public:
    explicit ImportJobGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] unsigned add(const NewImport& import, const Actor& actor, TimePoint now);
    [[nodiscard]] std::optional<ImportJob> find(const crm::Scope& scope, unsigned id);
    [[nodiscard]] std::vector<ImportJob> latest(const crm::Scope& scope, unsigned count);
    // Of whatever group: those never imported, and untouched since then.
    [[nodiscard]] std::vector<ImportJob> abandoned(TimePoint before, unsigned count);
    // Does a worker work on it?
    [[nodiscard]] bool has_worker(unsigned id);

    // These return false when the job is no longer in a state that allows the step.
    [[nodiscard]] bool look_again(unsigned id, const ImportLook& look, const Actor& actor, TimePoint now);
    [[nodiscard]] bool start(unsigned id, unsigned group, const std::string& plan, const Actor& actor, TimePoint now);
    [[nodiscard]] bool ask_undo(unsigned id, const Actor& actor, TimePoint now);
    // Of a step whose worker died.
    [[nodiscard]] bool ask_again(unsigned id, TimePoint now);
    // Not of one whose rows are in the tables, nor of one under way.
    [[nodiscard]] bool remove(unsigned id);

    void each_reject(unsigned id, const std::function<void(const ImportReject&)>& take);

    // As crm::to_text writes it; "" when nothing is remembered.
    [[nodiscard]] std::string mapping(unsigned account, const std::string& target, const std::string& signature);
    void remember(unsigned account, const std::string& target, const std::string& signature,
                  const std::string& mapping);

    // Extensions rows may be dealt to: those of the group's agents.
    [[nodiscard]] std::vector<std::string> extensions_of(unsigned group);

private:
    LazyConnection& db_;
};

}  // namespace db
