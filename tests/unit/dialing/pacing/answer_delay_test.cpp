// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/answer_delay.h"

#include <catch2/catch.hpp>

using dialing::pacing::AnswerDelay;

TEST_CASE("a call that has rung long will hardly be answered", "[pacing][answers]")
{
    const AnswerDelay delay{25};
    const double young = delay.answers_within(delay.bin_of(0), 30, .3);
    const double old = delay.answers_within(delay.bin_of(22), 30, .3);
    CHECK(young == Approx(.3).margin(.02));
    CHECK(old < young / 2);
}

TEST_CASE("a call that was neither busy nor failed is the likelier answered", "[pacing][answers]")
{
    const AnswerDelay delay{25};
    CHECK(delay.answers_within(delay.bin_of(5), 30, .3) > delay.answers_within(delay.bin_of(0), 30, .3));
}

TEST_CASE("answer delays are learned once they are refreshed", "[pacing][answers]")
{
    AnswerDelay delay{25};
    for (int i = 0; i < 1000; ++i)
        delay.learn(5.2, true);
    CHECK(delay.answered_by(6) < .2);
    delay.refresh();
    CHECK(delay.answered_by(5) < .05);
    CHECK(delay.answered_by(6) > .95);
}

TEST_CASE("delays out of all bounds are taken", "[pacing][answers]")
{
    AnswerDelay delay{25};
    delay.learn(-3, true);
    delay.learn(1e9, false);
    delay.refresh();
    CHECK(delay.answered_by(-1) == 0);
    CHECK(delay.answered_by(1e9) == Approx(1));
    CHECK(delay.answers_within(delay.bin_of(1e9), 10, .3) == 0);
}
