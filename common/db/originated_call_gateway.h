// SPDX-License-Identifier: GPL-3.0-or-later
// The channels the suite has taken by originating calls: [licence] channel bounds how many may be taken at once.
//
// A channel is claimed before Asterisk is asked, so two programs that ask at the same time never exceed the bound;
// at the last free channel both may be refused. It is free again when it is given up or its call has ended: the call
// is known by its ChannelId, else (Asterisk 11 and earlier, call files) by the account that has one since.
#pragma once

#include "common/db/connection.h"

#include <string>

namespace db {

struct OriginatedCall {
    std::string server;
    std::string channelid;  // one of a kind
    unsigned accountid = 0;
};

class OriginatedCallGateway {
public:
    explicit OriginatedCallGateway(LazyConnection& db) : db_(db) {}

    // False: `most` channels are taken.
    [[nodiscard]] bool claim(const OriginatedCall& call, unsigned most);
    // The same for many calls: how many are taken, and one more, whatever the bound.
    [[nodiscard]] unsigned taken();
    void add(const OriginatedCall& call);
    // Asterisk refused the call, or it is over.
    void give_up(const std::string& channelid);

private:
    LazyConnection& db_;
};

}  // namespace db
