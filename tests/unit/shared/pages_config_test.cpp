// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/pages_config.h"

#include "common/runtime/local_day.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace astercc;
using runtime::Config;
using runtime::ConfigError;

namespace {

// Both files in a folder of their own.
class Installation {
public:
    Installation()
    {
        char folder[] = "/tmp/astercc-pages-XXXXXX";
        REQUIRE(mkdtemp(folder) != nullptr);
        folder_ = folder;
    }
    ~Installation() { std::filesystem::remove_all(folder_); }

    [[nodiscard]] Config daemons(const std::string& text) const
    {
        return Config::parse(text, (folder_ / "astercc.conf").string());
    }
    void pages(const std::string& text) const
    {
        const auto path = folder_ / "astercrm.conf";
        std::ofstream{path} << text;
        std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }

private:
    std::filesystem::path folder_;
};

std::chrono::minutes hours_of(const Config& config)
{
    use_time_zone_of_pages(config);
    const auto minute = runtime::begin_of_local_hours(runtime::now());
    runtime::use_time_zone("");
    return minute;
}

}  // namespace

TEST_CASE("a daemon's days and hours are the pages'", "[shared][config]")
{
    using std::chrono::minutes;
    const Installation installed;
    const auto of_machine = runtime::begin_of_local_hours(runtime::now());
    CHECK(hours_of(installed.daemons("")) == of_machine);
    installed.pages("[system]\ntimezone = Asia/Kathmandu\n");
    CHECK(hours_of(installed.daemons("[system]\ntimezone =\n")) == minutes{15});
    CHECK(hours_of(installed.daemons("[system]\ntimezone = Asia/Kolkata\n")) == minutes{30});
}

TEST_CASE("a zone that is none is refused by the name of its file; a file that is none counts as absent",
          "[shared][config]")
{
    const Installation installed;
    installed.pages("[system]\ntimezone = Mars/Olympus\n");
    CHECK_THROWS_WITH(use_time_zone_of_pages(installed.daemons("")),
                      Catch::Contains("astercrm.conf") && Catch::Contains("timezone"));
    installed.pages("no INI at all\n");
    CHECK_NOTHROW(use_time_zone_of_pages(installed.daemons("")));
}
