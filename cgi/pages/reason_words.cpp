// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/reason_words.h"

#include <algorithm>

namespace pages {

i18n::Message words_of(dialing::Reason reason)
{
    return std::ranges::find(reason_words, to_string(reason), &ChoiceWord::value)->word;
}

}  // namespace pages
