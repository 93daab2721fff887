// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/audio/sound_file.h"

#include "tests/unit/audio/sound_in_memory.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstring>

using namespace std::chrono_literals;
using audio::Format;

namespace {

// 16 bit mono, a constant level.
std::string wav(int rate, std::size_t samples, int level)
{
    auto b = wav_header(rate, 1, static_cast<std::uint32_t>(samples * 2));
    for (std::size_t i = 0; i < samples; ++i)
        append(b, static_cast<std::uint32_t>(level), 2);
    return b;
}

int sample(const std::string& wav_bytes, std::size_t index)
{
    std::int16_t value = 0;
    std::memcpy(&value, wav_bytes.data() + 44 + index * 2, 2);
    return value;
}

}  // namespace

TEST_CASE("two halves become one file as long as the longer", "[audio]")
{
    const Sound in{wav(8000, 16'000, 1000)};
    const Sound out{wav(8000, 24'000, 234)};
    const Sound mixed;
    const auto length = audio::mix({{in.fd(), Format::wav}, {out.fd(), Format::wav}}, mixed.fd(), Format::wav);
    REQUIRE(length);
    CHECK(length.value() == 3000ms);
    CHECK(audio::length_of(mixed.fd(), Format::wav).value() == 3000ms);
    const auto bytes = mixed.bytes();
    CHECK(sample(bytes, 0) == 1234);
    CHECK(sample(bytes, 20'000) == 234);
}

TEST_CASE("what would be too loud is cut, not wrapped", "[audio]")
{
    const Sound in{wav(8000, 100, 30'000)};
    const Sound out{wav(8000, 100, 30'000)};
    const Sound mixed;
    REQUIRE(audio::mix({{in.fd(), Format::wav}, {out.fd(), Format::wav}}, mixed.fd(), Format::wav));
    CHECK(sample(mixed.bytes(), 50) == 32'767);
}

TEST_CASE("every format becomes every other, as long as before", "[audio]")
{
    const auto from = GENERATE(Format::wav, Format::gsm, Format::wav49);
    const auto to = GENERATE(Format::wav, Format::gsm, Format::wav49);
    const Sound original{wav(8000, 16'000, 500)};
    const Sound source;
    REQUIRE(audio::mix({{original.fd(), Format::wav}}, source.fd(), from));
    const Sound result;
    const auto length = audio::mix({{source.fd(), from}}, result.fd(), to);
    REQUIRE(length);
    CHECK(std::abs(audio::length_of(result.fd(), to).value().count() - 2000) <=
          40);  // GSM has blocks of 20 ms and 40 ms
}

TEST_CASE("bare GSM is frames of 33 bytes, 20 ms each", "[audio]")
{
    const Sound original{wav(8000, 16'000, 500)};
    const Sound gsm;
    REQUIRE(audio::mix({{original.fd(), Format::wav}}, gsm.fd(), Format::gsm));
    CHECK(gsm.bytes().size() == 100 * 33);
}

TEST_CASE("what is no recording is told in a sentence", "[audio]")
{
    const Sound noise{std::string_view{"this is no sound at all, however one looks at it"}};
    const Sound target;
    CHECK(audio::length_of(noise.fd(), Format::wav).has_error());
    CHECK_FALSE(audio::mix({{noise.fd(), Format::wav}}, target.fd(), Format::wav).error().what.empty());
    const Sound slow{wav(8000, 10, 1)};
    const Sound fast{wav(16'000, 10, 1)};
    CHECK(audio::mix({{slow.fd(), Format::wav}, {fast.fd(), Format::wav}}, target.fd(), Format::wav).has_error());
    CHECK(audio::mix({{fast.fd(), Format::wav}}, target.fd(), Format::gsm).has_error());
    CHECK(audio::mix({}, target.fd(), Format::wav).has_error());
}

TEST_CASE("formats have Asterisk's names and extensions", "[audio]")
{
    for (const auto format : audio::all_formats)
        CHECK(audio::parse_format(audio::to_string(format)) == format);
    CHECK(audio::extension(Format::wav49) == "WAV");
    CHECK_FALSE(audio::parse_format("mp3"));
}
