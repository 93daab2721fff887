// SPDX-License-Identifier: GPL-3.0-or-later
// What pages have done to live calls (calls::CallMark), by the Uniqueid of the account's own channel. A mark means
// something while its channel has a leg in curcdr.
#pragma once

#include "common/calls/call_mark.h"
#include "common/db/connection.h"

#include <functional>
#include <string>
#include <vector>

namespace db {

// The account's end of a call.
struct MarkedChannel {
    unsigned account = 0;
    unsigned group = 0;
    std::string server;
    std::string uniqueid;
    std::string channel;
};

class CallMarkGateway {
public:
    explicit CallMarkGateway(Connection& connection) : db_(connection) {}

    // As the feed carries them.
    [[nodiscard]] std::vector<std::string> payloads(unsigned account, TimePoint now);
    [[nodiscard]] calls::CallMark find(const std::string& server, const std::string& uniqueid);
    // In one transaction with the row of the feed that tells every page of it.
    void change(const MarkedChannel& of, const std::function<void(calls::CallMark&)>& change, TimePoint now);
    // The two talk again: nobody is consulted any more, and nobody waits at the hold place.
    void resumed(const std::string& server, const std::string& uniqueid);
    // Those of calls that are over.
    void purge(const std::string& server);

private:
    Connection& db_;
};

}  // namespace db
