// SPDX-License-Identifier: GPL-3.0-or-later
// The dialer's claims from a long dial list: how long the next numbers take to find, and how many originations a second
// are decided, recorded and closed again, as the dialer does between two of its ticks. Asterisk is not asked.
//   claim_bench [ROWS]     rows of the dial list (10000000), of ten campaigns; one of them dials
#include "common/dialing/compliance_profile.h"
#include "daemons/dialer/number_claims.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

constexpr unsigned campaigns = 10;
constexpr unsigned calls_per_tick = 20;  // 200 a second at ten ticks
constexpr unsigned ticks = 500;

db::DbConfig test_database()
{
    const char* socket = std::getenv("ASTERCC_TEST_DB_SOCKET");
    if (socket == nullptr)
        throw std::runtime_error{"run it through private_mariadb.py: ASTERCC_TEST_DB_SOCKET is not set"};
    db::DbConfig config;
    config.host = socket;
    config.user = "root";
    return config;
}

// Four in five are due, in no order.
constexpr db::Sql insert_list =
    "INSERT INTO diallist (dialnumber, dialtime, groupid, campaignid, linetype, consenttime, creby, cretime) "
    "SELECT CONCAT('021', LPAD(s, 8, '0')), UTC_TIMESTAMP() + INTERVAL CAST(s * 7919 % 100000 AS SIGNED) - 80000 "
    "SECOND, 1, "
    "1 + s % ?, 'fixed', UTC_TIMESTAMP(), 'bench', UTC_TIMESTAMP() FROM (SELECT ? + seq AS s FROM seq_1_to_50000 "
    "WHERE seq <= ?) numbers";

// As a server with such a list has it.
constexpr db::Sql size_pool = "SET GLOBAL innodb_buffer_pool_size = 4 << 30";

void fill(db::Connection& connection, unsigned rows)
{
    constexpr unsigned batch = 50'000;
    for (unsigned done = 0; done < rows; done += batch)
        connection.execute(insert_list, campaigns, done, std::min(batch, rows - done));
}

// Where it is noon, so that the hour of the run forbids nothing.
std::string zone_at_noon()
{
    const auto hour = std::chrono::floor<std::chrono::hours>(runtime::now().time_since_epoch()).count() % 24;
    return hour < 12 ? fmt::format("Etc/GMT-{}", 12 - hour) : fmt::format("Etc/GMT+{}", hour - 12);
}

dialing::CampaignSettings settings()
{
    dialing::CampaignSettings campaign;
    campaign.id = 1;
    campaign.group = 1;
    campaign.name = "bench";
    campaign.is_enabled = campaign.is_started = true;
    campaign.out_context = "from-internal";
    campaign.in_context = "from-trunk";
    campaign.in_exten = "500";
    campaign.profile = "US";
    campaign.zones = {zone_at_noon()};
    campaign.asks_national_list = false;
    return campaign;
}

class Figures {
public:
    template <class Work>
    auto measure(const Work& work)
    {
        const auto begun = Clock::now();
        auto result = work();
        milliseconds_.push_back(duration<double, std::milli>{Clock::now() - begun}.count());
        return result;
    }
    void print(const char* what)
    {
        std::ranges::sort(milliseconds_);
        const auto at = [&](double share) {
            return milliseconds_[static_cast<std::size_t>(share * static_cast<double>(milliseconds_.size() - 1))];
        };
        fmt::print("  {:<58} p50 {:6.2f} ms, p99 {:6.2f} ms, longest {:6.2f} ms\n", what, at(0.5), at(0.99), at(1));
    }

private:
    std::vector<double> milliseconds_;
};

void close(db::LazyConnection& database, db::Lease& lease, const std::vector<db::OpenAttempt>& attempts)
{
    auto& connection = database.get();
    db::Transaction transaction{connection};
    lease.confirm(connection);
    db::DialerAttemptGateway gateway{connection};
    for (const auto& attempt : attempts) {
        dialing::CallEnd end;
        end.response = dialing::Response::no_answer;
        end.ended = runtime::now();
        gateway.close({.id = attempt.id, .campaign = attempt.campaign, .end = end});
    }
    transaction.commit();
    lease.renewed();
}

void run(unsigned rows)
{
    db::LazyConnection database{test_database()};
    fmt::print("{} rows in the dial list\n", rows);
    database.get().execute(size_pool);
    fill(database.get(), rows);

    const auto campaign = settings();
    const auto* profile = dialing::find_profile(campaign.profile);
    if (profile == nullptr) throw std::runtime_error{"no profile " + campaign.profile};
    dialer::NumberClaims claims{"UTC", 0};
    const auto state =
        dialing::state_of(campaign, {}, claims.clocks().at("", runtime::now()).value_or(dialing::ZoneClock{}));
    db::Lease lease{"dialer", {.host = "bench", .journal = "bench", .process = getpid()}};
    if (!lease.take(database.get())) throw std::runtime_error{"the lease is held"};

    Figures look;
    Figures claim;
    Figures record_ends;
    std::size_t placed = 0;
    const auto begun = Clock::now();
    for (unsigned tick = 0; tick < ticks; ++tick) {
        std::ignore = look.measure(
            [&] { return db::CampaignListGateway{database.get()}.next(campaign, runtime::now(), calls_per_tick); });
        const auto result = claim.measure([&] {
            return claims.claim(
                database, lease,
                {.campaign = campaign, .profile = *profile, .state = state, .server = "bench", .calls = calls_per_tick},
                {}, 0);
        });
        placed += result.attempts.size();
        record_ends.measure([&] {
            close(database, lease, result.attempts);
            return true;
        });
    }
    const double seconds = duration<double>{Clock::now() - begun}.count();
    look.print("the next 20 numbers found");
    claim.print("20 numbers found, decided, claimed, recorded, committed");
    record_ends.print("20 attempts closed, committed");
    fmt::print("  {:.0f} originations a second, decided and recorded from their claim to their end ({} in {:.1f} s)\n",
               static_cast<double>(placed) / seconds, placed, seconds);
}

}  // namespace

int main(int argc, char** argv)
try {
    constexpr unsigned ten_million = 10'000'000;
    run(argc > 1 ? static_cast<unsigned>(std::stoul(argv[1])) : ten_million);
    return EXIT_SUCCESS;
} catch (const std::exception& e) {
    fmt::print(stderr, "claim_bench: {}\n", e.what());
    return EXIT_FAILURE;
}
