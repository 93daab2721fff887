// SPDX-License-Identifier: GPL-3.0-or-later
// Where a telephone waits whose call is on hold by the page's button, for want of a hold of its own: it consults this
// extension of etc/asterisk/extensions_astercc.conf, and the other party hears music meanwhile.
#pragma once

#include <string_view>

namespace calls {

inline constexpr std::string_view hold_context = "astercc-hold";
inline constexpr std::string_view hold_extension = "11";  // Asterisk waits 3 s for more when it is a single digit
// Inherited by what the telephone dials: the two channels whose end ends the hold.
inline constexpr std::string_view holder_variable = "ASTERCC_HOLDER";
inline constexpr std::string_view held_variable = "ASTERCC_HELD";

// "Local/11@astercc-hold-00000003;1"
[[nodiscard]] constexpr bool is_hold_place(std::string_view channel_name)
{
    return channel_name.starts_with("Local/11@astercc-hold-");
}

}  // namespace calls
