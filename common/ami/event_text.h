// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: an AMI message as one line of text, the form of the table `events`, and back.
//
//   Event: Hangup  Privilege: call,all  Channel: SIP/8001-00000002  Cause: 16
//
// Each line end (CR LF) is two spaces, as in the original. What stands within a line can be told from a line end
// again: there a space after a space, or at the end of a line, is written as a no-break space (U+00A0). So no
// caller can add headers by the name he gives himself. The text is valid UTF-8 without NUL and without line ends.
#pragma once

#include "common/ami/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace ami {

[[nodiscard]] std::string to_event_text(const Message& message);

// The message a text was made of; views into the text. Its no-break spaces stay what they are.
class EventText {
public:
    // Reads another text; the last one's message ends. Keeps its buffer.
    [[nodiscard]] Message read(std::string_view text);

private:
    std::vector<Header> headers_;
};

}  // namespace ami
