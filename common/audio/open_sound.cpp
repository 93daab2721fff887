// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/audio/open_sound.h"

#include <unistd.h>

#include <array>

namespace audio {

namespace {

using runtime::Errc;
using runtime::Error;

// libsndfile would take any of its formats for what it is: only one that Asterisk writes gets that far.
bool is_riff_wave(int fd)
{
    std::array<char, 12> head{};
    const std::string_view text{head.data(), head.size()};
    return pread(fd, head.data(), head.size(), 0) == static_cast<ssize_t>(head.size()) && text.starts_with("RIFF") &&
           text.ends_with("WAVE");
}

}  // namespace

int code_of(Format format)
{
    switch (format) {
        case Format::wav:
            return SF_FORMAT_WAV | SF_FORMAT_PCM_16;
        case Format::gsm:
            return SF_FORMAT_RAW | SF_FORMAT_GSM610;
        case Format::wav49:
            return SF_FORMAT_WAV | SF_FORMAT_GSM610;
    }
    return 0;
}

Error trouble(SNDFILE* file, std::string_view what)
{
    return {Errc::invalid, std::string{what} + ": " + sf_strerror(file)};
}

// libsndfile must be told of a file without a header what is in it.
Result<OpenSound> open_to_read(const Source& source, int most_channels)
{
    OpenSound open;
    const auto name = std::string{to_string(source.format)};
    if (source.format == Format::gsm) {
        open.info.format = code_of(Format::gsm);
        open.info.samplerate = gsm_rate;
        open.info.channels = 1;
    } else if (!is_riff_wave(source.fd)) {
        return Error{Errc::invalid, "not a " + name + " file"};
    }
    if (lseek(source.fd, 0, SEEK_SET) != 0) return Error{Errc::invalid, "the recording is no regular file"};
    open.file.reset(sf_open_fd(source.fd, SFM_READ, &open.info, SF_FALSE));
    if (!open.file) return trouble(nullptr, "not a " + name + " file");
    if (open.info.channels < 1 || open.info.channels > most_channels)
        return Error{Errc::invalid, "the recording has " + std::to_string(open.info.channels) + " channels"};
    if (open.info.samplerate <= 0 || open.info.frames < 0) return Error{Errc::invalid, "the recording has no length"};
    return open;
}

}  // namespace audio
