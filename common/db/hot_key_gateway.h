// SPDX-License-Identifier: GPL-3.0-or-later
// An account's own hot keys, as crm::check_hot_keys reads them; empty: the usual ones.
#pragma once

#include "common/db/connection.h"

#include <string>

namespace db {

class HotKeyGateway {
public:
    explicit HotKeyGateway(LazyConnection& db) : db_(db) {}

    [[nodiscard]] std::string find(unsigned account);
    void store(unsigned account, const std::string& keys);

private:
    LazyConnection& db_;
};

}  // namespace db
