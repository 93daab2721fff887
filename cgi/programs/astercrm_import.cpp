// SPDX-License-Identifier: GPL-3.0-or-later
// astercrm-import -c FILE JOB: takes the step a job of import_job waits for, and ends. Reads astercrm.conf and the
// job's file; writes the tables of the import. It may be killed at any moment.
#include "cgi/web/settings.h"
#include "common/imports/import_run.h"
#include "common/runtime/config.h"
#include "common/runtime/local_day.h"
#include "common/runtime/log.h"
#include "common/runtime/text.h"

#include <sysexits.h>

#include <iostream>
#include <limits>
#include <string_view>

namespace {

int run(const char* config_path, unsigned job)
{
    const auto settings = web::Settings::from(runtime::Config::load(config_path));
    runtime::open_log("astercrm-import", settings.log_file, runtime::LogLevel::info);
    runtime::use_time_zone(settings.time_zone);
    imports::run_job(settings.database, settings.upload_path, job);
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv)
{
    const auto job = argc == 4 ? runtime::to_number(argv[3]) : std::nullopt;
    if (!job || *job <= 0 || *job > std::numeric_limits<unsigned>::max() || std::string_view(argv[1]) != "-c") {
        std::cerr << "astercrm-import -c FILE JOB\n";
        return EX_USAGE;
    }
    try {
        return run(argv[2], static_cast<unsigned>(*job));
    } catch (const std::exception& e) {
        runtime::log_error("import_failed", {{"job", *job}, {"err", e.what()}});
        return EX_SOFTWARE;
    }
}
