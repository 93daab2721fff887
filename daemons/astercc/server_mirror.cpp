// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercc/server_mirror.h"

#include "common/runtime/asio.h"
#include "common/runtime/host.h"
#include "common/runtime/log.h"

#include <unistd.h>

namespace astercc {

namespace {

// What the tracker acts on, the ends of the lists and of recordings, and news of queue members.
bool is_needed(std::string_view event)
{
    return calls::is_wanted_event(event) || event.ends_with("Complete") || is_recording_stop(event) ||
           AgentService::is_needed(event);
}

ami::SessionConfig session_config(const ServerConfig& server)
{
    ami::SessionConfig config;
    config.host = server.host;
    config.port = std::to_string(server.port);
    config.username = server.username;
    config.secret = server.secret;
    config.filter = is_needed;
    return config;
}

ami::JournalConfig journal_config(const MirrorConfig& mirror, const ServerConfig& server)
{
    ami::JournalConfig config;
    config.directory = mirror.journal_directory + "/" + server.name;
    return config;
}

}  // namespace

ServerMirror::ServerMirror(boost::asio::io_context& io, const ServerConfig& server, MirrorConfig mirror,
                           RecordingConfig recording, AgentConfig agents, StartReport& report, MirrorMonitor& monitor)
    : io_(io),
      server_(server),
      report_(report),
      monitor_(monitor),
      resync_every_(mirror.resync_every),
      resync_timer_(io),
      queue_(journal_config(mirror, server), {})
{
    session_ =
        std::make_unique<ami::Session>(io, session_config(server),
                                       ami::SessionCallbacks{[this](const ami::Message& m) { on_message(m); },
                                                             [this](const std::string& banner) { on_up(banner); },
                                                             [this](const std::string& reason) { on_down(reason); }});
    recorder_ = std::make_unique<Recorder>(io, server, std::move(recording), mirror.writer.database, *session_);
    agents_ = std::make_unique<AgentService>(server.name, std::move(agents), mirror.writer.database, *session_);
    listeners_ = std::make_unique<CallListeners>(std::vector<CallListener*>{recorder_.get(), agents_.get()});
    mirror.listener = listeners_.get();
    mirror.writer.server = server.name;
    const auto database = mirror.writer.database;
    mirror.writer.origin = server.name + "/" + queue_.id();
    mirror.writer.self = {runtime::host_name(), queue_.id(), getpid()};
    worker_ = std::make_unique<MirrorWorker>(
        queue_, std::move(mirror), monitor,
        MirrorWorker::Callbacks{[this] { asio::post(io_, [this] { begin_work(); }); },
                                [this] { asio::post(io_, [this] { begin_resync(ami::RecordKind::recheck_begin); }); }});
    worker_->start();
    follow_cdr(database);
}

void ServerMirror::follow_cdr(const db::DbConfig& database)
{
    auto source = open_cdr_source(server_.cdr);
    if (!source) return;
    gaps_ = std::make_unique<GapRecovery>(
        GapRecoveryConfig{.database = database, .server = server_.name}, std::move(source),
        MirrorProgress{[this] { return worker_->lease(); }, [this] { return queue_.end(); },
                       [this] { return worker_->committed(); }});
}

ServerMirror::~ServerMirror()
{
    gaps_.reset();
    queue_.close();
    worker_.reset();
    agents_.reset();
    recorder_.reset();
}

void ServerMirror::sample()
{
    monitor_.sample(session_->counters(), queue_.state());
    monitor_.sample(recorder_->counts());
    if (gaps_) monitor_.sample(gaps_->totals());
}

void ServerMirror::stop()
{
    is_stopped_ = true;
    resync_timer_.cancel();
    session_->stop();
    recorder_->stop();
}

void ServerMirror::begin_work()
{
    if (is_stopped_) return;
    report_.database_connected();
    report_.connecting(server_);
    session_->start();
    recorder_->start();
}

void ServerMirror::on_up(const std::string& banner)
{
    report_.logged_in();
    monitor_.asterisk_up();
    runtime::log_info("asterisk_up", {{"server", server_.name}, {"banner", banner}});
    worker_->set_listening(true);
    recorder_->on_main_up(banner);
    agents_->on_up(banner);
    begin_resync(ami::RecordKind::snapshot_begin);
}

// After a login, and from time to time: a leg whose end no event told (an event lost in Asterisk, a channel that
// vanished) must not stand in curcdr for ever.
void ServerMirror::begin_resync(ami::RecordKind why)
{
    if (!session_->is_up()) return;
    queue_.put(why, runtime::now());
    resync_.begin();
    for (const auto list : Resync::all_lists)
        ask(list);
    if (resync_every_ == std::chrono::seconds{0}) return;
    resync_timer_.expires_after(resync_every_);
    resync_timer_.async_wait([this](boost::system::error_code cancelled) {
        if (!cancelled && !is_stopped_) begin_resync(ami::RecordKind::recheck_begin);
    });
}

void ServerMirror::on_down(const std::string& reason)
{
    report_.failed(reason);
    worker_->set_listening(false);
    recorder_->on_main_down(reason);
    agents_->on_down();
    monitor_.asterisk_down(reason);
    if (gaps_) gaps_->lost_contact();
    runtime::log_warning("asterisk_away", {{"server", server_.name}, {"err", reason}});
}

void ServerMirror::ask(Resync::List list)
{
    auto id = session_->send(list_action(list), [this, list](const ami::Result<ami::Reply>& reply) {
        if (!reply) resync_.refused(list);
        if (resync_.is_under_way() && resync_.is_settled()) end_resync();
    });
    resync_.asked(list, std::move(id));
}

void ServerMirror::on_message(const ami::Message& message)
{
    if (calls::is_wanted_event(message.event())) {
        queue_.put(runtime::now(), message);
        flush_soon();
    }
    recorder_->on_message(message);
    agents_->on_message(message);
    if (!resync_.is_under_way()) return;
    resync_.saw(message);
    if (resync_.is_settled()) end_resync();
}

// Only a whole list may end a call: with half of one every living call would look dead.
void ServerMirror::end_resync()
{
    resync_.finish();
    if (!resync_.is_complete()) {
        runtime::log_error(
            "resync_failed",
            {{"server", server_.name},
             {"err",
              "Asterisk lists no channels; give the manager user read=call,reporting and write=call,reporting"}});
        return;
    }
    queue_.put(ami::RecordKind::snapshot_end, runtime::now());
    flush_soon();
    if (gaps_) gaps_->heard_again();
    runtime::log_info("resynced", {{"server", server_.name}});
}

// Behind the messages of the read that is being handled.
void ServerMirror::flush_soon()
{
    if (std::exchange(is_flush_due_, true)) return;
    asio::post(io_, [this] {
        is_flush_due_ = false;
        tell_of_journal(queue_.flush());
    });
}

void ServerMirror::tell_of_journal(bool is_written)
{
    if (is_written == is_journal_written_) return;
    is_journal_written_ = is_written;
    if (is_written)
        runtime::log_info("journal_back", {{"server", server_.name}, {"dropped", queue_.dropped()}});
    else
        runtime::log_error("journal_refused",
                           {{"server", server_.name}, {"err", queue_.trouble()}, {"now", "going on in memory"}});
}

}  // namespace astercc
