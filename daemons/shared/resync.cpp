// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/shared/resync.h"

#include <algorithm>

namespace astercc {

void Resync::begin()
{
    entries_ = {};
    is_under_way_ = true;
}

void Resync::asked(List list, std::string action_id)
{
    entry(list).action_id = std::move(action_id);
}

void Resync::refused(List list)
{
    if (entry(list).progress == Progress::pending) entry(list).progress = Progress::refused;
}

void Resync::saw(const ami::Message& message)
{
    if (!is_under_way_ || !message.event().ends_with("Complete")) return;
    const auto id = message.find("ActionID");
    for (auto& e : entries_)
        if (!e.action_id.empty() && e.action_id == id) e.progress = Progress::complete;
}

bool Resync::is_settled() const
{
    return std::none_of(entries_.begin(), entries_.end(),
                        [](const Entry& e) { return e.progress == Progress::pending; });
}

bool Resync::is_complete() const
{
    return is_settled() &&
           (entry(List::channels).progress == Progress::complete || entry(List::status).progress == Progress::complete);
}

ami::Action list_action(Resync::List list)
{
    switch (list) {
        case Resync::List::channels:
            return ami::core_show_channels();
        case Resync::List::status:
            return ami::status();
        case Resync::List::bridges:
            return ami::bridge_list();
    }
    return ami::core_show_channels();
}

}  // namespace astercc
