// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/masquerade.h"

#include <algorithm>

namespace calls {
namespace {

// The steps follow one another at once: what is older than this many others has lost its end.
constexpr std::size_t kMostOpen = 16;

constexpr std::string_view kMasq = "<MASQ>";
constexpr std::string_view kZombie = "<ZOMBIE>";

}  // namespace

void Masquerades::on_rename(const Event& e)
{
    const std::string_view uid = e.fields[Key::uniqueid];
    const std::string_view new_name = e.fields[Key::new_name];
    if (new_name.ends_with(kMasq)) {
        if (open_.size() == kMostOpen) open_.erase(open_.begin());
        open_.push_back({std::string{new_name.substr(0, new_name.size() - kMasq.size())}, std::string{uid}, {}});
        return;
    }
    if (new_name.ends_with(kZombie)) {
        const auto step = std::ranges::find(open_, uid, &Step::zombie_uid);
        if (step == open_.end() || step->survivor_uid.empty()) {
            e.book.odd();
            return;
        }
        e.book.masquerade(step->zombie_uid, step->survivor_uid, e.at);
        open_.erase(step);
        return;
    }
    const auto step = std::ranges::find(open_, new_name, &Step::name);
    if (step != open_.end()) {
        step->survivor_uid = uid;
        return;
    }
    if (Channel* const channel = e.channel(Key::uniqueid)) e.book.rename(*channel, new_name);
}

}  // namespace calls
