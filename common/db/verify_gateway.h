// SPDX-License-Identifier: GPL-3.0-or-later
// What `astercc --verify` reads of the tables to compare them with the journal. Writes nothing.
#pragma once

#include "common/calls/leg.h"
#include "common/db/call_gateway.h"

#include <functional>

namespace db {

class VerifyGateway {
public:
    VerifyGateway(Connection& connection, std::string server) : connection_(connection), server_(std::move(server)) {}

    // As of one moment, whoever writes meanwhile.
    struct Moment {
        MirrorPosition position;
        std::uint64_t newest_row = 0;  // of mycdr: those up to it come from records before the position
        std::vector<std::pair<calls::LegKey, std::string>> live;  // with curcdr.disposition
    };
    // Nothing when no journal of the server was ever written from.
    [[nodiscard]] std::optional<Moment> moment();

    struct Recorded {
        calls::LegKey key;
        std::string linkedid;
        std::string disposition;
        long long billsec = 0;
        TimePoint start{};
        bool is_concluded = false;  // origin 'gap': the end or the answer was not seen
    };
    [[nodiscard]] std::optional<Recorded> find(const calls::LegKey& key);

    // The rows up to `newest_row` that began then or later; without those that came from CDR.
    void each_since(TimePoint begin, std::uint64_t newest_row, const std::function<void(const Recorded&)>& sink);
    // Pairs of channels with more than one row.
    [[nodiscard]] std::vector<Recorded> twins_since(TimePoint begin);
    [[nodiscard]] bool began_before(const std::string& linkedid, TimePoint begin);
    [[nodiscard]] std::optional<TimePoint> start_of_live(const calls::LegKey& key);

private:
    Connection& connection_;
    std::string server_;
};

}  // namespace db
