// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/pid_file.h"

#include "tests/temp_directory.h"

#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

TEST_CASE("a daemon runs as long as the lock is held, whatever number the file names", "[pidfile]")
{
    const test::TempDirectory dir;
    const std::string file = dir.path() + "/d.pid";
    CHECK(runtime::running_pid(file) == 0);
    std::ofstream{file} << "1\n";
    CHECK(runtime::running_pid(file) == 0);
    {
        runtime::PidFile held{file};
        CHECK(runtime::running_pid(file) == 0);  // not yet written, and the old number is gone
        held.write_pid();
        CHECK(runtime::running_pid(file) == getpid());
        CHECK(runtime::has_open(getpid(), file));
        CHECK_FALSE(runtime::has_open(getppid(), file));
        CHECK_THROWS_AS(runtime::PidFile{file}, runtime::AlreadyRunning);
    }
    CHECK(runtime::running_pid(file) == 0);
}

TEST_CASE("a killed holder leaves the lock free", "[pidfile]")
{
    const test::TempDirectory dir;
    const std::string file = dir.path() + "/d.pid";
    int ready[2];
    REQUIRE(pipe(ready) == 0);
    const pid_t child = fork();
    if (child == 0) {
        runtime::PidFile held{file};
        held.write_pid();
        if (write(ready[1], "+", 1) != 1) _exit(1);
        pause();
        _exit(0);
    }
    char byte{};
    REQUIRE(read(ready[0], &byte, 1) == 1);
    CHECK(runtime::running_pid(file) == child);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    CHECK(runtime::running_pid(file) == 0);
    CHECK_NOTHROW(runtime::PidFile{file});
    close(ready[0]);
    close(ready[1]);
}

TEST_CASE("a heartbeat changes the pid file's time, and a daemon that never beat has none", "[pidfile]")
{
    const test::TempDirectory dir;
    const std::string file = dir.path() + "/d.pid";
    CHECK_FALSE(runtime::last_beat(file));
    runtime::PidFile held{file};
    held.write_pid();
    CHECK_FALSE(runtime::last_beat(file));
    held.beat();
    const auto first = runtime::last_beat(file);
    REQUIRE(first);
    while (runtime::last_beat(file) == first)  // the file system's clock ticks every few milliseconds
        held.beat();
    CHECK(runtime::last_beat(file) > first);
    CHECK(runtime::running_pid(file) == getpid());
}
