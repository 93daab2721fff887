// SPDX-License-Identifier: GPL-3.0-or-later
// dialer --pacing-stdio: how the dialer paces, asked and answering over standard input and output (tests/pacing).
//
// Reads no configuration, writes nothing, ends at BYE or at the end of its input.
#include "daemons/dialer/pacing_stdio.h"

#include <sysexits.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace {

constexpr const char* usage =
    "usage: dialer [--pacing-stdio | -v | -h]\n"
    "dialer: how many calls a campaign places\n"
    "  --pacing-stdio  speaks the pacing protocol, version 1, over standard input and output\n"
    "  -v              version      -h  this text\n";

}  // namespace

int main(int argc, char** argv)
{
    const std::string_view flag = argc == 2 ? argv[1] : "";
    if (flag == "--pacing-stdio") return dialer::pace_over_stdio(std::cin, std::cout, std::cerr);
    if (flag == "-v") {
        std::cout << "dialer " CC_VERSION "\n";
        return EXIT_SUCCESS;
    }
    std::ostream& where = flag == "-h" ? std::cout : std::cerr;
    where << usage;
    return flag == "-h" ? EXIT_SUCCESS : EX_USAGE;
}
