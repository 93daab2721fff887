// SPDX-License-Identifier: GPL-3.0-or-later
// Starts astercrm-import. It goes on when the page is left and when manager.fcgi ends.
#pragma once

#include "cgi/web/settings.h"
#include "common/runtime/background.h"

#include <string>

namespace pages {

class ImportWorker {
public:
    explicit ImportWorker(const web::Settings& settings)
        : program_(settings.import_program), config_(settings.config_path)
    {
    }

    void load_national_list(const std::string& profile) const
    {
        runtime::start_in_background({program_, "-c", config_, "national", profile});
    }
    void start(unsigned job) const { runtime::start_in_background({program_, "-c", config_, std::to_string(job)}); }

private:
    const std::string program_;
    const std::string config_;
};

}  // namespace pages
