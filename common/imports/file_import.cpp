// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/imports/file_import.h"

#include "common/crm/phone_number.h"
#include "common/runtime/text.h"

#include <algorithm>
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

std::vector<std::string> dealt_to(const crm::Assignment& assignment, const std::vector<std::string>& members)
{
    if (!assignment.wanted) return {};
    return assignment.extensions.empty() ? members : assignment.extensions;
}

// What the later of two rows of a file says wins.
void overlay(db::ImportValues& values, const db::ImportValues& later)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!later[i].empty() && later[i] != "unknown") values[i] = later[i];
}

}  // namespace

FileImport::FileImport(db::Connection& connection, const db::ImportJob& job, const std::string& path, Report report)
    : rows_(connection),
      old_rows_(connection),
      jobs_(connection),
      plan_(crm::plan_from_json(job.plan)),
      target_{job.id,
              plan_.table,
              plan_.group,
              plan_.dial.campaign,
              job.asked_by.username,
              job.started.value_or(runtime::now())},
      source_(sheets::open_rows(path, plan_.form)),
      members_(rows_.members(plan_.group)),
      dealt_(dealt_to(plan_.dial.assignment, members_)),
      report_(std::move(report))
{
}

const db::ImportCounts& FileImport::run()
{
    crm::FileRow row;
    if (plan_.has_header) (void)source_->next(row);
    while (source_->next(row)) {
        ++counts_.read;
        check(row);
        if (batch_.size() >= batch_size) write();
        if (rejects_.size() >= batch_size) write_rejects();
        report();
    }
    write();
    write_rejects();
    return counts_;
}

void FileImport::check(const crm::FileRow& row)
{
    auto checked = crm::check_row(plan_.table, plan_.mapping, plan_.width, row);
    Candidate candidate{row, std::move(checked.values), {}};
    if (checked.flaws.empty()) check_dial(candidate, checked.flaws);
    if (checked.flaws.empty())
        batch_.push_back(std::move(candidate));
    else
        reject(row, std::move(checked.flaws));
}

void FileImport::reject(const crm::FileRow& row, std::vector<crm::RowFlaw> flaws)
{
    ++counts_.rejected;
    rejects_.push_back({row.line, std::move(flaws), row.cells});
}

void FileImport::check_dial(Candidate& candidate, std::vector<crm::RowFlaw>& flaws) const
{
    if (plan_.table == crm::ImportTable::diallist) return check_own_dial(candidate, flaws);
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

// The dial list is the import's own table: number, time, agent, zone, consent, line.
void FileImport::check_own_dial(Candidate& candidate, std::vector<crm::RowFlaw>& flaws) const
{
    auto& time = candidate.values[1];
    const auto& agent = candidate.values[2];
    time = plan_.dial.fixed_time.empty() ? to_utc(time) : plan_.dial.fixed_time;
    auto& consent = candidate.values[4];
    consent = to_utc(consent);
    const bool is_member = agent.empty() || std::ranges::find(members_, agent) != members_.end();
    if (!is_member) flaws.push_back({crm::Flaw::unknown_extension, std::nullopt});
}

bool FileImport::is_by_name() const
{
    return plan_.key == crm::DuplicateKey::name && plan_.table != crm::ImportTable::diallist;
}

// The numbers, or the name, by which a row is the same as another.
std::vector<std::string> FileImport::keys_of(const Candidate& candidate) const
{
    if (is_by_name()) return {runtime::to_lower(candidate.values[crm::required_column(plan_.table)])};
    std::vector<std::string> numbers;
    const auto columns = crm::columns_of(plan_.table);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const bool is_phone = columns[c].kind == crm::ColumnKind::phone && columns[c].name != "fax";
        if (is_phone && !candidate.values[c].empty()) numbers.push_back(candidate.values[c]);
    }
    return numbers;
}

db::ImportRowsGateway::Known FileImport::known_of(const std::vector<Candidate>& candidates)
{
    std::vector<std::string> keys;
    for (const auto& candidate : candidates)
        std::ranges::move(keys_of(candidate), std::back_inserter(keys));
    return is_by_name() ? rows_.with_names(target_, keys) : rows_.with_numbers(target_, keys);
}

void FileImport::settle_duplicates()
{
    if (plan_.duplicates == crm::Duplicates::add) return;
    const bool updates = plan_.duplicates == crm::Duplicates::update;
    auto known = known_of(batch_);
    std::map<std::string, std::size_t> above;  // key -> of those to be added
    std::vector<Candidate> fresh;
    for (auto& candidate : batch_) {
        const auto keys = keys_of(candidate);
        const auto in_database = std::ranges::find_if(keys, [&](const auto& k) { return known.contains(k); });
        const auto in_file = std::ranges::find_if(keys, [&](const auto& k) { return above.contains(k); });
        if (in_database != keys.end()) {
            const auto id = known.at(*in_database);
            for (const auto& key : keys)
                known.try_emplace(key, id);
            updates ? change(id, candidate) : skip(candidate);
        } else if (in_file != keys.end()) {
            const auto place = above.at(*in_file);
            for (const auto& key : keys)
                above.try_emplace(key, place);
            if (!updates) {
                skip(candidate);
                continue;
            }
            overlay(fresh[place].values, candidate.values);
            ++counts_.updated;
        } else {
            for (const auto& key : keys)
                above.emplace(key, fresh.size());
            fresh.push_back(std::move(candidate));
        }
    }
    batch_ = std::move(fresh);
}

void FileImport::skip(const Candidate& candidate)
{
    ++counts_.skipped;
    rejects_.push_back({candidate.row.line, {{crm::Flaw::duplicate, std::nullopt}}, candidate.row.cells});
}

void FileImport::change(std::uint64_t id, Candidate& candidate)
{
    changed_ids_.push_back(id);
    changes_.push_back(std::move(candidate.values));
    ++counts_.updated;
    if (!plan_.dial.wanted || plan_.table == crm::ImportTable::diallist) return;
    candidate.dial.assign = next_extension();
    dial_.push_back(std::move(candidate.dial));
}

void FileImport::write_changes()
{
    old_rows_.keep(target_, changed_ids_);
    for (std::size_t i = 0; i < changes_.size(); ++i)
        rows_.change(target_, changed_ids_[i], changes_[i]);
    changed_ids_.clear();
    changes_.clear();
}

void FileImport::write()
{
    settle_duplicates();
    write_changes();
    std::vector<db::ImportValues> rows;
    for (auto& candidate : batch_) {
        if (plan_.table == crm::ImportTable::diallist) {
            if (candidate.values[2].empty()) candidate.values[2] = next_extension();
        } else if (plan_.dial.wanted) {
            candidate.dial.assign = next_extension();
            dial_.push_back(std::move(candidate.dial));
        }
        rows.push_back(std::move(candidate.values));
    }
    rows_.add(target_, rows);
    rows_.add_to_dial_list(target_, dial_);
    counts_.inserted += rows.size();
    counts_.dialed += dial_.size();
    batch_.clear();
    dial_.clear();
}

void FileImport::write_rejects()
{
    jobs_.add_rejects(target_.import, rejects_);
    rejects_.clear();
}

std::string FileImport::next_extension()
{
    return dealt_.empty() ? "" : dealt_[next_dealt_++ % dealt_.size()];
}

void FileImport::report()
{
    const auto now = std::chrono::steady_clock::now();
    if (now - reported_ < report_interval) return;
    reported_ = now;
    report_(counts_, source_->done(), source_->total());
}

}  // namespace imports
