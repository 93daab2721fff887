// SPDX-License-Identifier: GPL-3.0-or-later
// astercrm-import -c FILE JOB: takes the step a job of import_job waits for, and ends.
// astercrm-import -c FILE national PROFILE: loads the national do-not-call list that came for the profile.
// Reads astercrm.conf and the file that was sent; writes the tables of the import. It may be killed at any moment.
#include "cgi/web/settings.h"
#include "common/imports/import_run.h"
#include "common/imports/national_load.h"
#include "common/runtime/config.h"
#include "common/runtime/local_day.h"
#include "common/runtime/log.h"
#include "common/runtime/text.h"

#include <sysexits.h>

#include <iostream>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace {

web::Settings begin(const char* config_path)
{
    auto settings = web::Settings::from(runtime::Config::load(config_path));
    runtime::open_log("astercrm-import", settings.log_file, runtime::LogLevel::info);
    runtime::use_time_zone(settings.time_zone);
    return settings;
}

std::optional<unsigned> job_of(std::string_view text)
{
    const auto job = runtime::to_number(text);
    if (!job || *job <= 0 || *job > std::numeric_limits<unsigned>::max()) return std::nullopt;
    return static_cast<unsigned>(*job);
}

}  // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    const bool is_for_us = arguments.size() >= 3 && arguments[0] == "-c";
    const auto job = is_for_us && arguments.size() == 3 ? job_of(arguments[2]) : std::nullopt;
    const bool is_national = is_for_us && arguments.size() == 4 && arguments[2] == "national";
    if (!job && !is_national) {
        std::cerr << "astercrm-import -c FILE JOB\nastercrm-import -c FILE national PROFILE\n";
        return EX_USAGE;
    }
    try {
        const auto settings = begin(argv[2]);
        if (job)
            imports::run_job(settings.database, settings.upload_path, *job);
        else
            imports::load_national_list(settings.database, settings.upload_path, argv[4]);
        return EXIT_SUCCESS;
    } catch (const std::exception& e) {
        runtime::log_error("import_failed", {{"job", argv[argc - 1]}, {"err", e.what()}});
        return EX_SOFTWARE;
    }
}
