// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/text_encoding.h"

#include "common/runtime/text.h"

#include <unicode/ucnv.h>

#include <array>
#include <stdexcept>

namespace crm {

namespace {

struct Name {
    Encoding encoding;
    std::string_view ours;
    const char* icu;
};

// gb18030 holds all of GBK.
constexpr std::array names{
    Name{Encoding::utf8, "utf-8", "UTF-8"},
    Name{Encoding::utf16le, "utf-16le", "UTF-16LE"},
    Name{Encoding::utf16be, "utf-16be", "UTF-16BE"},
    Name{Encoding::gbk, "gbk", "gb18030"},
    Name{Encoding::big5, "big5", "Big5"},
    Name{Encoding::windows1252, "windows-1252", "windows-1252"},
};

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

unsigned char byte_at(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

bool is_utf8(std::string_view sample)
{
    const auto text = runtime::to_utf8(sample);
    const auto flaw = text.find("\xEF\xBF\xBD");
    // The sample's last character may be cut.
    return flaw == std::string::npos || flaw + 4 > sample.size();
}

// UTF-16 of any language has commas, digits and line ends: one byte of each is zero, always on the same side.
std::optional<Encoding> guess_utf16(std::string_view sample)
{
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i)
        if (sample[i] == '\0') ++zeros[i % 2];
    const auto [even, odd] = zeros;
    if (even + odd < sample.size() / 50 + 1) return std::nullopt;
    if (odd > 4 * even) return Encoding::utf16le;
    if (even > 4 * odd) return Encoding::utf16be;
    return std::nullopt;
}

// How the bytes above 127 are spread, read as pairs (GBK, Big5) and as letters (windows-1252).
struct HighBytes {
    int gbk = 0;
    int big5 = 0;
    int letters = 0;
    int alone = 0;
};

void count_pair(HighBytes& found, unsigned char lead, unsigned char trail)
{
    if (trail >= 0x80 && trail <= 0xA0) found.gbk += 4;              // no Big5 character
    if (trail >= 0x40 && trail <= 0x7E) found.big5 += 2;             // frequent in Big5, in GBK rare characters only
    if (lead >= 0xA4 && lead <= 0xA9) found.big5 += 2;               // Big5's commonest; kana and lines in GBK
    if (lead >= 0xC7 && lead <= 0xD7 && trail >= 0xA1) ++found.gbk;  // GBK's common ones; rare or none in Big5
    if (lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1) ++found.gbk;
    if (lead >= 0xAA && lead <= 0xC6 && trail != 0) ++found.big5;
}

HighBytes count_high_bytes(std::string_view sample)
{
    HighBytes found;
    for (std::size_t i = 0; i + 1 < sample.size(); ++i) {
        const auto lead = byte_at(sample, i);
        if (lead < 0x80) continue;
        const auto trail = byte_at(sample, i + 1);
        if (trail < 0x80) {
            ++found.alone;
            const bool is_letter = lead >= 0xC7 || lead == 0xC4;
            if (is_letter) ++found.letters;
        }
        if (trail < 0x40) continue;
        count_pair(found, lead, trail);
        ++i;
    }
    return found;
}

bool looks_western(std::string_view sample, const HighBytes& found)
{
    std::size_t high = 0;
    for (const char c : sample)
        if (static_cast<unsigned char>(c) >= 0x80) ++high;
    const auto count = [](int n) { return static_cast<std::size_t>(n); };
    return count(found.letters) * 2 > high && count(found.letters) * 4 >= count(found.alone) * 3;
}

}  // namespace

std::string_view to_string(Encoding encoding)
{
    for (const auto& name : names)
        if (name.encoding == encoding) return name.ours;
    return "";
}

std::optional<Encoding> parse_encoding(std::string_view text)
{
    for (const auto& name : names)
        if (name.ours == text) return name.encoding;
    return std::nullopt;
}

Encoding guess_encoding(std::string_view sample)
{
    if (sample.starts_with(utf8_mark)) return Encoding::utf8;
    if (sample.starts_with("\xFF\xFE")) return Encoding::utf16le;
    if (sample.starts_with("\xFE\xFF")) return Encoding::utf16be;
    if (const auto wide = guess_utf16(sample)) return *wide;
    if (is_utf8(sample)) return Encoding::utf8;
    const auto found = count_high_bytes(sample);
    if (looks_western(sample, found)) return Encoding::windows1252;
    return found.big5 > found.gbk ? Encoding::big5 : Encoding::gbk;
}

struct TextDecoder::Impl {
    struct Close {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };
    using Converter = std::unique_ptr<UConverter, Close>;

    static Converter open(const char* name)
    {
        UErrorCode error = U_ZERO_ERROR;
        Converter converter{ucnv_open(name, &error)};
        if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU does not know the encoding ") + name);
        return converter;
    }

    Converter from;
    Converter to = open("UTF-8");
    std::array<UChar, 4096> pivot{};
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    bool at_start = true;
};

TextDecoder::TextDecoder(Encoding encoding) : impl_(std::make_unique<Impl>())
{
    for (const auto& name : names)
        if (name.encoding == encoding) impl_->from = Impl::open(name.icu);
}

TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

void TextDecoder::decode(std::string_view bytes, bool last, std::string& out)
{
    auto& state = *impl_;
    const char* source = bytes.empty() ? "" : bytes.data();
    const char* const end = source + bytes.size();
    const auto start = out.size();
    for (UErrorCode error = U_BUFFER_OVERFLOW_ERROR; error == U_BUFFER_OVERFLOW_ERROR;) {
        std::array<char, 16384> chunk{};
        char* target = chunk.data();
        error = U_ZERO_ERROR;
        ucnv_convertEx(state.to.get(), state.from.get(), &target, chunk.data() + chunk.size(), &source, end,
                       state.pivot.data(), &state.pivot_source, &state.pivot_target,
                       state.pivot.data() + state.pivot.size(), 0, static_cast<UBool>(last), &error);
        out.append(chunk.data(), static_cast<std::size_t>(target - chunk.data()));
        if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR) throw std::runtime_error(u_errorName(error));
    }
    if (state.at_start && out.size() > start) {
        if (std::string_view(out).substr(start).starts_with(utf8_mark)) out.erase(start, utf8_mark.size());
        state.at_start = false;
    }
}

}  // namespace crm
