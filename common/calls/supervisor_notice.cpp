// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/supervisor_notice.h"

#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

namespace calls {

std::string_view to_string(Supervision what)
{
    switch (what) {
        case Supervision::silent:
            return "silent";
        case Supervision::whisper:
            return "whisper";
        case Supervision::barge:
            return "barge";
        case Supervision::hangup:
            return "hangup";
        case Supervision::ready:
            return "ready";
        case Supervision::pause:
            return "pause";
        case Supervision::off:
            return "off";
    }
    return "";
}

std::string to_json(const SupervisorNotice& notice)
{
    return nlohmann::json{{"what", to_string(notice.what)},
                          {"by", runtime::to_utf8(notice.by)},
                          {"reason", runtime::to_utf8(notice.reason)},
                          {"at", runtime::to_epoch_ms(notice.at)}}
        .dump();
}

}  // namespace calls
