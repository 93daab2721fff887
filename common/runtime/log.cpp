// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/log_control.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>
#include <utility>

namespace runtime {

namespace {

struct LogState {
    std::mutex mutex;
    std::string daemon = "astercc";
    std::string file;
    std::shared_ptr<spdlog::logger> logger;
    std::optional<LoggedError> last_error;
};

LogState& state()
{
    static LogState instance;
    return instance;
}

spdlog::level::level_enum to_spdlog(LogLevel level)
{
    switch (level) {
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
        case LogLevel::fatal:
            return spdlog::level::critical;
    }
    return spdlog::level::info;
}

std::string_view to_string(LogLevel level)
{
    switch (level) {
        case LogLevel::debug:
            return "debug";
        case LogLevel::info:
            return "info";
        case LogLevel::warning:
            return "warning";
        case LogLevel::error:
            return "error";
        case LogLevel::fatal:
            return "fatal";
    }
    return "info";
}

std::shared_ptr<spdlog::logger> make_logger(const std::string& file)
{
    std::shared_ptr<spdlog::sinks::sink> sink;
    if (file.empty())
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    else
        sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
    auto logger = std::make_shared<spdlog::logger>("astercc", std::move(sink));
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %v", spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::debug);
    // A full disk must not take the daemon with it, nor fill standard error with one complaint per line.
    logger->set_error_handler([](const std::string&) {});
    return logger;
}

std::shared_ptr<spdlog::logger> current_logger()
{
    auto& s = state();
    const std::lock_guard lock{s.mutex};
    if (!s.logger) s.logger = make_logger("");
    return s.logger;
}

bool needs_quotes(std::string_view value)
{
    if (value.empty()) return true;
    for (const char c : value)
        if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f) return true;
    return false;
}

void append_value(std::string& line, std::string_view value)
{
    if (!needs_quotes(value)) {
        line += value;
        return;
    }
    constexpr std::string_view hex = "0123456789abcdef";
    line += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (line += '\\') += c;
        else if (byte < ' ' || byte == 0x7f)
            ((line += "\\x") += hex[byte >> 4]) += hex[byte & 15];
        else
            line += c;
    }
    line += '"';
}

std::string event_text(std::string_view event, std::initializer_list<LogField> fields)
{
    std::string text{"event="};
    text += event;
    if (fields.size() > 0) (text += ' ') += format_fields(fields);
    return text;
}

void remember_error(std::string text)
{
    auto& s = state();
    const std::lock_guard lock{s.mutex};
    s.last_error = {now(), std::move(text)};
}

}  // namespace

std::string format_fields(std::initializer_list<LogField> fields)
{
    std::string text;
    for (const auto& field : fields) {
        ((text += text.empty() ? "" : " ") += field.key) += '=';
        append_value(text, field.value);
    }
    return text;
}

std::string format_line(std::string_view daemon, LogLevel level, std::string_view event,
                        std::initializer_list<LogField> fields)
{
    std::string line{to_string(level)};
    (line += " daemon=") += daemon;
    (line += ' ') += event_text(event, fields);
    return line;
}

void open_log(std::string_view daemon, const std::string& file, LogLevel threshold)
{
    auto& s = state();
    const std::lock_guard lock{s.mutex};
    s.daemon = daemon;
    s.file = file;
    s.logger = make_logger(file);
    s.logger->set_level(to_spdlog(threshold));
}

void reopen_log()
{
    auto& s = state();
    const std::lock_guard lock{s.mutex};
    if (!s.logger || s.file.empty()) return;
    const auto level = s.logger->level();
    s.logger = make_logger(s.file);
    s.logger->set_level(level);
}

void set_log_threshold(LogLevel threshold)
{
    current_logger()->set_level(to_spdlog(threshold));
}

std::optional<LoggedError> last_error()
{
    auto& s = state();
    const std::lock_guard lock{s.mutex};
    return s.last_error;
}

bool is_logged(LogLevel level)
{
    return current_logger()->should_log(to_spdlog(level));
}

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields)
{
    if (level >= LogLevel::error) remember_error(event_text(event, fields));
    const auto logger = current_logger();
    if (!logger->should_log(to_spdlog(level))) return;
    logger->log(to_spdlog(level), format_line(state().daemon, level, event, fields));
}

}  // namespace runtime
