// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: the answer to Asterisk's login challenge: MD5 over challenge and secret, in hex. MD5 is what AMI has; it
// keeps the secret itself off the wire, no more.
#pragma once

#include <string>
#include <string_view>

namespace ami {

[[nodiscard]] std::string login_key(std::string_view challenge, std::string_view secret);

}  // namespace ami
