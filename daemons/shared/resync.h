// SPDX-License-Identifier: GPL-3.0-or-later
// After every login: asks Asterisk what is alive, and tells when the whole answer is there. Pure: the owner sends the
// actions and passes on what comes back.
//
// Asterisk 1.4 has no CoreShowChannels and versions before 12 no BridgeList: a refused list is no obstacle as long as
// one that names the channels was complete.
#pragma once

#include "common/ami/actions.h"
#include "common/ami/message.h"

#include <array>
#include <string>
#include <string_view>

namespace astercc {

class Resync {
public:
    enum class List { channels, status, bridges };
    static constexpr std::array all_lists{List::channels, List::status, List::bridges};

    // A new login: forgets what was under way.
    void begin();
    // The list was asked for under this ActionID.
    void asked(List list, std::string action_id);
    // Asterisk refused it, or did not answer.
    void refused(List list);
    // Any message: notices the end of a list.
    void saw(const ami::Message& message);

    [[nodiscard]] bool is_under_way() const { return is_under_way_; }
    // Every list has ended one way or another ...
    [[nodiscard]] bool is_settled() const;
    // ... and the channels are known.
    [[nodiscard]] bool is_complete() const;
    void finish() { is_under_way_ = false; }

private:
    enum class Progress { pending, complete, refused };
    struct Entry {
        std::string action_id;
        Progress progress = Progress::pending;
    };
    [[nodiscard]] const Entry& entry(List list) const { return entries_[static_cast<std::size_t>(list)]; }
    [[nodiscard]] Entry& entry(List list) { return entries_[static_cast<std::size_t>(list)]; }

    std::array<Entry, all_lists.size()> entries_;
    bool is_under_way_ = false;
};

// What asks Asterisk for that list.
[[nodiscard]] ami::Action list_action(Resync::List list);

}  // namespace astercc
