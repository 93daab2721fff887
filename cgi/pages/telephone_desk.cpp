// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/telephone_desk.h"

namespace pages {

dialing::Desk desk_of(const db::Telephone& telephone, const web::Settings& settings)
{
    return {.extension = telephone.extension,
            .channel = telephone.channel,
            .accountcode = telephone.accountcode,
            .incontext = telephone.incontext.empty() ? settings.incontext : telephone.incontext,
            .outcontext = telephone.outcontext.empty() ? settings.outcontext : telephone.outcontext};
}

}  // namespace pages
