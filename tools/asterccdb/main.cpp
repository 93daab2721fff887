// SPDX-License-Identifier: GPL-3.0-or-later
// asterccdb: makes the database, leads it from version to version. For the installer and
// for administrators; it trusts who runs it, reads the configuration's [database], and writes tables and backups.
#include "common/runtime/config.h"
#include "tools/asterccdb/options.h"
#include "tools/asterccdb/status.h"
#include "tools/asterccdb/upgrade.h"

#include <cstdlib>
#include <exception>
#include <iostream>

namespace {

using asterccdb::Options;
using asterccdb::UsageError;

constexpr int wrong_usage = 2;

void run(const Options& options)
{
    if (options.has("-h") || options.has("--help"))
        std::cout << asterccdb::usage;
    else if (options.has("-v") || options.has("--version"))
        asterccdb::print_version();
    else if (options.command() == "status")
        asterccdb::status(options);
    else if (options.command() == "upgrade")
        asterccdb::upgrade(options);
    else
        throw UsageError(options.command().empty() ? "a command is needed"
                                                   : "there is no command " + options.command());
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        run(Options::parse({argv + 1, argv + argc}));
        return EXIT_SUCCESS;
    } catch (const UsageError& e) {
        std::cerr << "asterccdb: " << e.what() << "\nTry asterccdb --help.\n";
        return wrong_usage;
    } catch (const std::exception& e) {
        std::cerr << "asterccdb: " << e.what() << "\n";
        return EXIT_FAILURE;
    }
}
