// SPDX-License-Identifier: GPL-3.0-or-later
// One event, one line, key=value:
//   2026-11-23T10:15:02.113Z info daemon=astercc event=call_finished linkedid=1700000.12 talk_ms=18230
// Keys in use everywhere: linkedid uniqueid actionid agent queue campaign server ms err. Never log a secret.
// Values with blanks or quotes are quoted, control characters escaped. Thread-safe.
// Levels: info = work done, warning = we coped, error = work lost, fatal = we exit.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace runtime {

struct LogField {
    std::string_view key;
    std::string value;

    LogField(std::string_view k, std::string_view v) : key(k), value(v) {}
    LogField(std::string_view k, const char* v) : key(k), value(v) {}
    LogField(std::string_view k, const std::string& v) : key(k), value(v) {}
    template <std::integral N>
    LogField(std::string_view k, N v) : key(k), value(std::to_string(v))
    {
    }
};

enum class LogLevel { debug, info, warning, error, fatal };

// Call once at the start of main. `file` empty: standard error.
// reopen_log() opens the file again after a rotation (SIGHUP).
void open_log(std::string_view daemon, const std::string& file, LogLevel threshold);
void reopen_log();

// Whether a line of that level is written: before its fields are put together at some cost.
[[nodiscard]] bool is_logged(LogLevel level);

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

inline void log_debug(std::string_view e, std::initializer_list<LogField> f = {})
{
    log(LogLevel::debug, e, f);
}
inline void log_info(std::string_view e, std::initializer_list<LogField> f = {})
{
    log(LogLevel::info, e, f);
}
inline void log_warning(std::string_view e, std::initializer_list<LogField> f = {})
{
    log(LogLevel::warning, e, f);
}
inline void log_error(std::string_view e, std::initializer_list<LogField> f = {})
{
    log(LogLevel::error, e, f);
}
inline void log_fatal(std::string_view e, std::initializer_list<LogField> f = {})
{
    log(LogLevel::fatal, e, f);
}

// The pure part: for tests, and for what is printed in the same form.
[[nodiscard]] std::string format_fields(std::initializer_list<LogField> fields);
[[nodiscard]] std::string format_line(std::string_view daemon, LogLevel level, std::string_view event,
                                      std::initializer_list<LogField> fields);

}  // namespace runtime
