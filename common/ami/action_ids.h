// SPDX-License-Identifier: GPL-3.0-or-later
// Names of actions: unguessable, so that nobody who can smuggle a line into the stream can forge an answer.
#pragma once

#include <atomic>
#include <string>

namespace ami {

class ActionIds {
public:
    ActionIds();
    [[nodiscard]] std::string next();

private:
    std::string prefix_;
    std::atomic<unsigned long> last_{0};
};

}  // namespace ami
