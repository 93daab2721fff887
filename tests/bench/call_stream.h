// SPDX-License-Identifier: GPL-3.0-or-later
// An endless AMI stream made of one captured call: the same bytes again and again, with every Uniqueid, time and
// channel number and bridge moved on, so that each repetition is a call of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

class CallStream {
public:
    // `capture` is the path of an ami.raw.
    explicit CallStream(const std::string& capture);

    // The bytes of call number `index`; valid until the next call of this function.
    [[nodiscard]] std::string_view call(unsigned index);
    [[nodiscard]] std::size_t events() const { return events_; }

private:
    struct Spot {
        std::size_t at;
        unsigned long original;
    };
    std::string bytes_;
    std::vector<Spot> seconds_;   // ten decimal digits: of Uniqueids and of times
    std::vector<Spot> channels_;  // eight hexadecimal digits behind a channel's '-'
    std::vector<Spot> bridges_;   // the first eight of a bridge's id
    std::size_t events_ = 0;
};

}  // namespace bench
