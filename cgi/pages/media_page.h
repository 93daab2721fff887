// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings as sound: any format is given as WAV, part by part as a player asks for it, or whole as a download. Who
// may hear it is asked of the database for every request, and the listening is written down before the first byte goes
// out. A recording that cannot be given is answered with a sentence (JSON: sentence).
#pragma once

#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/audio/wave_view.h"
#include "common/db/playback_gateway.h"
#include "common/recordings/recording_library.h"

#include <memory>

namespace pages {

class MediaPage {
public:
    MediaPage(db::LazyConnection& db, const web::View& view, const web::Settings& settings);

    [[nodiscard]] web::Response play(const web::Request& request);      // id
    [[nodiscard]] web::Response download(const web::Request& request);  // id

private:
    // Open in a format a browser plays.
    struct Sound {
        unsigned recording = 0;
        std::string version;
        runtime::FileDescriptor file;
        audio::WaveView wave;
    };
    using SoundResult = runtime::Result<std::shared_ptr<Sound>>;

    [[nodiscard]] std::optional<db::PlayableRecording> find(const web::Request& request);
    [[nodiscard]] SoundResult open(const db::PlayableRecording& recording);
    [[nodiscard]] web::Response refusal(const web::Request& request, unsigned recording,
                                        const runtime::Error& error) const;
    [[nodiscard]] static web::Response bytes_of(const std::shared_ptr<Sound>& sound, std::uint64_t first,
                                                std::uint64_t count);

    const web::View& view_;
    db::PlaybackGateway recordings_;
    recordings::RecordingLibrary library_;
    std::shared_ptr<Sound> last_;  // a player's next part is mostly of the same recording
};

}  // namespace pages
