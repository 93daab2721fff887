// SPDX-License-Identifier: GPL-3.0-or-later
// Random tokens, their hashes, and passwords as Argon2id strings: everything libsodium does for us.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace web {

// 32 random bytes as 43 characters of base64url.
[[nodiscard]] std::string random_token();
[[nodiscard]] bool is_token(std::string_view text);
[[nodiscard]] std::string sha256(std::string_view text);  // 32 raw bytes
[[nodiscard]] std::string hex(std::string_view bytes);
// Takes the same time wherever they differ.
[[nodiscard]] bool is_same_secret(std::string_view a, std::string_view b);
// For error messages: short enough to be read over the phone.
[[nodiscard]] std::string random_error_id();

class PasswordHasher {
public:
    // The floor of OWASP for Argon2id. A change is applied to each account at its next login.
    struct Cost {
        unsigned long long passes = 2;
        std::size_t memory_mib = 19;
    };
    explicit PasswordHasher(Cost cost);

    [[nodiscard]] std::string hash(const std::string& password) const;
    [[nodiscard]] bool verify(const std::string& hash, const std::string& password) const;
    // As long as verify() takes; for accounts that do not exist.
    void pretend_to_verify(const std::string& password) const;
    [[nodiscard]] bool is_outdated(const std::string& hash) const;

private:
    Cost cost_;
    std::string nobodys_hash_;
};

}  // namespace web
