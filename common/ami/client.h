// SPDX-License-Identifier: GPL-3.0-or-later
// A manager session for programs that ask now and then and wait for the answer (the web programs). It connects when it
// is first asked, logs in by MD5 challenge without events, stays connected, and connects anew when the line broke.
//
// * Every wait is bounded; an error is one plain sentence.
// * An action that Asterisk may have received is never sent again: a broken line then is the answer (unavailable).
// * One thread at a time. Nothing is thrown for what the network or Asterisk do.
#pragma once

#include "common/ami/action_ids.h"
#include "common/ami/actions.h"
#include "common/ami/parser.h"
#include "common/ami/reply.h"
#include "common/runtime/file_descriptor.h"

#include <chrono>
#include <optional>
#include <set>
#include <string>

namespace ami {

struct ClientConfig {
    std::string host = "127.0.0.1";
    unsigned short port = 5038;
    std::string username;
    std::string secret;
    std::chrono::milliseconds connect{2'000};
    std::chrono::milliseconds answer{4'000};
};

// What one may ask of this Asterisk as this user.
struct Abilities {
    std::set<std::string, std::less<>> actions;  // lower case
    std::string version;                         // "22.10.1"
};

class Client {
public:
    explicit Client(ClientConfig config) : config_(std::move(config)) {}

    // refused: Asterisk's own words; timed_out; unavailable.
    [[nodiscard]] Result<Reply> ask(const Action& action);
    // Asked once per connection.
    [[nodiscard]] Result<Abilities> abilities();

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> open_line();
    [[nodiscard]] Result<void> log_in();
    [[nodiscard]] bool is_broken();
    [[nodiscard]] Result<Reply> exchange(const Action& action);
    [[nodiscard]] Result<void> send(std::string_view bytes, Clock::time_point until);
    [[nodiscard]] Result<Reply> read_answer(const std::string& id, Clock::time_point until);
    void take(std::string_view bytes, std::string_view id, std::optional<Result<Reply>>& answer);
    [[nodiscard]] runtime::Error give_up(runtime::Errc code, const std::string& why);

    const ClientConfig config_;
    ActionIds ids_;
    runtime::FileDescriptor line_;
    Parser parser_;
    std::optional<Abilities> abilities_;
};

}  // namespace ami
