// SPDX-License-Identifier: GPL-3.0-or-later
// Sound files as Asterisk writes them, read and written with libsndfile on descriptors that somebody else opened.
// Errors are Results: a broken recording is nothing unusual.
#pragma once

#include "common/runtime/result.h"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audio {

using runtime::Result;

// monitorformat: wav is 16 bit PCM, gsm bare GSM 6.10 frames, wav49 GSM 6.10 in a RIFF file.
enum class Format { wav, gsm, wav49 };
inline constexpr std::array all_formats{Format::wav, Format::gsm, Format::wav49};

[[nodiscard]] std::optional<Format> parse_format(std::string_view word);
[[nodiscard]] std::string_view to_string(Format format);
// What Asterisk appends to the name: "wav", "gsm", "WAV".
[[nodiscard]] std::string_view extension(Format format);

// The file at `fd` must be one of that format; it is read from its beginning.
[[nodiscard]] Result<std::chrono::milliseconds> length_of(int fd, Format format);

struct Source {
    int fd = -1;
    Format format = Format::wav;
};

// Writes the sum of the sources (one or two, mono, of one sample rate) to `fd`, as long as the longest; what would be
// too loud is cut at full scale. Streams: memory stays flat. Returns the length. The caller syncs.
[[nodiscard]] Result<std::chrono::milliseconds> mix(const std::vector<Source>& sources, int fd, Format format);

}  // namespace audio
