// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what was recorded of an Asterisk's stream, without touching it: a journal's directory, one segment of it, or
// a raw capture (the bytes of an AMI connection, such as tests/data/captures/*/*/ami.raw).
#pragma once

#include "common/ami/journal.h"

#include <functional>
#include <string>

namespace astercc {

// In order. A raw capture has no times of arrival: its file's is given, and where the events have a Timestamp (as
// with manager.conf's timestampevents = yes) nothing depends on it. Throws std::runtime_error when there is no such
// file or folder, or no segment in it.
void read_records(const std::string& path, const std::function<void(const ami::JournalRecord&)>& sink);

}  // namespace astercc
