// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/recording_notes.h"

#include "common/runtime/log.h"

namespace astercc {

using calls::RecordingStatus;

namespace {

calls::RecordingNews news_of(const RecordingSubject& subject, RecordingStatus status, const std::string& error,
                             runtime::TimePoint at)
{
    calls::RecordingNews news;
    news.id = subject.row;
    news.leg = subject.leg;
    news.linkedid = subject.linkedid;
    news.status = status;
    news.is_forced = subject.is_forced;
    news.accountid = subject.accountid;
    news.error = error;
    news.at = at;
    return news;
}

void log(const char* event, const std::string& server, const RecordingSubject& subject)
{
    runtime::log_info(event, {{"server", server},
                              {"linkedid", subject.linkedid},
                              {"uniqueid", subject.leg.srcuid},
                              {"recording", subject.row}});
}

}  // namespace

RecordingNotes::RecordingNotes(std::string server)
    : server_(std::move(server)), origin_(server_ + "/rec/" + std::to_string(runtime::to_epoch_ms(runtime::now())))
{
}

void RecordingNotes::began(const RecordingSubject& subject, const std::string& monitorid)
{
    ++began_count_;
    const auto now = runtime::now();
    add(Kind::began, subject, monitorid, now, news_of(subject, RecordingStatus::recording, {}, now));
    log("recording_began", server_, subject);
}

void RecordingNotes::ended(const RecordingSubject& subject, runtime::TimePoint at)
{
    add(Kind::ended, subject, {}, at, news_of(subject, RecordingStatus::recorded, {}, at));
    log("recording_ended", server_, subject);
}

void RecordingNotes::ended_unseen(const RecordingSubject& subject)
{
    const auto now = runtime::now();
    add(Kind::ended_unseen, subject, {}, now, news_of(subject, RecordingStatus::recorded, {}, now));
    log("recording_ended", server_, subject);
}

void RecordingNotes::failed(const RecordingSubject& subject, const std::string& why)
{
    ++failed_count_;
    const auto now = runtime::now();
    add(Kind::failed, subject, why, now, news_of(subject, RecordingStatus::failed, why, now));
    runtime::log_warning("recording_failed", {{"server", server_},
                                              {"linkedid", subject.linkedid},
                                              {"uniqueid", subject.leg.srcuid},
                                              {"recording", subject.row},
                                              {"err", why}});
}

void RecordingNotes::could_not_stop(const RecordingSubject& subject, const std::string& why)
{
    const auto now = runtime::now();
    add(Kind::could_not_stop, subject, why, now, news_of(subject, RecordingStatus::recording, why, now));
}

void RecordingNotes::add(Kind kind, const RecordingSubject& subject, const std::string& text, runtime::TimePoint at,
                         const calls::RecordingNews& news)
{
    Note note{kind, subject.row, text, at, {}};
    for (const auto& [account, group] : subject.parties)
        note.news.push_back({next_news_++, "recording", account, group, calls::to_feed_json(news, server_, account)});
    notes_.push_back(std::move(note));
}

void RecordingNotes::write(db::Connection& connection, const db::LeaseProof& lease)
{
    if (notes_.empty()) return;
    try {
        db::Transaction transaction{connection};
        lease.confirm(connection);
        for (const auto& note : notes_)
            write(connection, note);
        transaction.commit();
        notes_.clear();
    } catch (const db::DbError& e) {
        if (e.is_transient()) throw;
        write_singly(connection, lease);
    }
}

void RecordingNotes::write(db::Connection& connection, const Note& note)
{
    db::RecordingGateway gateway{connection, server_};
    switch (note.kind) {
        case Kind::began:
            gateway.began(note.row, note.text, note.at);
            break;
        case Kind::ended:
            gateway.ended(note.row, note.at);
            break;
        case Kind::ended_unseen:
            gateway.ended_unseen(note.row, note.at);
            break;
        case Kind::failed:
            gateway.failed(note.row, note.text, note.at);
            break;
        case Kind::could_not_stop:
            gateway.could_not_stop(note.row, note.text);
            break;
    }
    db::CallGateway{connection, server_}.append_feed(origin_, note.news);
}

void RecordingNotes::write_singly(db::Connection& connection, const db::LeaseProof& lease)
{
    while (!notes_.empty()) {
        const auto& note = notes_.front();
        try {
            db::Transaction transaction{connection};
            lease.confirm(connection);
            write(connection, note);
            transaction.commit();
        } catch (const db::DbError& e) {
            if (e.is_transient()) throw;
            runtime::log_error("row_refused", {{"server", server_}, {"recording", note.row}, {"err", e.what()}});
        }
        notes_.erase(notes_.begin());
    }
}

}  // namespace astercc
