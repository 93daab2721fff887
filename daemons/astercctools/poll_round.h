// SPDX-License-Identifier: GPL-3.0-or-later
// Which lists to ask of an Asterisk server, one after the other, and what to make of a refusal. Pure: the owner sends
// the actions and passes on what comes back.
//
// A list that this Asterisk does not have, or that our manager user may not see, is not asked for again until the next
// login, and said once. Without PJSIP's lists (they ask for write=system) DeviceStateList has to do.
#pragma once

#include "common/ami/message.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace tools {

enum class List { queues, pjsip_endpoints, pjsip_contacts, sip, iax, devices };
[[nodiscard]] std::string_view to_string(List list);

class PollRound {
public:
    enum class Answer { item, complete, none };
    enum class Refusal { denied, unsupported, empty, failed };

    // A new connection: what was refused may be allowed by now.
    void forget_refusals();
    void begin();
    // The list to ask for next; nothing when the round is over.
    [[nodiscard]] std::optional<List> next();
    void asked(std::string action_id) { action_id_ = std::move(action_id); }
    // The list that is coming in.
    [[nodiscard]] std::optional<List> current() const { return current_; }
    [[nodiscard]] bool is_under_way() const { return is_under_way_; }
    [[nodiscard]] Answer classify(const ami::Message& message) const;
    void completed();
    // `why`: Asterisk's words. The list is over.
    Refusal refused(std::string_view why);
    void abort();

    [[nodiscard]] bool is_denied(List list) const { return state(list) == State::denied; }

private:
    enum class State { open, denied, unsupported };
    static constexpr std::size_t lists = 6;
    [[nodiscard]] State state(List list) const { return states_[static_cast<std::size_t>(list)]; }
    [[nodiscard]] bool is_worth_asking(List list) const;

    std::array<State, lists> states_{};
    bool has_endpoints_ = false;  // without them contacts would look like all there is
    std::size_t next_ = 0;
    std::optional<List> current_;
    std::string action_id_;
    bool is_under_way_ = false;
};

}  // namespace tools
