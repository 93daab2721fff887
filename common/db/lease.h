// SPDX-License-Identifier: GPL-3.0-or-later
// One row of the table `lease`: who of several programs may write what only one may write at a time.
//
// * The holder renews before the row's time is up; whoever finds it up takes over and raises the token.
// * Fencing: every writing transaction of a holder begins with confirm(), which locks the row and compares tokens. So
//   no transaction of a former holder commits after a take-over, however long it slept (Kleppmann, "How to do
//   distributed locking", 2016). The times only decide how soon somebody takes over; they are the database's.
// * A holder whose machine vanished may leave a transaction open that keeps the row locked: its connection is killed.
// * Threads beside the holder's, on connections of their own, write under a LeaseProof: the token of the term in which
//   they learned what they write.
//
// LeaseWatch is the decision alone, without a database. Lease belongs to one thread.
#pragma once

#include "common/db/connection.h"

#include <chrono>
#include <optional>
#include <string>

namespace db {

struct LeaseTimes {
    std::chrono::milliseconds time_to_live{1500};
    std::chrono::milliseconds renewal{500};
    std::chrono::milliseconds grace{400};  // an overdue holder in mid-transaction may finish within
};

// Who holds it: the journal tells installations apart, process and connection are of this run.
struct LeaseHolder {
    std::string host;
    std::string journal;
    int process = 0;
    std::uint64_t connection = 0;

    [[nodiscard]] std::string text() const;
    // What text() wrote; anything else is a holder of no name.
    [[nodiscard]] static LeaseHolder parse(const std::string& text);
    [[nodiscard]] bool is_same_installation(const LeaseHolder& other) const
    {
        return host == other.host && journal == other.journal;
    }
};

struct LeaseRow {
    LeaseHolder holder;
    std::uint64_t token = 0;
    std::optional<TimePoint> expires;  // nothing: given up
    TimePoint now{};                   // the database's clock
};

class LeaseWatch {
public:
    using Clock = std::chrono::steady_clock;
    LeaseWatch(LeaseHolder self, LeaseTimes times) : self_(std::move(self)), times_(times) {}

    // Up, given up, or held by a dead predecessor of this installation. A time further ahead than anybody can have set
    // (the database's clock was put back) counts from when it was seen first.
    [[nodiscard]] bool may_take(const LeaseRow& row, Clock::time_point seen);
    // It may be taken but is locked: may the holder's connection be killed?
    [[nodiscard]] bool may_break(const LeaseRow& row) const;

private:
    LeaseHolder self_;
    LeaseTimes times_;
    std::optional<TimePoint> odd_expiry_;
    Clock::time_point odd_since_{};
};

// "astercc:SERVER"
[[nodiscard]] std::string lease_name(const std::string& server);
// Nothing when nobody ever held it.
[[nodiscard]] std::optional<LeaseRow> look_at_lease(Connection& connection, const std::string& name);

class LeaseLost : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A holder's term, as a value: for whoever writes in its name. Copied at will, used by one thread at a time.
class LeaseProof {
public:
    LeaseProof() = default;
    LeaseProof(std::string name, std::uint64_t token) : name_(std::move(name)), token_(token) {}

    [[nodiscard]] bool is_held() const { return token_ != 0; }
    // Before a transaction's first write: until its end nobody takes over, and the holder's own transactions wait.
    // Throws LeaseLost when that term is over.
    void confirm(Connection& connection) const;
    bool operator==(const LeaseProof&) const = default;

private:
    std::string name_;
    std::uint64_t token_ = 0;
};

// For a connection that writes under a LeaseProof: the server ends a transaction whose client has gone silent, so that
// one that sleeps in it does not hold up a take-over. MySQL knows no such limit: there nothing is done.
void limit_idle_transactions(Connection& connection);

// Functions that take a Connection throw DbUnavailable and DbError.
class Lease {
public:
    Lease(std::string name, LeaseHolder self, LeaseTimes times = {});

    [[nodiscard]] bool is_held() const { return token_ != 0; }
    [[nodiscard]] std::uint64_t token() const { return token_; }
    // Who held it when take() looked last.
    [[nodiscard]] const LeaseHolder& other() const { return other_; }

    // Looks, and takes it when it may. Returns is_held(). No transaction may be open.
    bool take(Connection& connection);
    // First in every writing transaction; renews when that is due. Throws LeaseLost when another has taken it.
    void confirm(Connection& connection);
    [[nodiscard]] bool is_renewal_due() const;
    // No longer ago than that: nobody can have taken it since, as long as that is less than its time to live.
    [[nodiscard]] bool is_confirmed_within(std::chrono::milliseconds time) const
    {
        return token_ != 0 && Clock::now() - confirmed_ <= time;
    }
    // The transaction that renewed was committed.
    void renewed();
    // Gives it up, so that another may take it at once.
    void release(Connection& connection);
    // Without telling the database: it was lost.
    void forget() { token_ = 0; }

private:
    [[nodiscard]] std::optional<LeaseRow> lock(Connection& connection) const;
    [[nodiscard]] long long time_to_live_us() const;

    using Clock = LeaseWatch::Clock;

    const std::string name_;
    LeaseHolder self_;
    const LeaseTimes times_;
    LeaseWatch watch_;
    LeaseHolder other_;
    std::uint64_t token_ = 0;
    Clock::time_point renewal_due_{};
    Clock::time_point confirmed_{};
    bool is_renewing_ = false;  // the open transaction does
};

}  // namespace db
