// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what the configuration files of the original asterCC said, written into the samples of ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace asterccdb {

struct OriginalSetting {
    std::string section;
    std::string key;
    std::string value;
    std::string place;  // "astercrm.conf.php, line 12"
};

// Reads an INI file as PHP and the original's daemons do: in the shell of a PHP comment or not, any line ends, values
// in quotes or up to the ';' of a comment. A line that is none of it is told in `remarks`.
[[nodiscard]] std::vector<OriginalSetting> read_original(std::string_view text, const std::string& name,
                                                         std::vector<std::string>& remarks);

struct Configurations {
    std::string crm;     // astercrm.conf
    std::string daemon;  // astercc.conf
};

// `ours` are the samples; what has no place in them, or should not be taken, is told in `remarks`, with its place.
[[nodiscard]] Configurations convert(const std::vector<OriginalSetting>& crm,
                                     const std::vector<OriginalSetting>& daemon, Configurations ours,
                                     std::vector<std::string>& remarks);

}  // namespace asterccdb
