// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/status_file.h"

#include "common/runtime/file_descriptor.h"
#include "common/runtime/log_control.h"
#include "common/runtime/pid_file.h"
#include "common/runtime/utc_text.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace runtime {

namespace {

using Json = nlohmann::ordered_json;

std::string path_beside(const std::string& pid_file)
{
    return std::filesystem::path{pid_file}.replace_extension(".status");
}

// To a tenth, so that a lag that trembles does not rewrite the file.
double tenths(std::chrono::milliseconds duration)
{
    return static_cast<double>((duration.count() + 50) / 100) / 10;
}

Json last_error_json()
{
    const auto error = last_error();
    if (!error) return nullptr;
    return {{"time", utc_text(error->at)}, {"text", error->text}};
}

Json read_json(const std::string& path)
{
    std::ifstream in{path};
    auto found = Json::parse(in, nullptr, false);
    return found.is_object() ? found : Json::object();
}

template <class Value>
Value value_of(const Json& json, const char* key, Value otherwise)
{
    const auto found = json.find(key);
    if (found == json.end()) return otherwise;
    if constexpr (std::is_same_v<Value, std::string>)
        return found->is_string() ? found->template get<std::string>() : otherwise;
    else
        return found->is_number() ? found->template get<Value>() : otherwise;
}

std::optional<double> beat_age(const std::string& pid_file)
{
    const auto beat = last_beat(pid_file);
    if (!beat) return std::nullopt;
    const auto age = std::chrono::system_clock::now().time_since_epoch() - *beat;
    return tenths(std::chrono::duration_cast<std::chrono::milliseconds>(age));
}

// All that there is to know, in the form of tell_status().
Json describe(const std::string& program, const std::string& pid_file)
{
    const int pid = running_pid(pid_file);
    const auto file = read_json(path_beside(pid_file));
    Json told{{"program", program}, {"running", pid != 0}};
    for (const char* key :
         {"pid", "uptime_seconds", "beat_age_seconds", "lag_seconds", "stuck", "missing", "last_error"})
        told[key] = nullptr;
    if (const auto error = file.find("last_error"); error != file.end()) told["last_error"] = *error;
    if (pid == 0) return told;
    told["pid"] = pid;
    if (const auto age = beat_age(pid_file)) told["beat_age_seconds"] = *age;
    if (value_of(file, "pid", 0) != pid) return told;  // of its predecessor
    const auto started = from_epoch_ms(value_of(file, "started_ms", 0LL));
    told["uptime_seconds"] = std::chrono::duration_cast<std::chrono::seconds>(now() - started).count();
    for (const char* key : {"lag_seconds", "stuck", "missing"})
        if (const auto found = file.find(key); found != file.end()) told[key] = *found;
    return told;
}

void print_words(std::ostream& out, const Json& told)
{
    const auto name = value_of(told, "program", std::string{});
    const bool is_running = !told["pid"].is_null();
    out << name << (is_running ? " is running, pid " + told["pid"].dump() : std::string{" is not running"}) << "\n";
    if (!told["uptime_seconds"].is_null()) {
        out << "  up " << rough_duration(std::chrono::seconds{told["uptime_seconds"].get<long long>()});
        if (!told["lag_seconds"].is_null()) out << ", lag " << told["lag_seconds"].dump() << " s";
        if (!told["beat_age_seconds"].is_null())
            out << ", last heartbeat " << told["beat_age_seconds"].dump() << " s ago";
        out << "\n";
    }
    for (const char* key : {"stuck", "missing"})
        if (const auto sentence = value_of(told, key, std::string{}); !sentence.empty())
            out << "  " << key << ": " << sentence << "\n";
    const auto& error = told["last_error"];
    if (error.is_object())
        out << "  last error " << value_of(error, "time", std::string{}) << ": "
            << value_of(error, "text", std::string{}) << "\n";
}

}  // namespace

StatusFile::StatusFile(const std::string& pid_file) : path_(path_beside(pid_file)) {}

void StatusFile::write(const Vitals& vitals) noexcept
{
    try {
        Json json{{"pid", getpid()}, {"started_ms", to_epoch_ms(started_)}, {"lag_seconds", nullptr}};
        if (vitals.lag) json["lag_seconds"] = tenths(*vitals.lag);
        json["stuck"] = vitals.stuck;
        json["missing"] = vitals.missing;
        json["last_error"] = last_error_json();
        auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
        if (text == written_) return;
        replace(text);
        written_ = std::move(text);
    } catch (const std::exception& e) {
        log_debug("status_not_written", {{"err", e.what()}});
    }
}

void StatusFile::replace(const std::string& text) const
{
    const auto fresh = path_ + ".new";
    {
        const FileDescriptor file{open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644)};
        if (!file.is_open() || !write_all(file, text))
            throw std::filesystem::filesystem_error("cannot write", fresh,
                                                    std::error_code{errno, std::generic_category()});
    }
    std::filesystem::rename(fresh, path_);
}

int tell_status(std::ostream& out, const std::string& program, const std::string& pid_file, StatusFormat format)
{
    const auto told = describe(program, pid_file);
    if (format == StatusFormat::json)
        out << told.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
    else
        print_words(out, told);
    return value_of(told, "pid", 0);
}

std::string rough_duration(std::chrono::seconds duration)
{
    constexpr std::array<std::pair<long long, const char*>, 4> units{
        {{86'400, " d"}, {3'600, " h"}, {60, " min"}, {1, " s"}}};
    auto left = std::max<long long>(duration.count(), 0);
    std::string text;
    int shown = 0;
    for (const auto& [size, name] : units) {
        const auto count = left / size;
        left %= size;
        const bool is_last = size == 1;
        if (count == 0 && !(is_last && text.empty())) {
            if (shown > 0) break;
            continue;
        }
        text += (text.empty() ? "" : " ") + std::to_string(count) + name;
        if (++shown == 2) break;
    }
    return text;
}

}  // namespace runtime
