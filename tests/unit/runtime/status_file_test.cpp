// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/status_file.h"
#include "common/runtime/log.h"
#include "common/runtime/pid_file.h"

#include <unistd.h>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

using namespace std::chrono_literals;
using runtime::rough_duration;
using runtime::StatusFormat;

namespace {

struct Folder {
    Folder()
    {
        char name[] = "/tmp/status_file_test.XXXXXX";
        path = mkdtemp(name);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    [[nodiscard]] std::string pid_file() const { return path / "astercc.pid"; }
    std::filesystem::path path;
};

nlohmann::json told(const Folder& folder)
{
    std::ostringstream out;
    (void)runtime::tell_status(out, "astercc", folder.pid_file(), StatusFormat::json);
    return nlohmann::json::parse(out.str());
}

std::string told_in_words(const Folder& folder)
{
    std::ostringstream out;
    (void)runtime::tell_status(out, "astercc", folder.pid_file(), StatusFormat::words);
    return out.str();
}

}  // namespace

TEST_CASE("a daemon that runs tells what it lacks, how late it is and what went wrong last", "[status]")
{
    const Folder folder;
    runtime::PidFile pid_file{folder.pid_file()};
    pid_file.write_pid();
    pid_file.beat();
    runtime::StatusFile status{folder.pid_file()};
    runtime::log_error("rows_refused", {{"rows", 3}});
    status.write({"", "database: away", 1'240ms});

    const auto json = told(folder);
    CHECK(json["running"] == true);
    CHECK(json["pid"] == getpid());
    CHECK(json["uptime_seconds"].is_number());
    CHECK(json["beat_age_seconds"].is_number());
    CHECK(json["lag_seconds"] == 1.2);
    CHECK(json["missing"] == "database: away");
    CHECK(json["last_error"]["text"] == "event=rows_refused rows=3");
    const auto words = told_in_words(folder);
    CHECK_THAT(words, Catch::StartsWith("astercc is running, pid " + std::to_string(getpid()) + "\n  up "));
    CHECK_THAT(words, Catch::Contains(", lag 1.2 s") && Catch::Contains("\n  missing: database: away\n"));
    CHECK_THAT(words, Catch::Contains(": event=rows_refused rows=3\n") && !Catch::Contains("stuck"));
}

TEST_CASE("after the end only the last error is left, and never passes for a running daemon", "[status]")
{
    const Folder folder;
    {
        runtime::PidFile pid_file{folder.pid_file()};
        pid_file.write_pid();
        runtime::log_error("failed", {{"err", "the disk is full"}});
        runtime::StatusFile{folder.pid_file()}.write({});
    }
    const auto json = told(folder);
    CHECK(json["running"] == false);
    CHECK(json["pid"].is_null());
    CHECK(json["uptime_seconds"].is_null());
    CHECK_THAT(told_in_words(folder),
               Catch::StartsWith("astercc is not running\n  last error ") && Catch::Contains("the disk is full"));
}

TEST_CASE("a status file of somebody else, or none, or nonsense says nothing of the one that runs", "[status]")
{
    const Folder folder;
    runtime::PidFile pid_file{folder.pid_file()};
    pid_file.write_pid();
    const auto text = GENERATE(as<std::string>{}, "", "nonsense", "[]", "{\"pid\":1,\"stuck\":\"x\",\"started_ms\":1}",
                               "{\"pid\":\"x\",\"started_ms\":[]}");
    if (!text.empty()) std::ofstream{folder.path / "astercc.status"} << text;
    const auto json = told(folder);
    CHECK(json["pid"] == getpid());
    CHECK(json["uptime_seconds"].is_null());
    CHECK(json["stuck"].is_null());
}

TEST_CASE("a duration is told in its two largest units", "[status]")
{
    CHECK(rough_duration(0s) == "0 s");
    CHECK(rough_duration(59s) == "59 s");
    CHECK(rough_duration(60s) == "1 min");
    CHECK(rough_duration(312s) == "5 min 12 s");
    CHECK(rough_duration(3h + 5s) == "3 h");
    CHECK(rough_duration(76h) == "3 d 4 h");
}
