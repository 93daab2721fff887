// SPDX-License-Identifier: GPL-3.0-or-later
// Who hears, beside the writer, what becomes of the calls of one server. Called in the worker's thread, at once and
// before the database has it: must not wait.
#pragma once

#include "common/calls/leg.h"
#include "common/db/lease.h"

#include <utility>
#include <vector>

namespace astercc {

class CallListener {
public:
    virtual ~CallListener() = default;
    // After the start and after each take-over, when what had been heard by then is committed: what is alive. What
    // becomes of it follows. Whatever is written because of it is written under that lease.
    virtual void alive(const std::vector<calls::Leg>& legs, const db::LeaseProof& lease) = 0;
    // Another astercc writes in our place: nothing follows until alive() comes again.
    virtual void stood_down() = 0;
    virtual void changed(const std::vector<calls::Change>& changes, runtime::TimePoint at) = 0;
};

// Several of them, who outlive it.
class CallListeners : public CallListener {
public:
    explicit CallListeners(std::vector<CallListener*> listeners) : listeners_(std::move(listeners)) {}

    void alive(const std::vector<calls::Leg>& legs, const db::LeaseProof& lease) override
    {
        for (auto* listener : listeners_)
            listener->alive(legs, lease);
    }
    void stood_down() override
    {
        for (auto* listener : listeners_)
            listener->stood_down();
    }
    void changed(const std::vector<calls::Change>& changes, runtime::TimePoint at) override
    {
        for (auto* listener : listeners_)
            listener->changed(changes, at);
    }

private:
    std::vector<CallListener*> listeners_;
};

}  // namespace astercc
