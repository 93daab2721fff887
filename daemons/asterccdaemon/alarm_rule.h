// SPDX-License-Identifier: GPL-3.0-or-later
// Pure. When the administrator is called: a program died three times in a row soon after its start, so that restarting
// does not help. Each further death calls again, `tip_times` times in all until a program has recovered.
#pragma once

#include "daemons/asterccdaemon/news.h"

namespace watchdog {

class AlarmRule {
public:
    // Of another number of calls than before; those made count.
    void allow(int tip_times) { tip_times_ = tip_times; }
    // To be asked once for each news, in their order.
    [[nodiscard]] bool is_due(const News& news);

private:
    int tip_times_ = 0;
    int calls_ = 0;
};

}  // namespace watchdog
