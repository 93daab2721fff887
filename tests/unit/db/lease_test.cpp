// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/db/lease.h"

#include <catch2/catch.hpp>

using db::LeaseHolder;
using db::LeaseRow;
using db::LeaseWatch;
using namespace std::chrono_literals;

namespace {

const LeaseHolder us{"left", "0123", 7, 0};
const LeaseHolder them{"right", "4567", 8, 99};
const auto noon = runtime::from_epoch_ms(1795413305000);
const LeaseWatch::Clock::time_point seen{100s};

LeaseRow row(const LeaseHolder& holder, std::optional<std::chrono::milliseconds> left)
{
    LeaseRow lease{holder, 3, std::nullopt, noon};
    if (left) lease.expires = noon + *left;
    return lease;
}

}  // namespace

TEST_CASE("a lease is left alone until its time is up or it was given up", "[lease]")
{
    LeaseWatch watch{us, {}};
    CHECK_FALSE(watch.may_take(row(them, 1500ms), seen));
    CHECK_FALSE(watch.may_take(row(them, 1ms), seen));
    CHECK(watch.may_take(row(them, 0ms), seen));
    CHECK(watch.may_take(row(them, -1h), seen));
    CHECK(watch.may_take(row(them, std::nullopt), seen));
    CHECK(watch.may_take(row({}, std::nullopt), seen));
}

TEST_CASE("what a dead predecessor of this installation held is ours at once", "[lease]")
{
    LeaseWatch watch{us, {}};
    CHECK(watch.may_take(row({"left", "0123", 6, 98}, 1500ms), seen));
    CHECK_FALSE(watch.may_take(row({"left", "4567", 6, 98}, 1500ms), seen));
    CHECK_FALSE(watch.may_take(row({"right", "0123", 6, 98}, 1500ms), seen));
}

TEST_CASE("a database clock put back does not make a lease last an hour", "[lease]")
{
    LeaseWatch watch{us, {}};
    const auto odd = row(them, 1h);
    CHECK_FALSE(watch.may_take(odd, seen));
    CHECK_FALSE(watch.may_take(odd, seen + 1499ms));
    CHECK(watch.may_take(odd, seen + 1500ms));
}

TEST_CASE("a holder that renews after the clock was put back keeps the lease", "[lease]")
{
    LeaseWatch watch{us, {}};
    CHECK_FALSE(watch.may_take(row(them, 1h), seen));
    CHECK_FALSE(watch.may_take(row(them, 1500ms), seen + 1s));
    CHECK_FALSE(watch.may_take(row(them, 1h), seen + 2s));
    CHECK_FALSE(watch.may_take(row(them, 1h + 1ms), seen + 4s));
}

TEST_CASE("an overdue holder's connection is killed only after a grace", "[lease]")
{
    const LeaseWatch watch{us, {}};
    CHECK_FALSE(watch.may_break(row(them, -399ms)));
    CHECK(watch.may_break(row(them, -400ms)));
    CHECK(watch.may_break(row({"left", "0123", 6, 98}, 1500ms)));
    CHECK_FALSE(watch.may_break(row({}, -1h)));
}

TEST_CASE("a holder's line is read back, and rubbish is nobody", "[lease]")
{
    const auto read = LeaseHolder::parse(them.text());
    CHECK(read.is_same_installation(them));
    CHECK(read.process == 8);
    CHECK(read.connection == 99);
    CHECK(LeaseHolder::parse("").host.empty());
    CHECK(LeaseHolder::parse("right 4567 x").journal.empty());
    CHECK(LeaseHolder{std::string(200, 'h'), std::string(16, 'j'), 4194304, 18446744073709551615U}.text().size() <=
          120);
}
