// SPDX-License-Identifier: GPL-3.0-or-later
// The states of a channel that matter to us. Asterisk has more; they are `down` here.
#pragma once

#include <cstdint>

namespace calls {

enum class ChannelState : std::uint8_t {
    unknown,
    down,
    ring,     // it calls us
    ringing,  // we call it
    up
};

}  // namespace calls
