// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/audio/sound_file.h"

#include "common/audio/open_sound.h"

#include <algorithm>

namespace audio {

namespace {

using runtime::Errc;
using runtime::Error;

constexpr std::size_t block = 8192;  // frames

std::chrono::milliseconds duration(sf_count_t frames, int rate)
{
    return std::chrono::milliseconds{frames * 1000 / rate};
}

// Adds what comes next of `source` to `sum`; the number of frames there was.
std::size_t add_next(SNDFILE* source, std::vector<int>& sum)
{
    std::array<short, block> samples{};
    const auto count = sf_readf_short(source, samples.data(), block);
    if (count <= 0) return 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
        sum[i] += samples[i];
    return static_cast<std::size_t>(count);
}

std::vector<short> clipped(const std::vector<int>& sum, std::size_t count)
{
    std::vector<short> out(count);
    std::transform(sum.begin(), sum.begin() + static_cast<std::ptrdiff_t>(count), out.begin(),
                   [](int s) { return static_cast<short>(std::clamp(s, -32768, 32767)); });
    return out;
}

}  // namespace

std::optional<Format> parse_format(std::string_view word)
{
    for (const auto format : all_formats)
        if (to_string(format) == word) return format;
    return std::nullopt;
}

std::string_view to_string(Format format)
{
    switch (format) {
        case Format::wav:
            return "wav";
        case Format::gsm:
            return "gsm";
        case Format::wav49:
            return "wav49";
    }
    return {};
}

std::string_view extension(Format format)
{
    return format == Format::wav49 ? "WAV" : to_string(format);
}

Result<std::chrono::milliseconds> length_of(int fd, Format format)
{
    BOOST_OUTCOME_TRY(open, open_to_read({fd, format}, 1));
    return duration(open.info.frames, open.info.samplerate);
}

Result<std::chrono::milliseconds> mix(const std::vector<Source>& sources, int fd, Format format)
{
    std::vector<OpenSound> inputs;
    for (const auto& source : sources) {
        BOOST_OUTCOME_TRY(open, open_to_read(source, 1));
        inputs.push_back(std::move(open));
    }
    if (inputs.empty()) return Error{Errc::invalid, "nothing to mix"};
    const int rate = inputs.front().info.samplerate;
    if (std::any_of(inputs.begin(), inputs.end(), [&](const OpenSound& i) { return i.info.samplerate != rate; }))
        return Error{Errc::invalid, "the two halves have different sample rates"};
    if (format != Format::wav && rate != gsm_rate)
        return Error{Errc::invalid, "GSM is for 8000 samples a second, the recording has " + std::to_string(rate)};

    SF_INFO info{};
    info.format = code_of(format);
    info.samplerate = rate;
    info.channels = 1;
    const Handle output{sf_open_fd(fd, SFM_WRITE, &info, SF_FALSE)};
    if (!output) return trouble(nullptr, "cannot write the mixed file");
    sf_count_t total = 0;
    for (;;) {
        std::vector<int> sum(block, 0);
        std::size_t longest = 0;
        for (const auto& input : inputs)
            longest = std::max(longest, add_next(input.file.get(), sum));
        if (longest == 0) break;
        const auto out = clipped(sum, longest);
        const auto count = static_cast<sf_count_t>(out.size());
        if (sf_writef_short(output.get(), out.data(), count) != count)
            return trouble(output.get(), "cannot write the mixed file");
        total += count;
    }
    return duration(total, rate);
}

}  // namespace audio
