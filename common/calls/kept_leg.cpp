// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/calls/kept_leg.h"

namespace calls {

KeptLeg::KeptLeg(const Leg& leg)
    : srcuid_(leg.key.srcuid),
      dstuid_(leg.key.dstuid),
      linkedid_(leg.linkedid),
      srcchan_(leg.srcchan),
      dstchan_(leg.dstchan),
      src_(leg.src),
      srcname_(leg.srcname),
      dst_(leg.dst),
      didnumber_(leg.didnumber),
      queue_(leg.queue),
      start_(leg.start),
      ringing_(leg.ringing),
      answer_(leg.answer),
      state_(leg.state),
      held_(leg.held)
{
}

Leg KeptLeg::to_leg() const
{
    Leg leg;
    leg.key = {srcuid_.str(), dstuid_.str()};
    leg.linkedid = linkedid_;
    leg.src = src_;
    leg.srcname = srcname_;
    leg.dst = dst_;
    leg.srcchan = srcchan_;
    leg.dstchan = dstchan_;
    leg.didnumber = didnumber_;
    leg.queue = queue_;
    leg.start = start_;
    leg.ringing = ringing_;
    leg.answer = answer_;
    leg.state = state_;
    leg.held = held_;
    return leg;
}

}  // namespace calls
