// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/programs/program.h"

#include "cgi/web/fastcgi.h"
#include "common/runtime/config.h"
#include "common/runtime/local_day.h"
#include "common/runtime/log.h"

#include <sysexits.h>

namespace programs {

namespace {

int run_once(const char* name, const std::function<int(const web::Settings&)>& run)
{
    runtime::open_log(name, "", runtime::LogLevel::info);
    const auto settings = web::Settings::load();
    if (!settings.log_file.empty()) runtime::open_log(name, settings.log_file, runtime::LogLevel::info);
    runtime::use_time_zone(settings.time_zone);
    return run(settings);
}

}  // namespace

int run_program(const char* name, const std::function<int(const web::Settings&)>& run)
{
    try {
        int status = web::serve_anew;
        while (status == web::serve_anew)
            status = run_once(name, run);
        return status;
    } catch (const runtime::ConfigError& e) {
        runtime::log_fatal("cannot_start", {{"err", e.what()}});
        return EX_CONFIG;
    } catch (const std::exception& e) {
        runtime::log_fatal("cannot_start", {{"err", e.what()}});
        return EX_SOFTWARE;
    }
}

int serve(web::Site& site, const web::Settings& settings)
{
    return web::serve([&](web::Request request) { return site.answer(std::move(request)); },
                      [&] { return settings.is_outdated(); });
}

}  // namespace programs
