// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/recording_finisher.h"

#include "common/runtime/log.h"
#include "common/runtime/time.h"

#include <optional>
#include <stdexcept>

namespace tools {

using namespace std::chrono_literals;

namespace {

using audio::Format;
using recordings::FileDescriptor;
using recordings::RecordingFolder;
using recordings::RecordingPlace;
using recordings::state_of;
using runtime::Errc;
using runtime::Error;

constexpr unsigned rows_per_pass = 20;
constexpr auto grace = 60s;  // until a file that is not there is missing
// Asterisk writes the header's length when it closes the file, a moment after it said that the recording ended.
constexpr auto settle_time = 2s;

// One or two files that make up the recording.
struct Found {
    std::vector<std::string> names;
    std::vector<FileDescriptor> files;
    Format format = Format::wav;

    [[nodiscard]] bool is_settled() const
    {
        for (const auto& file : files)
            if (std::chrono::system_clock::now() - state_of(file).changed < settle_time) return false;
        return true;
    }
    [[nodiscard]] std::vector<audio::Source> sources() const
    {
        std::vector<audio::Source> sources;
        for (const auto& file : files)
            sources.push_back({file.get(), format});
        return sources;
    }
};

std::string with_extension(const std::string& name, Format format)
{
    return name + "." + std::string{audio::extension(format)};
}

std::optional<Found> open_all(const RecordingFolder& folder, std::vector<std::string> names, Format format)
{
    Found found{std::move(names), {}, format};
    for (const auto& name : found.names) {
        found.files.push_back(folder.open(name));
        if (!found.files.back().is_open()) return std::nullopt;
    }
    return found;
}

std::optional<Found> find_whole(const RecordingPlace& place, Format format)
{
    return open_all(place.folder, {with_extension(place.name, format)}, format);
}

std::optional<Found> find_halves(const RecordingPlace& place, Format format)
{
    return open_all(place.folder,
                    {with_extension(place.name + "-in", format), with_extension(place.name + "-out", format)}, format);
}

// What must be made into the wanted file: halves, or another format.
std::optional<Found> find_sources(const RecordingPlace& place, Format wanted)
{
    if (auto found = find_halves(place, wanted)) return found;
    for (const auto format : audio::all_formats) {
        if (format == wanted) continue;
        if (auto found = find_whole(place, format)) return found;
        if (auto found = find_halves(place, format)) return found;
    }
    return std::nullopt;
}

runtime::Result<void> make_file(const RecordingPlace& place, const Found& sources, Format format)
{
    const auto name = with_extension(place.name, format);
    const auto unfinished = name + ".unfinished";
    const auto file = place.folder.create(unfinished);
    if (!file.is_open()) return Error{Errc::unavailable, "no right to write into the folder of the recordings"};
    if (const auto mixed = audio::mix(sources.sources(), file.get(), format); !mixed) {
        place.folder.remove(unfinished);
        return mixed.error();
    }
    if (!place.folder.publish(file, unfinished, name))
        return Error{Errc::unavailable, "the mixed file cannot be brought onto the disk"};
    return runtime::outcome::success();
}

// Halves left by a crash after the mixed file had its name: they go when that is as long as they are. (Monitor with the
// option m mixes in the background by itself: while it does, the file is shorter.)
void remove_mixed_halves(const RecordingPlace& place, Format format, std::chrono::milliseconds length)
{
    const auto halves = find_halves(place, format);
    if (!halves) return;
    for (const auto& half : halves->files) {
        const auto of_half = audio::length_of(half.get(), format);
        if (!of_half || of_half.value() > length) return;
    }
    for (const auto& name : halves->names)
        place.folder.remove(name);
}

}  // namespace

bool RecordingFinisher::pass(db::Connection& connection)
{
    db::FinishedRecordingGateway gateway{connection, paths_.server};
    const auto recordings = gateway.recorded(last_id_, rows_per_pass);
    for (const auto& recording : recordings)
        finish(gateway, recording);
    const bool is_more = recordings.size() == rows_per_pass;
    last_id_ = is_more ? recordings.back().id : 0;
    if (!is_more) gateway.link_to_calls();
    return is_more;
}

void RecordingFinisher::finish(db::FinishedRecordingGateway& gateway, const db::FinishedRecording& recording)
{
    const auto format = audio::parse_format(recording.fileformat);
    const auto outcome =
        format ? make_ready(recording, *format)
               : Outcome{Error{Errc::invalid, "the format '" + recording.fileformat + "' is none of wav, gsm, wav49"}};
    if (outcome) {
        const auto seconds = std::chrono::round<std::chrono::seconds>(outcome.value().length).count();
        gateway.set_ready(recording.id, static_cast<int>(seconds), outcome.value().bytes, recording.fileformat);
        ++ready_;
        return;
    }
    const auto& why = outcome.error();
    switch (why.code) {
        case Errc::not_found:
            if (runtime::now() - recording.ended < grace) return;
            gateway.set_missing(recording.id, why.what);
            ++missing_;
            tell(recording, "recording_missing", why.what);
            return;
        case Errc::unavailable:
            return;
        case Errc::invalid:
        case Errc::duplicate:
        case Errc::refused:
        case Errc::timed_out:
            gateway.set_failed(recording.id, why.what);
            ++failed_;
            tell(recording, "recording_failed", why.what);
            return;
    }
}

RecordingFinisher::Outcome RecordingFinisher::make_ready(const db::FinishedRecording& recording, Format format) const
{
    auto place = recordings::find_place(recording.filename, paths_.monitor_path, paths_.recordings_path);
    if (!place) {
        // Not mounted now: that is no fault of the recording, and the worker tells it.
        if (place.error().code == Errc::unavailable) throw std::runtime_error(place.error().what);
        return place.error();
    }
    auto whole = find_whole(place.value(), format);
    if (!whole) {
        const auto sources = find_sources(place.value(), format);
        if (!sources)
            return Error{Errc::not_found, "no " + with_extension(recording.filename, format) +
                                              " and no -in, -out below " + paths_.recordings_path};
        if (!sources->is_settled()) return Error{Errc::unavailable, "still being written"};
        if (auto made = make_file(place.value(), *sources, format); !made) {
            if (made.error().code == Errc::unavailable)
                throw std::runtime_error(paths_.recordings_path + ": " + made.error().what);
            return made.error();
        }
        for (const auto& name : sources->names)
            place.value().folder.remove(name);
        whole = find_whole(place.value(), format);
        if (!whole) return Error{Errc::unavailable, "gone again"};
    } else if (!whole->is_settled()) {
        return Error{Errc::unavailable, "still being written"};
    }
    BOOST_OUTCOME_TRY(length, audio::length_of(whole->files.front().get(), format));
    remove_mixed_halves(place.value(), format, length);
    return Finished{length, state_of(whole->files.front()).bytes};
}

void RecordingFinisher::tell(const db::FinishedRecording& recording, const std::string& event,
                             const std::string& why) const
{
    runtime::log_error(event, {{"server", paths_.server},
                               {"id", recording.id},
                               {"file", recording.filename},
                               {"err", why},
                               {"remedy", "check [system] monitorpath and recordings_path"}});
}

}  // namespace tools
