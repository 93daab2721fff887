// SPDX-License-Identifier: GPL-3.0-or-later
// One message about a queue, a member or a caller as a row. Pure.
#pragma once

#include "common/ami/message.h"
#include "common/pbx/queue_rows.h"

#include <string_view>

namespace pbx {

[[nodiscard]] QueueRow read_queue(const ami::Message& queue_params);
[[nodiscard]] CallerRow read_caller(const ami::Message& queue_entry, TimePoint now);
[[nodiscard]] CallerRow read_joined(const ami::Message& join, TimePoint now);
// The interface a message is about: "Interface" since 13, "Location" before and in lists.
[[nodiscard]] std::string_view member_interface(const ami::Message& message);
// Takes over what the message tells of the member; an event may tell a part only.
void update_member(MemberRow& member, const ami::Message& message);
// "queue show"'s word for a device state by number.
[[nodiscard]] std::string_view device_state_word(int state);

}  // namespace pbx
