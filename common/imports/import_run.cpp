// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/imports/import_run.h"

#include "common/crm/phone_number.h"
#include "common/db/import_gateway.h"
#include "common/runtime/text.h"
#include "common/sheets/row_source.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>

namespace imports {

namespace {

constexpr std::size_t batch_size = 512;
constexpr std::chrono::milliseconds report_interval{500};

// "2026-11-24 18:30:00" of the process's time zone, in UTC.
std::string to_utc(const std::string& local)
{
    const auto time = crm::parse_local_time(local);
    if (!time) return {};
    std::tm tm{};
    tm.tm_year = time->year - 1900;
    tm.tm_mon = time->month - 1;
    tm.tm_mday = time->day;
    tm.tm_hour = time->hour;
    tm.tm_min = time->minute;
    tm.tm_sec = time->second;
    tm.tm_isdst = -1;
    const auto seconds = std::mktime(&tm);
    gmtime_r(&seconds, &tm);
    return crm::to_text(crm::LocalTime{tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec});
}

// Deals extensions in turn; "" when nobody is to be assigned.
class Dealer {
public:
    explicit Dealer(std::vector<std::string> extensions) : extensions_(std::move(extensions)) {}
    std::string next() { return extensions_.empty() ? "" : extensions_[at_++ % extensions_.size()]; }

private:
    std::vector<std::string> extensions_;
    std::size_t at_ = 0;
};

class Import {
public:
    Import(db::Connection& rows, db::Connection& news, const db::ImportJob& job, const std::string& folder)
        : gateway_(rows),
          news_(news),
          plan_(crm::plan_from_json(job.plan)),
          target_{job.id, plan_.table, plan_.group, plan_.dial.campaign, job.creby},
          source_(sheets::open_rows(folder + "/" + job.storedfile, plan_.form)),
          members_(gateway_.extensions_of(plan_.group)),
          dealer_(dealt_extensions())
    {
    }

    [[nodiscard]] const db::ImportCounts& run()
    {
        crm::FileRow row;
        if (plan_.has_header) (void)source_->next(row);
        std::vector<Candidate> batch;
        while (source_->next(row)) {
            ++counts_.read;
            check(row, batch);
            if (batch.size() >= batch_size) write(batch);
            if (rejects_.size() >= batch_size) write_rejects();
            report();
        }
        write(batch);
        write_rejects();
        return counts_;
    }

private:
    struct Candidate {
        crm::FileRow row;
        std::vector<std::string> values;
        db::DialRow dial;
    };

    [[nodiscard]] std::vector<std::string> dealt_extensions() const
    {
        if (!plan_.dial.assignment.wanted) return {};
        return plan_.dial.assignment.extensions.empty() ? members_ : plan_.dial.assignment.extensions;
    }

    void check(const crm::FileRow& row, std::vector<Candidate>& batch)
    {
        auto checked = crm::check_row(plan_.table, plan_.mapping, plan_.width, row);
        Candidate candidate{row, std::move(checked.values), {}};
        if (checked.flaws.empty()) check_dial(candidate, checked.flaws);
        if (checked.flaws.empty())
            batch.push_back(std::move(candidate));
        else
            reject(row, std::move(checked.flaws));
    }

    void reject(const crm::FileRow& row, std::vector<crm::RowFlaw> flaws)
    {
        ++counts_.rejected;
        rejects_.push_back({row.line, std::move(flaws), row.cells});
    }

    void check_dial(Candidate& candidate, std::vector<crm::RowFlaw>& flaws)
    {
        if (plan_.table == crm::ImportTable::diallist) {
            check_own_dial(candidate, flaws);
            return;
        }
        if (!plan_.dial.wanted) return;
        const auto cell = [&](std::optional<std::size_t> column) {
            return column && *column < candidate.row.cells.size() ? crm::to_half_width(candidate.row.cells[*column])
                                                                  : std::string{};
        };
        candidate.dial.number = crm::digits_of(cell(plan_.dial.number_column));
        const bool is_number = !candidate.dial.number.empty() && candidate.dial.number.size() <= 40;
        if (!is_number) flaws.push_back({crm::Flaw::bad_number, plan_.dial.number_column});
        candidate.dial.time = plan_.dial.fixed_time;
        const auto time = cell(plan_.dial.time_column);
        if (!candidate.dial.time.empty() || runtime::trim(time).empty()) return;
        if (!crm::parse_local_time(time)) flaws.push_back({crm::Flaw::bad_time, plan_.dial.time_column});
        candidate.dial.time = to_utc(time);
    }

    // The dial list is the import's own table: number, time, agent.
    void check_own_dial(Candidate& candidate, std::vector<crm::RowFlaw>& flaws)
    {
        auto& time = candidate.values[1];
        auto& agent = candidate.values[2];
        time = plan_.dial.fixed_time.empty() ? to_utc(time) : plan_.dial.fixed_time;
        const bool is_member = agent.empty() || std::ranges::find(members_, agent) != members_.end();
        if (!is_member) flaws.push_back({crm::Flaw::unknown_extension, std::nullopt});
    }

    // The numbers, or the name, by which a row is the same as another.
    [[nodiscard]] std::vector<std::string> keys_of(const Candidate& candidate) const
    {
        if (plan_.key == crm::DuplicateKey::name && plan_.table != crm::ImportTable::diallist)
            return {runtime::to_lower(candidate.values[crm::required_column(plan_.table)])};
        std::vector<std::string> numbers;
        const auto columns = crm::columns_of(plan_.table);
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const bool is_phone = columns[c].kind == crm::ColumnKind::phone && columns[c].name != "fax";
            if (is_phone && !candidate.values[c].empty()) numbers.push_back(candidate.values[c]);
        }
        return numbers;
    }

    void drop_duplicates(std::vector<Candidate>& batch)
    {
        if (plan_.duplicates == crm::Duplicates::add) return;
        std::vector<std::string> keys;
        for (const auto& candidate : batch)
            std::ranges::move(keys_of(candidate), std::back_inserter(keys));
        const bool by_name = plan_.key == crm::DuplicateKey::name && plan_.table != crm::ImportTable::diallist;
        auto known = by_name ? gateway_.known_names(target_, keys) : gateway_.known_numbers(target_, keys);
        std::erase_if(batch, [&](const Candidate& candidate) {
            const auto own = keys_of(candidate);
            const bool is_known = std::ranges::any_of(own, [&](const auto& key) { return known.contains(key); });
            known.insert(own.begin(), own.end());
            if (!is_known) return false;
            ++counts_.skipped;
            rejects_.push_back({candidate.row.line, {{crm::Flaw::duplicate, std::nullopt}}, candidate.row.cells});
            return true;
        });
    }

    void write(std::vector<Candidate>& batch)
    {
        drop_duplicates(batch);
        std::vector<std::vector<std::string>> rows;
        std::vector<db::DialRow> dial;
        for (auto& candidate : batch) {
            if (plan_.table == crm::ImportTable::diallist) {
                if (candidate.values[2].empty()) candidate.values[2] = dealer_.next();
            } else if (plan_.dial.wanted) {
                candidate.dial.assign = dealer_.next();
                dial.push_back(std::move(candidate.dial));
            }
            rows.push_back(std::move(candidate.values));
        }
        gateway_.add_rows(target_, rows);
        gateway_.add_to_dial_list(target_, dial);
        counts_.inserted += rows.size();
        counts_.dialed += dial.size();
        batch.clear();
    }

    void write_rejects()
    {
        gateway_.add_rejects(target_.import, rejects_);
        rejects_.clear();
    }

    void report()
    {
        const auto now = std::chrono::steady_clock::now();
        if (now - reported_ < report_interval) return;
        reported_ = now;
        db::ImportGateway{news_}.report(target_.import, counts_, source_->done(), source_->total());
    }

    db::ImportGateway gateway_;
    db::Connection& news_;
    crm::ImportPlan plan_;
    db::ImportTarget target_;
    std::unique_ptr<sheets::RowSource> source_;
    std::vector<std::string> members_;
    Dealer dealer_;
    db::ImportCounts counts_;
    std::vector<db::RejectedRow> rejects_;
    std::chrono::steady_clock::time_point reported_ = std::chrono::steady_clock::now();
};

void import_file(db::Connection& rows, db::Connection& news, const db::ImportJob& job, const std::string& folder)
{
    db::ImportGateway gateway{rows};
    if (!gateway.begin(job.id)) return;
    db::Transaction transaction{rows};
    Import import{rows, news, job, folder};
    if (gateway.finish(job.id, import.run())) transaction.commit();
}

void undo_import(db::Connection& rows, const db::ImportJob& job)
{
    using enum crm::ImportTable;
    db::ImportGateway gateway{rows};
    db::Transaction transaction{rows};
    std::uint64_t removed = 0;
    for (const auto table : {diallist, contact, customer}) {
        std::uint64_t after = 0;
        while ((after = gateway.undo_some(table, job.id, after, job.keep_edited, removed)) != 0) {
        }
    }
    if (gateway.finish_undo(job.id, removed)) transaction.commit();
}

}  // namespace

void run_job(const db::DbConfig& database, const std::string& folder, unsigned import)
{
    db::Connection rows{database};
    db::Connection news{database};
    db::ImportGateway gateway{rows};
    if (!gateway.lock(import)) return;
    const auto job = gateway.job(import);
    if (!job) return;
    try {
        if (job->status == "ready") import_file(rows, news, *job, folder);
        // We hold its lock, so its worker is dead and its rows are gone.
        if (job->status == "running") gateway.fail(import, "died", 0, "");
        if (job->status == "undoing") undo_import(rows, *job);
    } catch (const sheets::FileError& e) {
        db::ImportGateway{news}.fail(import, sheets::to_string(e.why()), e.line(), e.what());
    } catch (const std::exception& e) {
        db::ImportGateway{news}.fail(import, "failed", 0, e.what());
        throw;
    }
}

}  // namespace imports
