// SPDX-License-Identifier: GPL-3.0-or-later
// Asterisk <= 11 moves a call to another channel structure by renaming in three steps (optimized Local channels,
// transfers, Redirect):   X -> X<MASQ>,   Y -> X,   X<MASQ> -> Y<ZOMBIE>
// The telephone named X goes on under Y's Uniqueid, and the zombie hangs up under X's in mid-call.
// Later versions move the Uniqueid along with the name and tell nothing.
#pragma once

#include "common/calls/events.h"

#include <string>
#include <vector>

namespace calls {

class Masquerades {
public:
    void on_rename(const Event& e);

private:
    struct Step {
        std::string name;          // X
        std::string zombie_uid;    // the Uniqueid X had
        std::string survivor_uid;  // the Uniqueid X gets
    };
    std::vector<Step> open_;
};

}  // namespace calls
