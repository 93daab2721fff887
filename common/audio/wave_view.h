// SPDX-License-Identifier: GPL-3.0-or-later
// A recording of any format as the bytes of one WAV file: 16 bit PCM, mono or stereo, of a known size, to be read from
// any place. What is read is the same wherever one begins. GSM cannot be entered in the middle, its decoder lives on
// what was before: who goes back begins anew, who goes on skips what lies between (an hour is decoded in a second).
#pragma once

#include "common/audio/sound_file.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>

namespace audio {

class WaveView {
public:
    // The descriptor stays the caller's and outlives the view, which moves its position.
    [[nodiscard]] static Result<WaveView> open(int fd, Format format);
    WaveView(WaveView&&) noexcept;
    WaveView& operator=(WaveView&&) noexcept;
    ~WaveView();

    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] std::chrono::milliseconds length() const;
    // Fills `out` with the bytes from `offset` on, up to the end; returns how many there are. A file that turns out to
    // be shorter than it said goes on as silence.
    [[nodiscard]] std::size_t read(std::uint64_t offset, std::span<char> out);

private:
    struct Impl;
    explicit WaveView(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace audio
