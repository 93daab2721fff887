// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/secrets.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace web {

namespace {

constexpr std::size_t token_length = 43;

void need_sodium()
{
    static const bool ready = sodium_init() >= 0;
    if (!ready) throw std::runtime_error("libsodium could not be initialized");
}

bool is_base64url(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string random_token()
{
    need_sodium();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, token_length + 1> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return {text.data(), token_length};
}

bool is_token(std::string_view text)
{
    return text.size() == token_length && std::all_of(text.begin(), text.end(), is_base64url);
}

std::string sha256(std::string_view text)
{
    need_sodium();
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), bytes_of(text), text.size());
    return {digest.begin(), digest.end()};
}

std::string hex(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes)
        (text += digits[byte >> 4U]) += digits[byte & 15U];
    return text;
}

bool is_same_secret(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_error_id()
{
    need_sodium();
    constexpr std::string_view letters = "23456789abcdefghjkmnpqrstuvwxyz";
    std::string id;
    for (int i = 0; i < 8; ++i)
        id += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    return id;
}

PasswordHasher::PasswordHasher(Cost cost) : cost_(cost), nobodys_hash_(hash(random_token())) {}

std::string PasswordHasher::hash(const std::string& password) const
{
    need_sodium();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes, cost_.memory_mib << 20U,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::runtime_error("not enough memory to hash a password");
    }
    return text.data();
}

bool PasswordHasher::verify(const std::string& hash, const std::string& password) const
{
    if (hash.empty() || hash.size() >= crypto_pwhash_STRBYTES) {
        pretend_to_verify(password);
        return false;
    }
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void PasswordHasher::pretend_to_verify(const std::string& password) const
{
    (void)!crypto_pwhash_str_verify(nobodys_hash_.c_str(), password.data(), password.size());
}

bool PasswordHasher::is_outdated(const std::string& hash) const
{
    return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory_mib << 20U) != 0;
}

}  // namespace web
