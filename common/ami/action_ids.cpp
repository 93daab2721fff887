// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/action_ids.h"

#include <random>
#include <string_view>

namespace ami {

ActionIds::ActionIds()
{
    std::random_device random;
    constexpr std::string_view hex = "0123456789abcdef";
    prefix_ = "cc-";
    for (int i = 0; i < 24; ++i)
        prefix_ += hex[random() % hex.size()];
    prefix_ += '-';
}

std::string ActionIds::next()
{
    return prefix_ + std::to_string(++last_);
}

}  // namespace ami
