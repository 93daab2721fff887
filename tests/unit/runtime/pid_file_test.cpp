// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/pid_file.h"

#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

namespace {

struct TempDir {
    TempDir() { REQUIRE(mkdtemp(path.data()) != nullptr); }
    ~TempDir()
    {
        unlink(file().c_str());
        rmdir(path.c_str());
    }
    [[nodiscard]] std::string file() const { return path + "/d.pid"; }
    std::string path = "/tmp/astercc-pid-XXXXXX";
};

}  // namespace

TEST_CASE("a daemon runs as long as the lock is held, whatever number the file names", "[pidfile]")
{
    const TempDir dir;
    CHECK(runtime::running_pid(dir.file()) == 0);
    std::ofstream{dir.file()} << "1\n";
    CHECK(runtime::running_pid(dir.file()) == 0);
    {
        runtime::PidFile held{dir.file()};
        CHECK(runtime::running_pid(dir.file()) == 0);  // not yet written, and the old number is gone
        held.write_pid();
        CHECK(runtime::running_pid(dir.file()) == getpid());
        CHECK(runtime::has_open(getpid(), dir.file()));
        CHECK_FALSE(runtime::has_open(getppid(), dir.file()));
        CHECK_THROWS_AS(runtime::PidFile{dir.file()}, runtime::AlreadyRunning);
    }
    CHECK(runtime::running_pid(dir.file()) == 0);
}

TEST_CASE("a killed holder leaves the lock free", "[pidfile]")
{
    const TempDir dir;
    int ready[2];
    REQUIRE(pipe(ready) == 0);
    const pid_t child = fork();
    if (child == 0) {
        runtime::PidFile held{dir.file()};
        held.write_pid();
        if (write(ready[1], "+", 1) != 1) _exit(1);
        pause();
        _exit(0);
    }
    char byte{};
    REQUIRE(read(ready[0], &byte, 1) == 1);
    CHECK(runtime::running_pid(dir.file()) == child);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    CHECK(runtime::running_pid(dir.file()) == 0);
    CHECK_NOTHROW(runtime::PidFile{dir.file()});
    close(ready[0]);
    close(ready[1]);
}

TEST_CASE("a heartbeat changes the pid file's time, and a daemon that never beat has none", "[pidfile]")
{
    const TempDir dir;
    CHECK_FALSE(runtime::last_beat(dir.file()));
    runtime::PidFile held{dir.file()};
    held.write_pid();
    CHECK_FALSE(runtime::last_beat(dir.file()));
    held.beat();
    const auto first = runtime::last_beat(dir.file());
    REQUIRE(first);
    while (runtime::last_beat(dir.file()) == first)  // the file system's clock ticks every few milliseconds
        held.beat();
    CHECK(runtime::last_beat(dir.file()) > first);
    CHECK(runtime::running_pid(dir.file()) == getpid());
}
