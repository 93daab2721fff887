// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what one page may load from other hosts, as its content security policy says it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace web {

// Sources of a content security policy, each from origin_of(); empty: ours only.
struct Elsewhere {
    std::string images, requests, frames;

    [[nodiscard]] bool is_empty() const { return images.empty() && requests.empty() && frames.empty(); }
};

// "https://tiles.example:8080" of an address there; of "https://{s}.tiles.example/" all hosts below tiles.example.
// Nothing when it is no address whose host a policy can name.
[[nodiscard]] std::optional<std::string> origin_of(std::string_view url);

}  // namespace web
