// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: the outcome of something a caller can expect to fail (bad input, not found, Asterisk says no).
// What interrupts the work instead (database gone, configuration unreadable) is an exception.
#pragma once

#include <boost/outcome.hpp>

#include <string>

namespace runtime {

namespace outcome = BOOST_OUTCOME_V2_NAMESPACE;

enum class Errc {
    invalid,      // the input is not of the form asked for
    not_found,    // no such object, or none the caller may see
    duplicate,    // a unique name is taken already
    refused,      // the other side answered, and said no
    timed_out,    // the other side did not answer in time
    unavailable,  // the other side cannot be reached now
};

struct Error {
    Errc code{};
    std::string what;  // one plain sentence
};

template <class T>
using Result = outcome::basic_result<T, Error, outcome::policy::all_narrow>;

}  // namespace runtime
