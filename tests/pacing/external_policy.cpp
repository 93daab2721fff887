// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/pacing/external_policy.h"

#include <fmt/format.h>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace pacing_test {

using dialing::pacing::EventKind;

ExternalPolicy::ExternalPolicy(const Scenario& s, const std::string& command)
{
    start(command);
    say(fmt::format("HELLO 1 agents={} tick={:g} duration={:g} target={:g} wait={:g} ring_timeout={:g} trunks={}",
                    s.agents, s.tick, s.duration(), s.target, s.wait, s.ring_timeout, s.lines()));
    if (answer().rfind("READY", 0) != 0) throw std::runtime_error{"the program did not say READY"};
}

ExternalPolicy::~ExternalPolicy()
{
    std::fputs("BYE\n", to_);
    std::fclose(to_);
    std::fclose(from_);
    waitpid(process_, nullptr, 0);
}

void ExternalPolicy::start(const std::string& command)
{
    std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> down{};
    std::array<int, 2> up{};
    if (pipe(down.data()) != 0 || pipe(up.data()) != 0) throw std::runtime_error{"no pipe"};
    const auto line = "exec " + command;
    process_ = fork();
    if (process_ == 0) {
        dup2(down[0], STDIN_FILENO);
        dup2(up[1], STDOUT_FILENO);
        for (const int fd : {down[0], down[1], up[0], up[1]})
            close(fd);
        execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
        _exit(127);
    }
    close(down[0]);
    close(up[1]);
    to_ = fdopen(down[1], "w");
    from_ = fdopen(up[0], "r");
}

void ExternalPolicy::say(const std::string& line)
{
    std::fputs((line + "\n").c_str(), to_);
    std::fflush(to_);
}

std::string ExternalPolicy::answer()
{
    std::array<char, 256> line{};
    if (std::fgets(line.data(), line.size(), from_) == nullptr)
        throw std::runtime_error{"the program closed its output"};
    return line.data();
}

void ExternalPolicy::hear(const dialing::pacing::Event& e)
{
    events_ += fmt::format(" {},{:.3f},{},{}", static_cast<char>(e.kind), e.at, e.call, e.agent);
    if (e.kind == EventKind::talk_ended) events_ += e.was_machine ? ",m" : ",h";
    ++event_count_;
}

dialing::pacing::Decision ExternalPolicy::decide(const dialing::pacing::Situation& s)
{
    say(fmt::format("T {:.3f} {} {} {} {} {} {} {} {} {} {} {}{}", s.now, s.idle, s.talking, s.wrapping, s.paused,
                    s.ringing, s.queued, s.lines_free, s.placed, s.connected, s.abandoned, event_count_, events_));
    events_.clear();
    event_count_ = 0;
    return {std::stoi(answer()), {}};
}

}  // namespace pacing_test
