// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/audio/wave_view.h"

#include "common/audio/open_sound.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace audio {

static_assert(std::endian::native == std::endian::little, "samples are copied as they lie in memory");

namespace {

using runtime::Errc;
using runtime::Error;

constexpr std::size_t header_size = 44;
constexpr sf_count_t block = 8192;            // frames
constexpr int most_channels = 2;              // mono or stereo
constexpr sf_count_t most_frames_a_byte = 6;  // GSM makes 5 of one
using Header = std::array<char, header_size>;

template <class T>
void put(Header& header, std::size_t at, T value)
{
    std::memcpy(header.data() + at, &value, sizeof value);
}

Header make_header(std::uint16_t channels, std::uint32_t rate, std::uint32_t data_bytes)
{
    constexpr std::uint16_t pcm = 1, bits = 16;
    const auto frame = static_cast<std::uint16_t>(channels * sizeof(short));
    Header header{};
    std::memcpy(header.data(), "RIFF....WAVEfmt ", 16);
    std::memcpy(header.data() + 36, "data", 4);
    put(header, 4, static_cast<std::uint32_t>(header_size - 8 + data_bytes));
    put(header, 16, std::uint32_t{16});
    put(header, 20, pcm);
    put(header, 22, channels);
    put(header, 24, rate);
    put(header, 28, rate * frame);
    put(header, 32, frame);
    put(header, 34, bits);
    put(header, 40, data_bytes);
    return header;
}

// What a file says of itself must fit what there is of it.
bool is_plausible(int fd, const SF_INFO& info)
{
    struct stat st {};
    if (fstat(fd, &st) != 0) return false;
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max() - header_size;
    return info.frames <= most_frames_a_byte * static_cast<sf_count_t>(st.st_size) &&
           static_cast<std::uint64_t>(info.frames) <= most / sizeof(short) / static_cast<unsigned>(info.channels);
}

}  // namespace

struct WaveView::Impl {
    Source source;
    OpenSound sound;
    Header header{};
    sf_count_t position = 0;  // of the next frame libsndfile gives
    std::vector<short> samples = std::vector<short>(static_cast<std::size_t>(block) * most_channels);

    [[nodiscard]] std::size_t frame_size() const
    {
        return sizeof(short) * static_cast<std::size_t>(sound.info.channels);
    }

    // Reads into `samples`; what is not there is silence.
    void take(sf_count_t frames)
    {
        const auto got = std::max<sf_count_t>(sf_readf_short(sound.file.get(), samples.data(), frames), 0);
        std::fill(samples.begin() + got * sound.info.channels, samples.begin() + frames * sound.info.channels,
                  short{0});
        position += frames;
    }

    void begin_anew()
    {
        sound.file.reset();
        auto again = open_to_read(source, most_channels);
        if (!again) throw std::runtime_error("a recording changed while it was read: " + again.error().what);
        sound = std::move(again.value());
        position = 0;
    }

    void go_to(sf_count_t frame)
    {
        if (frame == position) return;
        if (sound.info.seekable != 0) {
            if (sf_seek(sound.file.get(), frame, SEEK_SET) == frame) position = frame;
        } else if (frame < position) {
            begin_anew();
        }
        while (position < frame)
            take(std::min(block, frame - position));
        position = frame;
    }
};

WaveView::WaveView(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WaveView::WaveView(WaveView&&) noexcept = default;
WaveView& WaveView::operator=(WaveView&&) noexcept = default;
WaveView::~WaveView() = default;

Result<WaveView> WaveView::open(int fd, Format format)
{
    const Source source{fd, format};
    BOOST_OUTCOME_TRY(sound, open_to_read(source, most_channels));
    if (!is_plausible(fd, sound.info)) return Error{Errc::invalid, "the recording claims to be longer than it can be"};
    auto impl = std::make_unique<Impl>(Impl{.source = source, .sound = std::move(sound)});
    const auto data_bytes =
        static_cast<std::uint32_t>(static_cast<std::size_t>(impl->sound.info.frames) * impl->frame_size());
    impl->header = make_header(static_cast<std::uint16_t>(impl->sound.info.channels),
                               static_cast<std::uint32_t>(impl->sound.info.samplerate), data_bytes);
    return WaveView{std::move(impl)};
}

std::uint64_t WaveView::size() const
{
    return header_size + static_cast<std::uint64_t>(impl_->sound.info.frames) * impl_->frame_size();
}

std::chrono::milliseconds WaveView::length() const
{
    return std::chrono::milliseconds{impl_->sound.info.frames * 1000 / impl_->sound.info.samplerate};
}

std::size_t WaveView::read(std::uint64_t offset, std::span<char> out)
{
    const auto wanted =
        static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), size() - std::min(offset, size())));
    std::size_t done = 0;
    if (offset < header_size) {
        const auto at = static_cast<std::size_t>(offset);
        done = std::min(wanted, header_size - at);
        std::memcpy(out.data(), impl_->header.data() + at, done);
    }
    while (done < wanted) {
        const auto at = offset + done - header_size;
        const auto skip = static_cast<std::size_t>(at % impl_->frame_size());  // of the first frame
        const auto frames = (wanted - done + skip + impl_->frame_size() - 1) / impl_->frame_size();
        const auto count = std::min(block, static_cast<sf_count_t>(frames));
        impl_->go_to(static_cast<sf_count_t>(at / impl_->frame_size()));
        impl_->take(count);
        const auto bytes = std::min(static_cast<std::size_t>(count) * impl_->frame_size() - skip, wanted - done);
        std::memcpy(out.data() + done, reinterpret_cast<const char*>(impl_->samples.data()) + skip, bytes);
        done += bytes;
    }
    return wanted;
}

}  // namespace audio
