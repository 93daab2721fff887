// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/dialing/pacing/answer_rate.h"

#include <catch2/catch.hpp>

#include <map>

using namespace dialing::pacing;

namespace {

// Ten calls a second, every n-th of which a person answers twelve seconds after it was dialed.
class List {
public:
    void call_for(double seconds, int every)
    {
        for (const double end = now_ + seconds; now_ < end; now_ += .1) {
            rate.call_dialed(now_);
            if (++calls_ % every == 0) ++answers_[now_ + 12];
            for (; !answers_.empty() && answers_.begin()->first <= now_; answers_.erase(answers_.begin()))
                rate.person_answered();
            rate.update(now_, delay_);
        }
    }

    AnswerRate rate;

private:
    AnswerDelay delay_{25};
    double now_ = 0;
    int calls_ = 0;
    std::map<double, int> answers_;
};

}  // namespace

TEST_CASE("the answer rate is found although the unanswered calls report last", "[pacing][answers]")
{
    List list;
    list.call_for(60, 4);
    CHECK(list.rate.rate() == Approx(.25).margin(.05));
    list.call_for(600, 4);
    CHECK(list.rate.rate() == Approx(.25).margin(.02));
}

TEST_CASE("the answer rate becomes certain with the calls", "[pacing][answers]")
{
    List list;
    list.call_for(20, 4);
    const double first = list.rate.uncertainty();
    list.call_for(600, 4);
    CHECK(list.rate.uncertainty() < first / 3);
}

TEST_CASE("a sudden change of the list is seen within a minute", "[pacing][answers]")
{
    List list;
    list.call_for(1800, 5);
    list.call_for(72, 2);
    CHECK(list.rate.rate() > .4);
}

TEST_CASE("nothing dialed, nothing known", "[pacing][answers]")
{
    AnswerRate rate;
    rate.update(10, AnswerDelay{25});
    CHECK(rate.sample() == 0);
    CHECK(rate.rate() > 0);
}
