// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/login_key.h"

#include <boost/uuid/detail/md5.hpp>

namespace ami {

// Boost's is the one MD5 among our dependencies; the unit test holds it to RFC 1321's vectors.
std::string login_key(std::string_view challenge, std::string_view secret)
{
    boost::uuids::detail::md5 md5;
    md5.process_bytes(challenge.data(), challenge.size());
    md5.process_bytes(secret.data(), secret.size());
    boost::uuids::detail::md5::digest_type digest;
    md5.get_digest(digest);

    constexpr std::string_view hex = "0123456789abcdef";
    std::string key;
    for (const auto word : digest)
        for (unsigned shift = 0; shift < 32; shift += 4)
            key += hex[(word >> (28 - shift)) & 0xFU];
    return key;
}

}  // namespace ami
