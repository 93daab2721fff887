// SPDX-License-Identifier: GPL-3.0-or-later
// A sound file open in libsndfile, for this library only.
#pragma once

#include "common/audio/sound_file.h"

#include <sndfile.h>

#include <memory>

namespace audio {

constexpr int gsm_rate = 8000;

struct CloseSound {
    void operator()(SNDFILE* file) const { sf_close(file); }
};
using Handle = std::unique_ptr<SNDFILE, CloseSound>;

struct OpenSound {
    Handle file;
    SF_INFO info{};
};

[[nodiscard]] int code_of(Format format);
// With libsndfile's reason; of nothing: why a file was not opened.
[[nodiscard]] runtime::Error trouble(SNDFILE* file, std::string_view what);
// From its beginning. The file must be one of that format, of at most that many channels, with a length.
[[nodiscard]] Result<OpenSound> open_to_read(const Source& source, int most_channels);

}  // namespace audio
