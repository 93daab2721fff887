// SPDX-License-Identifier: GPL-3.0-or-later
// The schema these programs are made for: sql/astercc.sql creates it, sql/upgrade leads to it.
#pragma once

namespace db {

constexpr int schema_version = 5;

}  // namespace db
