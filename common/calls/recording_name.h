// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what a recording's file is called. Never after a number or a name, which callers choose.
#pragma once

#include "common/runtime/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calls {

// Asterisk's names of what it can write; wav49 becomes a file ending in ".WAV".
enum class RecordingFormat { gsm, wav, wav49 };
[[nodiscard]] std::string_view to_string(RecordingFormat);
[[nodiscard]] std::optional<RecordingFormat> parse_recording_format(std::string_view);

// An absolute folder of [A-Za-z0-9._-] names, none of them "..", no longer than 100: what may stand in an action.
[[nodiscard]] bool is_recording_folder(std::string_view folder);

// FOLDER/YYYY/MM/DD/HH/SERVER-UNIQUEID-ROW without an extension; hours of UTC, like all times in the database.
// Unique: the row's number tells recordings of one call apart, whoever wrote them and whatever was restarted; the
// Uniqueid (it begins with Asterisk's clock) those of another database in the same folder.
[[nodiscard]] std::string recording_path(std::string_view folder, std::string_view server, std::string_view uniqueid,
                                         std::uint64_t row, runtime::TimePoint start);

}  // namespace calls
