// SPDX-License-Identifier: GPL-3.0-or-later
// National do-not-call lists: what is loaded, and the steps of loading a file. One loader works on a profile at a time;
// at no moment is a number missing that both the list that holds and the one that comes have.
#pragma once

#include "common/db/audit_gateway.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace db {

struct NationalList {
    std::string profile;
    std::optional<TimePoint> loaded;  // when the file came whose numbers hold
    std::uint64_t numbers = 0;
    std::string by;

    // Of the file that came last.
    unsigned loadid = 0;
    std::string state;  // done, loading, failed
    std::string filename, storedfile;
    std::string prefix;
    std::uint64_t lines_read = 0, lines_bad = 0;
    std::optional<TimePoint> begun;
    std::string started_by;
};

class NationalListGateway {
public:
    explicit NationalListGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::vector<NationalList> lists();
    [[nodiscard]] std::optional<NationalList> find(const std::string& profile);
    // A file came; a loader has to be started. False: one is at work. In the audit log.
    [[nodiscard]] bool begin(const std::string& profile, const std::string& filename, const std::string& storedfile,
                             const std::string& prefix, const Actor& actor, TimePoint now);

    // The loader's. The lock lasts as long as the connection.
    [[nodiscard]] bool lock(const std::string& profile);
    [[nodiscard]] bool has_loader(const std::string& profile);
    void add(const std::string& profile, unsigned loadid, const std::vector<std::string>& numbers);
    void report(const std::string& profile, std::uint64_t lines_read, std::uint64_t lines_bad);
    // The new list holds from here on.
    void finish(const std::string& profile);
    // Takes away some of the numbers that the list lacks, from `after` on; returns where to go on, or nothing.
    [[nodiscard]] std::optional<std::string> drop_others(const std::string& profile, unsigned loadid,
                                                         const std::string& after);
    void count(const std::string& profile);
    void fail(const std::string& profile);

private:
    LazyConnection& db_;
};

}  // namespace db
