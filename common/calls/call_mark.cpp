// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/call_mark.h"

#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

namespace calls {

std::string to_json(const CallMark& mark, std::string_view server, std::string_view channel, runtime::TimePoint at)
{
    return nlohmann::json{{"server", server},
                          {"channel", runtime::to_utf8(channel)},
                          {"muted", mark.muted},
                          {"masked", mark.masked},
                          {"parked", mark.parked},
                          {"joined", mark.joined},
                          {"consulting", runtime::to_utf8(mark.consulting)},
                          {"at", runtime::to_epoch_ms(at)}}
        .dump();
}

}  // namespace calls
