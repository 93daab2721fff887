// SPDX-License-Identifier: GPL-3.0-or-later
// What a page must know before it asks Asterisk for something: whose telephone rings where, and whether the call is
// the account's own.
#pragma once

#include "common/crm/permission.h"
#include "common/db/portal_gateway.h"

#include <optional>
#include <string>
#include <vector>

namespace db {

// The account's telephone; contexts are the group's, empty where it has none.
struct Telephone {
    std::string server;
    std::string extension;
    std::string channel;
    std::string accountcode;
    std::string incontext;
    std::string outcontext;
};

struct SpeedDial {
    std::string number;
    std::string description;
};

class CallControlGateway {
public:
    explicit CallControlGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] Telephone telephone_of(unsigned account);
    // Nothing: no such live leg, or the account is at neither end of it.
    [[nodiscard]] std::optional<LiveCall> own_call(unsigned account, const std::string& server,
                                                   const calls::LegKey& leg);
    // The channel on which this live leg of the account is being recorded.
    [[nodiscard]] std::optional<std::string> recorded_channel(unsigned account, const std::string& server,
                                                              const calls::LegKey& leg);
    [[nodiscard]] std::vector<SpeedDial> speed_dials(const crm::Scope& scope);
    // The reason of the do-not-call entry that holds for everybody, the group, or the campaign (0: none), in either
    // spelling of the number.
    [[nodiscard]] std::optional<std::string> do_not_call(const std::string& number, const std::string& trimmed,
                                                         unsigned group, unsigned campaign = 0);

private:
    LazyConnection& db_;
};

}  // namespace db
