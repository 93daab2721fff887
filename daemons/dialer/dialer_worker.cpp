// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/dialer_worker.h"

#include "common/db/campaign_run_gateway.h"
#include "common/db/originated_call_gateway.h"
#include "common/dialing/dial_order.h"
#include "common/dialing/pacing/predictive.h"
#include "common/runtime/host.h"
#include "common/runtime/log.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace dialer {

using namespace std::chrono_literals;
using dialing::Hindrance;
using dialing::Standstill;

namespace {

using Steady = std::chrono::steady_clock;

constexpr const char* lease = "dialer";
constexpr auto states_interval = 1s;
constexpr auto settle_interval = 1s;
constexpr auto list_interval = 60s;     // between two looks for calls whose end was missed
constexpr auto unknown_after = 60s;     // since it was begun nobody tells of a call ...
constexpr auto records_patience = 5s;   // ... nor, by then, a record of one that is missing
constexpr auto order_patience = 500ms;  // between the lease's confirmation and the orders
constexpr auto refused_pause = 10s;     // after Asterisk refused an order
constexpr auto due_interval = 5s;
constexpr unsigned most_due = 100'000;
constexpr int any_lines = 100'000;
constexpr int claims_per_tick = 4;  // while numbers are held back or refused
constexpr double day_of_work = 8 * 3600;
constexpr double sure_answers = 0.1;  // of the numbers that wait

db::LeaseHolder holder(const DialerConfig& config)
{
    return {.host = runtime::host_name(), .journal = config.installation, .process = getpid()};
}

std::chrono::milliseconds age_of(const db::OpenAttempt& attempt)
{
    return runtime::now() - attempt.begun;
}

}  // namespace

DialerWorker::DialerWorker(const DialerConfig& config, std::vector<AsteriskLine*> lines, Inbox& inbox,
                           DialerMonitor& monitor)
    : config_(config),
      max_channels_(config.max_channels),
      inbox_(inbox),
      monitor_(monitor),
      database_(config.database),
      lease_(lease, holder(config)),
      claims_(config.time_zone, config.licence_channels),
      book_(Steady::now(), [this](unsigned campaign, const auto& event) { tell_pacing(campaign, event); })
{
    for (auto* line : lines)
        lines_.push_back({.asterisk = line});
    thread_ = std::thread{[this] { work(); }};
}

DialerWorker::~DialerWorker()
{
    inbox_.close();
    thread_.join();
}

void DialerWorker::work()
{
    auto due = Steady::now();
    while (!inbox_.is_closed()) {
        hear(inbox_.take(due));
        monitor_.turned();
        if (Steady::now() < due) continue;
        const auto begin = Steady::now();
        if (try_to_tick()) monitor_.ticked(Steady::now() - begin);
        due = Steady::now() + config_.tick;
    }
    if (lease_.is_held() && try_to_tick()) {
        try {
            lease_.release(database_.get());
        } catch (const std::exception& e) {
            runtime::log_warning("lease_not_released", {{"err", e.what()}});
        }
    }
    monitor_.rest();
}

// --- what the servers say ---

void DialerWorker::hear(const std::vector<News>& news)
{
    for (const auto& one : news)
        hear(one);
}

void DialerWorker::hear(const News& news)
{
    auto& line = lines_[news.server];
    if (const auto* up = std::get_if<LineUp>(&news.what)) {
        line.is_up = true;
        line.has_context = up->has_context;
        line.list_due = {};
        line.asterisk->list();
        line.list_due = Steady::now() + list_interval;
    } else if (std::holds_alternative<LineDown>(news.what)) {
        line.is_up = false;
        book_.line_lost(news.server);
    } else if (const auto* listed = std::get_if<ChannelsListed>(&news.what)) {
        book_.hear(news.server, news.received, *listed);
    } else if (const auto* call = std::get_if<CallNews>(&news.what)) {
        book_.hear(news.server, news.received, *call);
    } else if (const auto* refused = std::get_if<OrderRefused>(&news.what)) {
        book_.hear(news.received, *refused);
    }
}

void DialerWorker::tell_pacing(unsigned campaign, const dialing::pacing::Event& event)
{
    if (event.kind == dialing::pacing::EventKind::abandoned) monitor_.abandoned();
    const auto found = campaigns_.find(campaign);
    if (found != campaigns_.end()) found->second.run->hear(event);
}

// --- one tick ---

bool DialerWorker::try_to_tick()
{
    try {
        tick(database_.get());
        monitor_.database_met();
        if (std::exchange(is_away_told_, false)) runtime::log_info("database_back");
        return true;
    } catch (const db::LeaseLost& e) {
        step_down(e.what());
    } catch (const db::DbUnavailable& e) {
        away(e.what());
    } catch (const db::DbError& e) {
        must_look_for_lost_ = true;
        if (!e.is_transient()) away(e.what());
    }
    return false;
}

void DialerWorker::away(const std::string& why)
{
    database_.drop();
    must_look_for_lost_ = true;
    monitor_.database_away(why);
    if (!std::exchange(is_away_told_, true)) runtime::log_warning("database_away", {{"err", why}, {"now", "waiting"}});
}

void DialerWorker::tick(db::Connection& connection)
{
    book_.look(Steady::now());
    if (!lead(connection)) return;
    if (std::exchange(must_look_for_lost_, false)) take_over(connection);
    ask_for_lists();
    settle_unheard(connection);
    close_ended(connection);
    read_campaigns(connection);
    if (!inbox_.is_closed()) dial_all(connection);
    write_states(connection);
    monitor_.open_calls(book_.size());
    monitor_.campaigns(campaigns_.size());
}

// A quiet leader renews, too.
bool DialerWorker::lead(db::Connection& connection)
{
    if (!lease_.is_held()) {
        if (!lease_.take(connection)) return false;
        must_look_for_lost_ = true;
        monitor_.leads(true);
        runtime::log_info("leading");
        return true;
    }
    if (!lease_.is_renewal_due()) return true;
    db::Transaction transaction{connection};
    lease_.confirm(connection);
    transaction.commit();
    lease_.renewed();
    return true;
}

void DialerWorker::step_down(const std::string& why)
{
    lease_.forget();
    book_.clear();
    campaigns_.clear();
    claims_.doubt().clear();
    monitor_.leads(false);
    runtime::log_warning("standing_by", {{"err", why}});
}

// Attempts that a former run began, or one whose commit was in doubt.
void DialerWorker::take_over(db::Connection& connection)
{
    std::vector<db::OpenAttempt> not_ordered;
    db::CampaignRunGateway campaigns{connection};
    for (const auto& attempt : db::DialerAttemptGateway{connection}.open()) {
        if (book_.has(attempt.name)) continue;
        if (claims_.doubt().contains(attempt.name)) {
            not_ordered.push_back(attempt);
            continue;
        }
        const auto line = line_index(attempt.server);
        const auto settings = campaigns.find(attempt.campaign);
        const auto* profile = settings ? dialing::find_profile(settings->profile) : nullptr;
        // Its server may not have told yet whether it has our dialplan: then only the dialplan finds persons.
        dialing::CallCourse course;
        if (profile != nullptr) {
            course.goes_to_queue = dialing::goes_to_queue(*settings);
            course.connect_within = profile->connect_within;
        }
        book_.adopt(attempt, course, line, age_of(attempt), Steady::now());
        if (line) lines_[*line].list_due = {};
    }
    claims_.doubt().clear();
    if (!not_ordered.empty()) take_back(not_ordered);
}

// --- calls that are over ---

void DialerWorker::close_ended(db::Connection& connection)
{
    std::vector<std::string> over;
    for (const auto& [name, call] : book_.calls())
        if (call.is_over()) over.push_back(name);
    if (over.empty()) return;
    db::Transaction transaction{connection};
    lease_.confirm(connection);
    for (const auto& name : over)
        close(connection, book_.calls().at(name));
    transaction.commit();
    lease_.renewed();
    for (const auto& name : over)
        book_.forget(name);
}

void DialerWorker::close(db::Connection& connection, const DialedCall& call)
{
    db::OriginatedCallGateway{database_}.give_up(call.attempt.name);
    db::DialerAttemptGateway attempts{connection};
    if (!call.refused.empty()) {
        attempts.take_back(call.attempt.id);
        monitor_.took_back(1);
        if (const auto found = campaigns_.find(call.attempt.campaign); found != campaigns_.end()) {
            found->second.order_refused = call.refused;
            found->second.refused_at = Steady::now();
        }
        return;
    }
    db::AttemptClose close{.id = call.attempt.id, .campaign = call.attempt.campaign, .end = call.end()};
    const auto settings = db::CampaignRunGateway{connection}.find(call.attempt.campaign);
    const auto* profile = settings ? dialing::find_profile(settings->profile) : nullptr;
    const auto outcome = dialing::outcome_of(close.end.response);
    if (profile != nullptr && outcome)
        close.again = dialing::next_attempt(settings->retry, *outcome, attempts.attempts_of(call.attempt.id),
                                            close.end.ended, *profile);
    if (attempts.close(close)) monitor_.closed(dialing::to_string(close.end.response));
}

void DialerWorker::ask_for_lists()
{
    const auto now = Steady::now();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        auto& line = lines_[i];
        if (!line.is_up || now < line.list_due || !book_.has_open(i)) continue;
        line.asterisk->list();
        line.list_due = now + list_interval;
    }
}

void DialerWorker::settle_unheard(db::Connection& connection)
{
    const auto now = Steady::now();
    if (now < settle_due_) return;
    settle_due_ = now + settle_interval;
    for (auto& [name, call] : book_.calls()) {
        if (call.is_over()) continue;
        if (call.is_in_doubt() && !call.missing_since) call.missing_since = now;
        if (call.found) settle_found(connection, call);
        if (call.missing_since) settle_missing(connection, call);
    }
}

// It lives: what was not heard of it is told by its channels, and when it was connected by its legs.
void DialerWorker::settle_found(db::Connection& connection, DialedCall& call)
{
    const auto channels = *std::exchange(call.found, std::nullopt);
    const auto legs = db::DialerAttemptGateway{connection}.legs(call.attempt, call.course.goes_to_queue);
    const auto now = call.time_at(Steady::now());
    for (const auto kind : events_of(channels)) {
        const bool is_connected = kind == dialing::CallEventKind::agent_connected;
        book_.believe(call, kind, is_connected ? std::min(now, legs.connected.value_or(now)) : now);
    }
}

void DialerWorker::settle_missing(db::Connection& connection, DialedCall& call)
{
    const auto steady_now = Steady::now();
    const auto now = call.time_at(steady_now);
    const auto legs = db::DialerAttemptGateway{connection}.legs(call.attempt, call.course.goes_to_queue);
    if (!call.call.is_over() && call.call.phase() > dialing::CallPhase::ringing) {
        const auto end = legs.is_known && !legs.is_live ? std::min(now, legs.ended) : now;
        book_.believe(call, dialing::CallEventKind::out_gone, end);
        book_.believe(call, dialing::CallEventKind::gone, end);
    } else if (legs.is_known && !legs.is_live) {
        book_.settle(call, end_of(legs));
    } else if (steady_now - call.anchor >= unknown_after && steady_now - *call.missing_since >= records_patience) {
        book_.settle(call, {.response = dialing::Response::unknown, .ended = now});
        runtime::log_warning("call_unknown", {{"linkedid", call.attempt.name}, {"campaign", call.attempt.campaign}});
    }
}

// --- campaigns ---

void DialerWorker::read_campaigns(db::Connection& connection)
{
    auto started = db::CampaignRunGateway{connection}.started();
    crews_ = started.empty() ? db::CampaignCrewGateway::Crews{} : db::CampaignCrewGateway{connection}.crews();
    std::set<unsigned> still;
    for (auto& settings : started) {
        still.insert(settings.id);
        const auto* profile = dialing::find_profile(settings.profile);
        if (profile == nullptr) profile = dialing::find_profile("generic");
        const auto found = campaigns_.find(settings.id);
        if (found == campaigns_.end())
            start(connection, std::move(settings), *profile);
        else
            found->second.run->change(std::move(settings), *profile, found->second.abandons);
    }
    std::erase_if(campaigns_, [&](const auto& entry) { return !still.contains(entry.first); });
    for (auto& [id, campaign] : campaigns_)
        read_crew(campaign, crews_);
}

// A list that is sure to bring enough answers may spend its first abandoned call before it is earned.
void DialerWorker::start(db::Connection& connection, dialing::CampaignSettings settings,
                         const dialing::ComplianceProfile& profile)
{
    const auto id = settings.id;
    Campaign campaign;
    campaign.abandons = db::CampaignRunGateway{connection}.abandons(id, profile.abandonment.window, runtime::now());
    const auto waiting = db::CampaignListGateway{connection}.due(settings, runtime::now(), most_due);
    const auto crew =
        crews_.find({settings.server.empty() ? lines_.front().asterisk->name() : settings.server, settings.queue});
    const auto agents = crew == crews_.end() ? 0 : static_cast<int>(crew->second.size());
    const dialing::CampaignRun::History history{
        .abandons = campaign.abandons,
        .answers_expected = std::min(dialing::pacing::fewest_answers(agents, day_of_work), sure_answers * waiting)};
    campaign.run = std::make_unique<dialing::CampaignRun>(std::move(settings), profile, history);
    campaigns_.emplace(id, std::move(campaign));
}

// Agents who have become free or have gone are told to pacing; those who talk in a call of ours are not idle yet.
void DialerWorker::read_crew(Campaign& campaign, const db::CampaignCrewGateway::Crews& crews)
{
    using dialing::pacing::EventKind;
    const auto& settings = campaign.run->settings();
    const auto server = settings.server.empty() ? lines_.front().asterisk->name() : settings.server;
    const auto busy = book_.busy_agents();
    std::map<std::string, db::CrewState> crew;
    if (const auto found = crews.find({server, settings.queue}); found != crews.end())
        for (const auto& member : found->second) {
            const bool talks = member.state == db::CrewState::idle && busy.contains(member.interface);
            crew[member.interface] = talks ? db::CrewState::talking : member.state;
        }
    const auto tell = [&](EventKind kind, const std::string& interface) {
        campaign.run->hear({.kind = kind, .at = book_.seconds(Steady::now()), .agent = book_.agent_number(interface)});
    };
    for (const auto& [interface, state] : crew) {
        const auto before = campaign.crew.find(interface);
        if (before != campaign.crew.end() && before->second == state) continue;
        if (state == db::CrewState::idle) tell(EventKind::agent_free, interface);
        if (state == db::CrewState::paused) tell(EventKind::agent_gone, interface);
    }
    for (const auto& [interface, state] : campaign.crew)
        if (!crew.contains(interface)) tell(EventKind::agent_gone, interface);
    campaign.crew = std::move(crew);
    auto& counts = campaign.state.crew = {};
    for (const auto& [interface, state] : campaign.crew) {
        if (state == db::CrewState::idle) ++counts.idle;
        if (state == db::CrewState::talking) ++counts.talking;
        if (state == db::CrewState::wrapping) ++counts.wrapping;
        if (state == db::CrewState::paused) ++counts.paused;
    }
}

// Each tick another campaign is the first to take of the lines they share.
void DialerWorker::dial_all(db::Connection& connection)
{
    std::vector<Campaign*> order;
    for (auto& [id, campaign] : campaigns_)
        order.push_back(&campaign);
    if (order.empty()) return;
    std::ranges::rotate(order, order.begin() + static_cast<std::ptrdiff_t>(++ticks_ % order.size()));
    for (auto* campaign : order)
        dial(connection, *campaign);
}

void DialerWorker::dial(db::Connection& connection, Campaign& campaign)
{
    const auto& settings = campaign.run->settings();
    auto& state = campaign.state;
    state.campaign = settings.id;
    state.mode = settings.mode;
    state.standstill = {};
    if (auto standstill = hindrance(campaign)) {
        state.standstill = *std::move(standstill);
        return;
    }
    const auto& profile = campaign.run->profile();
    campaign.abandons =
        db::CampaignRunGateway{connection}.abandons(settings.id, profile.abandonment.window, runtime::now());
    const auto plan = campaign.run->decide({.now = book_.seconds(Steady::now()),
                                            .crew = state.crew,
                                            .calls = book_.counts(settings.id),
                                            .lines_free = lines_free(),
                                            .abandons = campaign.abandons});
    const auto& line = lines_[*line_index(settings.server)];
    auto standstill = place(connection, campaign, line, static_cast<unsigned>(plan.calls), plan.mode);
    const bool is_held = !std::holds_alternative<std::monostate>(standstill.why);
    state.standstill = is_held ? std::move(standstill) : Standstill{.why = plan.why_not_more};
}

std::optional<Standstill> DialerWorker::hindrance(const Campaign& campaign)
{
    const auto& settings = campaign.run->settings();
    const auto wrong = [](const dialing::FlawFound& found) {
        auto detail = std::string{to_string(found.flaw)};
        if (!found.what.empty()) detail += ": " + found.what;
        return Standstill{.why = Hindrance::settings_wrong, .detail = std::move(detail)};
    };
    if (const auto flaw = dialing::find_flaw(settings)) return wrong(*flaw);
    const auto index = line_index(settings.server);
    if (!index) return wrong({dialing::SettingFlaw::server, settings.server});
    const auto& line = lines_[*index];
    if (!line.is_up) return Standstill{.why = Hindrance::asterisk_away};
    if (const auto flaw = flaw_of(settings, line)) return wrong(*flaw);
    if (!campaign.order_refused.empty() && Steady::now() - campaign.refused_at < refused_pause)
        return wrong({dialing::SettingFlaw::originate, campaign.order_refused});
    if (dialing::goes_to_queue(settings) && !crews_.contains({line.asterisk->name(), settings.queue}))
        return Standstill{.why = Hindrance::queue_missing, .detail = settings.queue};
    return std::nullopt;
}

// What only the server, or the words of an order, can tell.
std::optional<dialing::FlawFound> DialerWorker::flaw_of(const dialing::CampaignSettings& settings, const Line& line)
{
    using dialing::SettingFlaw;
    for (const auto& zone : settings.zones)
        if (!claims_.clocks().at(zone, runtime::now())) return dialing::FlawFound{SettingFlaw::timezone, zone};
    if (!line.has_context && settings.detects_machines)
        return dialing::FlawFound{SettingFlaw::amd_context, config_.context};
    if (!line.has_context && !settings.message.empty() && dialing::goes_to_queue(settings))
        return dialing::FlawFound{SettingFlaw::message_context, config_.context};
    const dialing::DialOrder any{.name = "dial-0-0", .number = "0", .context = line.has_context ? config_.context : ""};
    const auto action = ami::originate(dialing::dial_order(settings, any));
    if (!action) return dialing::FlawFound{SettingFlaw::originate, action.error().what};
    return std::nullopt;
}

Standstill DialerWorker::place(db::Connection& connection, Campaign& campaign, const Line& line, unsigned calls,
                               dialing::CallMode mode)
{
    const auto& settings = campaign.run->settings();
    const auto& profile = campaign.run->profile();
    const auto call_center = claims_.clocks().at("", runtime::now()).value_or(dialing::ZoneClock{});
    auto state = dialing::state_of(settings, campaign.abandons, call_center);
    state.mode = mode;
    const auto age =
        db::DialFactsGateway{connection, claims_.clocks()}.national_list_age(settings.profile, runtime::now());
    if (const auto refusal = dialing::campaign_refusal(state, profile, age, runtime::now()))
        return {.why = refusal->reason, .until = refusal->again};
    if (calls == 0) return {};
    for (int round = 0; round < claims_per_tick && calls > 0; ++round) {
        const auto result = claims_.claim(
            database_, lease_,
            {.campaign = settings, .profile = profile, .state = state, .server = line.asterisk->name(), .calls = calls},
            book_.numbers(), book_.size());
        monitor_.refused(result.refused);
        monitor_.held(result.held);
        order(campaign, line, result.attempts);
        calls -= std::min(calls, static_cast<unsigned>(result.attempts.size()));
        if (!result.has_licence_channel) return {.why = Hindrance::no_licence_channel};
        if (!result.is_list_over) continue;
        const auto rest = db::CampaignListGateway{connection}.rest(settings, runtime::now());
        if (rest.is_empty) return {.why = Hindrance::list_empty};
        return {.why = rest.is_held ? Hindrance::all_held : Hindrance::none_due, .until = rest.next};
    }
    return {};
}

// --- orders ---

void DialerWorker::order(const Campaign& campaign, const Line& line, const std::vector<db::OpenAttempt>& attempts)
{
    if (attempts.empty()) return;
    if (!lease_.is_confirmed_within(order_patience)) {
        take_back(attempts);
        return;
    }
    const auto& settings = campaign.run->settings();
    const auto course = course_of(settings, campaign.run->profile(), line);
    const auto index = static_cast<std::size_t>(&line - lines_.data());
    for (const auto& attempt : attempts) {
        const auto action =
            ami::originate(dialing::dial_order(settings, {.name = attempt.name,
                                                          .number = attempt.number,
                                                          .attempt = attempt.id,
                                                          .context = line.has_context ? config_.context : ""}));
        book_.add(attempt, course, index, Steady::now());
        if (action)
            line.asterisk->order(action.value(), attempt.name);
        else
            book_.hear(Steady::now(), OrderRefused{attempt.name, action.error().what});
    }
    monitor_.dialed(attempts.size());
}

// Committed and not ordered: as if they had not been claimed.
void DialerWorker::take_back(const std::vector<db::OpenAttempt>& attempts)
{
    auto& connection = database_.get();
    for (const auto& attempt : attempts)
        claims_.doubt().insert(attempt.name);
    db::Transaction transaction{connection};
    lease_.confirm(connection);
    for (const auto& attempt : attempts) {
        db::DialerAttemptGateway{connection}.take_back(attempt.id);
        db::OriginatedCallGateway{database_}.give_up(attempt.name);
    }
    transaction.commit();
    lease_.renewed();
    for (const auto& attempt : attempts)
        claims_.doubt().erase(attempt.name);
    monitor_.took_back(attempts.size());
}

// --- what others look at ---

void DialerWorker::write_states(db::Connection& connection)
{
    const auto now = Steady::now();
    if (now < states_due_) return;
    states_due_ = now + states_interval;
    std::vector<db::CampaignStateRow> rows;
    for (auto& [id, campaign] : campaigns_) {
        auto& state = campaign.state;
        if (now - campaign.due_counted >= due_interval) {
            state.due = db::CampaignListGateway{connection}.due(campaign.run->settings(), runtime::now(), most_due);
            campaign.due_counted = now;
        }
        state.calls = book_.counts(id);
        const auto most = dialing::most_calls(campaign.run->settings());
        const int free = std::max(0, most ? std::min(lines_free(), *most - state.calls.all()) : lines_free());
        state.lines_free = free < any_lines / 2 ? std::optional{free} : std::nullopt;
        state.hit_rate = campaign.run->hit_rate();
        rows.push_back(state);
    }
    for (const auto id : book_.campaigns())
        if (!campaigns_.contains(id)) rows.push_back({.campaign = id, .calls = book_.counts(id)});
    db::Transaction transaction{connection};
    lease_.confirm(connection);
    db::CampaignStateGateway{connection}.put(rows, runtime::now());
    transaction.commit();
    lease_.renewed();
}

std::optional<std::size_t> DialerWorker::line_index(const std::string& server) const
{
    if (server.empty()) return 0;
    const auto found = std::ranges::find_if(lines_, [&](const Line& line) { return line.asterisk->name() == server; });
    if (found == lines_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - lines_.begin());
}

dialing::CallCourse DialerWorker::course_of(const dialing::CampaignSettings& settings,
                                            const dialing::ComplianceProfile& profile, const Line& line) const
{
    return {.goes_to_queue = dialing::goes_to_queue(settings),
            .is_told = line.has_context,
            .connect_within = profile.connect_within};
}

int DialerWorker::lines_free() const
{
    const auto open = static_cast<int>(book_.size());
    const auto limit = max_channels_.load();
    return limit == 0 ? any_lines - open : static_cast<int>(limit) - open;
}

}  // namespace dialer
