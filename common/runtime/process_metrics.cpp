// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

namespace runtime {

namespace {

double seconds(const timeval& t)
{
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}

double cpu_seconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double resident_bytes()
{
    double total = 0;
    double resident = 0;  // pages, as /proc/self/statm has them second
    std::ifstream statm{"/proc/self/statm"};
    statm >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double open_descriptors()
{
    std::error_code error;
    const std::filesystem::directory_iterator all{"/proc/self/fd", error};
    return static_cast<double>(std::distance(begin(all), end(all)));
}

double epoch_seconds()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

void add_process_metrics(Metrics& metrics, const std::string& daemon)
{
    metrics.gauge("astercc_build_info", "1; the version is a label.", {{"daemon", daemon}, {"version", CC_VERSION}})
        .set(1);
    metrics.gauge("process_start_time_seconds", "Start of the process, Unix time.").set(epoch_seconds());
    const auto cpu = metrics.counter("process_cpu_seconds_total", "CPU time used, user and system.");
    const auto memory = metrics.gauge("process_resident_memory_bytes", "Memory the process holds.");
    const auto descriptors = metrics.gauge("process_open_fds", "Open file descriptors.");
    metrics.before_text([=] {
        cpu.raise_to(cpu_seconds());
        memory.set(resident_bytes());
        descriptors.set(open_descriptors());
    });
}

}  // namespace runtime
