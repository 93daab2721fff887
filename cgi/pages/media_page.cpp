// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/media_page.h"

#include "cgi/web/byte_range.h"
#include "common/i18n/format.h"
#include "common/i18n/message.h"
#include "common/runtime/log.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace pages {

namespace {

using i18n::message;
using runtime::Errc;
using runtime::Error;

// A part is soon written: who reads slowly, or pauses, holds no process.
constexpr std::uint64_t longest_part = std::uint64_t{2} << 20;
constexpr std::size_t piece = 64 * 1024;
// Pauses within one listening, beside the recording's own length.
constexpr std::chrono::seconds pauses{60};

struct Refusal {
    int status;
    i18n::Message sentence;
};

Refusal refusal_of(Errc code)
{
    switch (code) {
        case Errc::not_found:
            return {404, message("The file of this recording is not there.")};
        case Errc::invalid:
        case Errc::duplicate:
            return {422, message("The file of this recording cannot be played.")};
        case Errc::refused:
        case Errc::timed_out:
        case Errc::unavailable:
            return {503, message("The recording cannot be reached at the moment. Please try again.")};
    }
    return {500, {}};
}

// Of the date and the numbers; nothing in it has a meaning to a file system or a header.
std::string file_name(const db::PlayableRecording& recording)
{
    auto name = i18n::format_local_time(recording.when);
    for (const auto& part : {recording.callerid, recording.extension})
        if (!part.empty()) name += "_" + part;
    std::replace_if(
        name.begin(), name.end(),
        [](unsigned char c) { return c >= 0x80 || (std::isalnum(c) == 0 && c != '-' && c != '_' && c != '+'); }, '-');
    return name + ".wav";
}

db::Listening listening_of(const web::Request& request, const db::PlayableRecording& recording)
{
    return {.account = request.account().id,
            .username = request.account().username,
            .address = request.address,
            .recording = recording.id,
            .group = recording.groupid};
}

// What is asked for: a part of another version would not fit what the player has.
web::ByteRange wanted_range(const web::Request& request, const std::string& tag, std::uint64_t size)
{
    const bool fits = request.if_range.empty() || request.if_range == tag;
    auto range = fits ? web::parse_range(request.range, size) : web::ByteRange{};
    if (range.kind == web::RangeKind::part) range.last = std::min(range.last, range.first + longest_part - 1);
    return range;
}

}  // namespace

MediaPage::MediaPage(db::LazyConnection& db, const web::View& view, const web::Settings& settings)
    : view_(view), recordings_(db), library_(settings.monitor_folders, {.time = settings.recordings_timeout})
{
}

web::Response MediaPage::play(const web::Request& request)
{
    const auto recording = find(request);
    if (!recording) return web::not_found();
    const auto opened = open(*recording);
    if (!opened) return refusal(request, recording->id, opened.error());
    const auto& sound = opened.value();
    const auto size = sound->wave.size();
    const auto tag = "\"" + std::to_string(recording->id) + "-" + sound->version + "\"";
    const auto range = wanted_range(request, tag, size);
    if (range.kind == web::RangeKind::unsatisfiable)
        return web::json("{\"error\":416}", 416).header("Content-Range", web::content_range(range, size));

    recordings_.note_playing(listening_of(request, *recording), request.now,
                             std::chrono::ceil<std::chrono::seconds>(sound->wave.length()) + pauses);
    const bool is_part = range.kind == web::RangeKind::part;
    auto response = is_part ? bytes_of(sound, range.first, range.last - range.first + 1) : bytes_of(sound, 0, size);
    response.header("Accept-Ranges", "bytes").header("ETag", tag);
    if (!is_part) return response;
    response.status = 206;
    return response.header("Content-Range", web::content_range(range, size));
}

web::Response MediaPage::download(const web::Request& request)
{
    const auto recording = find(request);
    if (!recording) return web::not_found();
    const auto opened = open(*recording);
    if (!opened) return refusal(request, recording->id, opened.error());
    recordings_.note_download(listening_of(request, *recording), request.now);
    auto response = bytes_of(opened.value(), 0, opened.value()->wave.size());
    return response.header("Content-Disposition", "attachment; filename=\"" + file_name(*recording) + "\"");
}

std::optional<db::PlayableRecording> MediaPage::find(const web::Request& request)
{
    const auto id = request.id("id");
    return id ? recordings_.find(request.account(), *id) : std::nullopt;
}

MediaPage::SoundResult MediaPage::open(const db::PlayableRecording& recording)
{
    if (recording.filename.empty()) return Error{Errc::not_found, "nothing was recorded"};
    const auto format = audio::parse_format(recording.fileformat);
    if (!format) return Error{Errc::invalid, "the format '" + recording.fileformat + "' is none of ours"};
    BOOST_OUTCOME_TRY(file, library_.open(recording.server, recording.filename, *format));
    if (last_ && last_->recording == recording.id && last_->version == file.version) return last_;
    BOOST_OUTCOME_TRY(wave, audio::WaveView::open(file.file.get(), *format));
    last_ =
        std::make_shared<Sound>(Sound{recording.id, std::move(file.version), std::move(file.file), std::move(wave)});
    return last_;
}

web::Response MediaPage::refusal(const web::Request& request, unsigned recording, const Error& error) const
{
    runtime::log_warning("recording_unavailable", {{"id", recording}, {"err", error.what}});
    const auto [status, sentence] = refusal_of(error.code);
    const auto text = view_.catalogue(request.language()).translate(sentence.english());
    return web::json(nlohmann::json{{"sentence", text}}.dump(), status);
}

web::Response MediaPage::bytes_of(const std::shared_ptr<Sound>& sound, std::uint64_t first, std::uint64_t count)
{
    web::Response response{.content_type = "audio/wav", .headers = {}, .body = {}};
    response.header("Content-Length", std::to_string(count));
    response.stream = [sound, first, count](const web::Write& write) {
        std::array<char, piece> buffer;
        for (std::uint64_t done = 0; done < count;) {
            const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), count - done));
            const auto got = sound->wave.read(first + done, {buffer.data(), length});
            write({buffer.data(), got});
            done += got;
        }
    };
    return response;
}

}  // namespace pages
