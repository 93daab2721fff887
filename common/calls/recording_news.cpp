// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/recording_news.h"

#include "common/calls/feed_json.h"
#include "common/runtime/text.h"

#include <nlohmann/json.hpp>

namespace calls {

std::string_view to_string(RecordingStatus status)
{
    switch (status) {
        case RecordingStatus::requested:
            return "requested";
        case RecordingStatus::recording:
            return "recording";
        case RecordingStatus::stopping:
            return "stopping";
        case RecordingStatus::recorded:
            return "recorded";
        case RecordingStatus::failed:
            return "failed";
    }
    return {};
}

std::optional<RecordingStatus> parse_recording_status(std::string_view word)
{
    using enum RecordingStatus;
    for (const auto status : {requested, recording, stopping, recorded, failed})
        if (word == to_string(status)) return status;
    return std::nullopt;
}

std::string to_feed_json(const RecordingNews& news, std::string_view server, std::uint32_t listener)
{
    using runtime::to_utf8;
    return nlohmann::json{
        {"recording", news.id},
        {"server", server},
        {"leg", leg_id(news.leg, server)},
        {"linkedid", to_utf8(news.linkedid)},
        {"status", to_string(news.status)},
        {"forced", news.is_forced},
        {"mine", news.accountid == listener},
        {"error", to_utf8(news.error)},
        {"at", runtime::to_epoch_ms(news.at)},
    }
        .dump();
}

}  // namespace calls
