// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/verification.h"

#include "common/calls/tracker.h"
#include "common/runtime/log.h"
#include "daemons/astercc/apply_record.h"
#include "daemons/astercc/record_files.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <ostream>
#include <stdexcept>

namespace astercc {

namespace {

std::string text_of(const calls::LegKey& key)
{
    return key.srcuid + "\n" + key.dstuid;
}

std::string journal_id(const std::string& directory)
{
    std::string id;
    std::ifstream{directory + "/id"} >> id;
    return id;
}

}  // namespace

Verification::Verification(db::Connection& connection, std::string server, std::ostream& out)
    : tables_(connection, server), cdr_(connection, server), server_(std::move(server)), out_(out)
{
}

void Verification::compare_journal(const std::string& directory)
{
    const auto moment = tables_.moment();
    if (!moment || moment->position.journal != journal_id(directory))
        throw std::runtime_error(directory + ": is not the journal that the rows of server " + server_ +
                                 " in this database come from");
    calls::Tracker tracker;
    replay(directory, moment->position, tracker);
    compare_rows(moment->newest_row);
    compare_living(*moment, tracker);
}

void Verification::replay(const std::string& directory, const db::MirrorPosition& until, calls::Tracker& tracker)
{
    ami::Parser parser;
    std::vector<calls::Change> changes;
    const ami::JournalPosition end{until.segment, until.offset};
    read_records(directory, [&](const ami::JournalRecord& record) {
        if (record.position >= end) return;
        changes.clear();
        apply_record(record, parser, tracker, changes);
        if (record.kind == ami::RecordKind::message) end_ = tracker.last_event_time();
        if (begin_ == calls::TimePoint{}) begin_ = end_;
        for (const auto& change : changes)
            if (const auto* ended = std::get_if<calls::LegFinished>(&change)) compare_finished(ended->finished);
    });
}

// Of a call that began before the journal nobody can tell what it should look like.
bool Verification::is_older(const calls::Leg& leg)
{
    return leg.start < begin_ || tables_.began_before(leg.linkedid, begin_);
}

void Verification::compare_finished(const calls::FinishedLeg& finished)
{
    const auto& leg = finished.leg;
    told_.insert(text_of(leg.key));
    ++finished_;
    const auto row = tables_.find(leg.key);
    if (!row) {
        if (is_older(leg)) return;
        ++lost_;
        return tell("lost", leg.key, leg.linkedid, "no row in mycdr");
    }
    if (row->is_concluded) return;  // its end may have been taken from CDR since
    const auto billsec = std::chrono::round<std::chrono::seconds>(finished.talk).count();
    const auto disposition = calls::to_string(finished.disposition);
    if (row->disposition == disposition && std::llabs(row->billsec - billsec) <= 1) return;
    if (is_older(leg)) return;
    ++wrong_;
    tell("wrong", leg.key, leg.linkedid,
         "mycdr says " + row->disposition + " " + std::to_string(row->billsec) + " s, the journal " +
             std::string{disposition} + " " + std::to_string(billsec) + " s");
}

void Verification::compare_rows(std::uint64_t newest_row)
{
    std::vector<Recorded> untold;
    tables_.each_since(begin_, newest_row, [&](const Recorded& row) {
        if (!told_.contains(text_of(row.key))) untold.push_back(row);
    });
    for (const auto& row : untold) {
        if (tables_.began_before(row.linkedid, begin_)) continue;
        ++ghost_;
        tell("ghost", row.key, row.linkedid, "a row of mycdr the journal does not tell of");
    }
    for (const auto& row : tables_.twins_since(begin_)) {
        ++duplicate_;
        tell("duplicate", row.key, row.linkedid, "one pair of channels, several rows of mycdr");
    }
}

void Verification::compare_living(const db::VerifyGateway::Moment& moment, const calls::Tracker& tracker)
{
    std::map<calls::LegKey, std::string> rows{moment.live.begin(), moment.live.end()};
    living_ = rows.size();
    for (const auto& leg : tracker.legs()) {
        const auto row = rows.extract(leg.key);
        if (is_older(leg)) continue;
        if (row.empty()) {
            ++lost_;
            tell("lost", leg.key, leg.linkedid, "alive, and no row in curcdr");
        } else if (row.mapped() != to_string(leg.state)) {
            ++wrong_;
            tell("wrong", leg.key, leg.linkedid,
                 "curcdr says " + row.mapped() + ", the journal " + std::string{to_string(leg.state)});
        }
    }
    for (const auto& [key, state] : rows) {
        const auto start = tables_.start_of_live(key);
        if (!start || *start < begin_) continue;  // ended meanwhile, or older than the journal
        ++ghost_;
        tell("ghost", key, "", "a row of curcdr (" + state + ") the journal does not tell of");
    }
}

void Verification::compare_cdr(CdrSource& source)
{
    constexpr std::size_t most = 2000;
    constexpr auto late = std::chrono::seconds{5};  // what has just ended may be on its way still
    auto place = source.since(begin_);
    for (CdrBatch batch; !batch.is_last; place = batch.next) {
        batch = source.read(place, most);
        std::erase_if(batch.records, [&](const auto& r) { return r.start < begin_ || r.end > end_ - late; });
        cdr_records_ += batch.records.size();
        for (const auto& call : calls::by_call(std::move(batch.records)))
            for (const auto& unknown : cdr_.compare(call).unknown) {
                if (!told_.insert(text_of(unknown.finished.leg.key)).second) continue;  // read a second time
                ++lost_;
                tell("lost", unknown.finished.leg.key, unknown.finished.leg.linkedid,
                     "Asterisk's CDR tells of it, mycdr does not");
            }
    }
}

void Verification::tell(const char* verdict, const calls::LegKey& key, const std::string& linkedid,
                        const std::string& why)
{
    out_ << verdict << " "
         << runtime::format_fields({{"server", server_},
                                    {"linkedid", linkedid},
                                    {"srcuid", key.srcuid},
                                    {"dstuid", key.dstuid},
                                    {"why", why}})
         << "\n";
}

void Verification::print_summary()
{
    out_ << "verified "
         << runtime::format_fields({{"server", server_},
                                    {"finished", finished_},
                                    {"live", living_},
                                    {"cdr", cdr_records_},
                                    {"lost", lost_},
                                    {"duplicate", duplicate_},
                                    {"ghost", ghost_},
                                    {"wrong", wrong_}})
         << std::endl;
}

}  // namespace astercc
