// SPDX-License-Identifier: GPL-3.0-or-later
// What a daemon leaves beside its pid file (NAME.status, JSON) for those who ask how it is, and how that is told.
// Whether it runs is never read from here: only the lock of the pid file says that. After the daemon's end the last
// error stays.
#pragma once

#include "common/runtime/time.h"
#include "common/runtime/vitals.h"

#include <iosfwd>
#include <optional>
#include <string>

namespace runtime {

class StatusFile {
public:
    // The file that belongs to that pid file.
    explicit StatusFile(const std::string& pid_file);

    // Replaces the file when there is something else to say; the log's last error is part of it. A file that cannot be
    // written is left as it is: the daemon's duty comes first.
    void write(const Vitals& vitals) noexcept;

private:
    void replace(const std::string& text) const;

    std::string path_;
    TimePoint started_ = now();
    std::string written_;
};

enum class StatusFormat { words, json };

// Tells how the daemon with that pid file is; returns its pid, 0 when it does not run. JSON, one line:
//   {"program","running","pid","uptime_seconds","beat_age_seconds","lag_seconds","stuck","missing",
//    "last_error":{"time","text"}}
// with null for what is not known.
int tell_status(std::ostream& out, const std::string& program, const std::string& pid_file, StatusFormat format);

// "3 d 4 h", "5 min 12 s": the two largest units.
[[nodiscard]] std::string rough_duration(std::chrono::seconds duration);

}  // namespace runtime
