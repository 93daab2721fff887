// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/audio/wave_view.h"
#include "tests/unit/audio/sound_in_memory.h"

#include <cmath>
#include <cstring>
#include <random>

using namespace std::chrono_literals;
using audio::Format;
using audio::WaveView;

namespace {

constexpr std::size_t rate = 8000;

// Two tones and noise: no stretch is like another, so a seek that misses by one sample shows.
std::string speech(int channels, std::size_t frames)
{
    std::mt19937 random{7};
    auto bytes =
        wav_header(rate, channels, static_cast<std::uint32_t>(frames * 2 * static_cast<std::size_t>(channels)));
    for (std::size_t i = 0; i < frames * static_cast<std::size_t>(channels); ++i) {
        const auto t = static_cast<double>(i);
        const auto level = 6000 * std::sin(t * 0.05) + 3000 * std::sin(t * t * 1e-5) + double(random() % 500);
        append(bytes, static_cast<std::uint32_t>(static_cast<int>(level)), 2);
    }
    return bytes;
}

std::string read_at(WaveView& view, std::uint64_t offset, std::size_t count)
{
    std::string bytes(count, '\x55');
    bytes.resize(view.read(offset, bytes));
    return bytes;
}

std::string all_of(WaveView& view)
{
    return read_at(view, 0, view.size());
}

void make(const Sound& target, Format format, std::size_t frames)
{
    const Sound original{speech(1, frames)};
    REQUIRE(audio::mix({{original.fd(), Format::wav}}, target.fd(), format));
}

}  // namespace

TEST_CASE("a recording is a WAV file of 16 bit samples, whatever its format", "[audio][view]")
{
    const auto format = GENERATE(Format::wav, Format::gsm, Format::wav49);
    const Sound sound;
    make(sound, format, 3 * rate);
    auto view = WaveView::open(sound.fd(), format);
    REQUIRE(view);
    const auto bytes = all_of(view.value());
    const auto data = static_cast<std::uint32_t>(bytes.size() - 44);
    CHECK(bytes.size() == view.value().size());
    CHECK(bytes.substr(0, 44) == wav_header(rate, 1, data));
    CHECK(std::abs((view.value().length() - 3000ms).count()) <= 40);  // blocks of 20 ms and 40 ms
    const Sound again{bytes};
    CHECK(audio::length_of(again.fd(), Format::wav).value() == view.value().length());
}

TEST_CASE("a WAV file of 16 bit samples is shown as it is, stereo too", "[audio][view]")
{
    const auto original = speech(GENERATE(1, 2), 5000);
    const Sound sound{original};
    auto view = WaveView::open(sound.fd(), Format::wav);
    REQUIRE(view);
    CHECK(all_of(view.value()) == original);
}

TEST_CASE("what is read at a place is what the whole has there", "[audio][view]")
{
    const auto format = GENERATE(Format::wav, Format::gsm, Format::wav49);
    const Sound sound;
    make(sound, format, 4 * rate + 77);
    auto view = WaveView::open(sound.fd(), format);
    REQUIRE(view);
    const auto whole = all_of(view.value());
    std::mt19937 random{3};
    for (int i = 0; i < 60; ++i) {
        const std::uint64_t offset = random() % (whole.size() + 50);
        const std::size_t count = random() % 20'000;
        const auto expected = offset < whole.size() ? whole.substr(offset, count) : std::string{};
        REQUIRE(read_at(view.value(), offset, count) == expected);
    }
    for (std::uint64_t offset = 0; offset < 60; ++offset)
        REQUIRE(read_at(view.value(), offset, 61) == whole.substr(offset, 61));
    CHECK(read_at(view.value(), whole.size() - 1, 9) == whole.substr(whole.size() - 1));
}

TEST_CASE("a file cut off anywhere is refused, or shown as long as it says", "[audio][view]")
{
    const auto format = GENERATE(Format::wav, Format::gsm, Format::wav49);
    const Sound sound;
    make(sound, format, rate / 4);
    const auto bytes = sound.bytes();
    for (std::size_t length = 1; length < bytes.size(); length += 7) {
        const Sound cut{std::string_view{bytes}.substr(0, length)};
        auto view = WaveView::open(cut.fd(), format);
        if (!view) continue;
        REQUIRE(all_of(view.value()).size() == view.value().size());
        REQUIRE(view.value().size() <= 44 + (rate / 4 + 640) * 2);
    }
}

TEST_CASE("a file with any byte turned over is refused, or shown as long as it says", "[audio][view]")
{
    const auto format = GENERATE(Format::wav, Format::gsm, Format::wav49);
    const Sound sound;
    make(sound, format, 800);
    const auto bytes = sound.bytes();
    for (std::size_t at = 0; at < std::min<std::size_t>(bytes.size(), 100); ++at) {
        for (const int flip : {0x01, 0x80, 0xff}) {
            auto broken = bytes;
            broken[at] = static_cast<char>(broken[at] ^ flip);
            const Sound damaged{broken};
            auto view = WaveView::open(damaged.fd(), format);
            if (view) REQUIRE(all_of(view.value()).size() == view.value().size());
        }
    }
}

TEST_CASE("what is no recording cannot be viewed, and a sentence says why", "[audio][view]")
{
    const Sound text{std::string_view{"FORM....AIFF, and no sound of Asterisk's at all, however one looks at it"}};
    CHECK_FALSE(WaveView::open(text.fd(), Format::wav).error().what.empty());
    CHECK(WaveView::open(text.fd(), Format::wav49).has_error());
    const Sound nothing;
    CHECK(WaveView::open(nothing.fd(), Format::wav).has_error());
    const Sound many{speech(3, 100)};
    CHECK(WaveView::open(many.fd(), Format::wav).has_error());
    const Sound endless{wav_header(rate, 1, 0xffffff00) + "ab"};
    auto view = WaveView::open(endless.fd(), Format::wav);
    CHECK((!view || view.value().size() <= 46));
}
