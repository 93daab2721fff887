// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for a record beyond its single fields: checks of the row as a whole, what is said below a field, and what
// a copy takes along.
#pragma once

#include "cgi/pages/record_form.h"

#include <cstdint>
#include <vector>

namespace pages {

class RecordRules {
public:
    RecordRules() = default;
    RecordRules(const RecordRules&) = delete;
    RecordRules& operator=(const RecordRules&) = delete;
    virtual ~RecordRules() = default;

    // Adds what is wrong; fields that are wrong by themselves have their problem already.
    virtual void check(const web::Request& request, const RecordForms& forms, RecordForm& form) = 0;
    [[nodiscard]] virtual std::vector<FieldNote> notes(const web::Request& request) = 0;
    // Within the transaction that added the copy.
    virtual void copied(const web::Request& request, std::uint64_t from, std::uint64_t to) = 0;
};

}  // namespace pages
