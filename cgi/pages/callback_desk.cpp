// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/callback_desk.h"

#include "cgi/pages/asterisk_words.h"
#include "common/ami/action_builder.h"
#include "common/crm/phone_number.h"
#include "common/db/crm_tables.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

using i18n::message;

constexpr std::chrono::minutes tolerance{1};  // forms take minutes, clocks differ
constexpr std::chrono::days farthest{366};    // of those that belong to no campaign
constexpr std::size_t memo_width = 255;

}  // namespace

CallbackDesk::CallbackDesk(db::LazyConnection& db, const web::View& view)
    : db_(db), view_(view), tasks_(db), campaigns_(db), audit_(db, db::tables::diallist)
{
}

std::optional<CallbackDesk::Flaw> CallbackDesk::read(const web::Request& request, db::DialTask& task)
{
    const Flaw impossible{message("Choose a time to come and who calls")};
    const auto& own = request.account().extension;
    task.assign = request.param("assign").empty() ? own : request.param("assign");
    task.memo = std::string(runtime::utf8_prefix(request.param("memo"), memo_width));
    task.is_callback = true;
    const auto campaign = campaigns_.find(task.campaignid);
    const auto within = campaign ? campaign->callback_within : farthest;
    const auto at = runtime::to_number(request.param("at"));
    if (!at || *at < 0) return impossible;
    if (*at > runtime::to_epoch_ms(request.now + within + tolerance))
        return Flaw{message("The call cannot be promised so far ahead; days at most"), std::to_string(within.count())};
    task.dialtime = runtime::from_epoch_ms(*at);
    const auto people = tasks_.people(request.account());
    const bool is_theirs =
        std::ranges::any_of(people, [&](const auto& person) { return person.extension == task.assign; });
    if (*task.dialtime < request.now - tolerance || !is_theirs) return impossible;
    return std::nullopt;
}

std::optional<CallbackDesk::Flaw> CallbackDesk::add(const web::Request& request, db::DialTask task)
{
    if (auto flaw = read(request, task)) return flaw;
    audit_.created(tasks_.add(task, request.account().username, request.now), request.actor(), request.now);
    return std::nullopt;
}

web::Response CallbackDesk::save(const web::Request& request)
{
    const auto refuse = [&](const Flaw& flaw) { return say(view_, request, false, flaw.sentence, flaw.limit); };
    db::Transaction transaction{db_.get()};
    if (const auto id = request.id("id")) {
        auto task = tasks_.lock_callback(request.account(), *id, request.now);
        if (!task) return say(view_, request, false, message("This callback is no longer yours"));
        const auto before = audit_.look(*id);
        if (const auto flaw = read(request, *task)) return refuse(*flaw);
        tasks_.move_callback(*task);
        audit_.changed(before, request.actor(), request.now);
    } else {
        db::DialTask task{.number = crm::clean_number(request.param("number")), .groupid = request.account().groupid};
        if (!ami::is_dial_string(task.number)) return say(view_, request, false, message("This cannot be dialed"));
        if (const auto flaw = add(request, std::move(task))) return refuse(*flaw);
    }
    transaction.commit();
    return say(view_, request, true, message("The callback is noted"));
}

web::Response CallbackDesk::cancel(const web::Request& request)
{
    const auto id = request.id("id");
    db::Transaction transaction{db_.get()};
    if (!id || !tasks_.lock_callback(request.account(), *id, request.now))
        return say(view_, request, false, message("This callback is no longer yours"));
    const auto before = audit_.look(*id);
    tasks_.remove(*id);
    audit_.removed(before, request.actor(), request.now);
    transaction.commit();
    return say(view_, request, true, message("The callback is cancelled"));
}

}  // namespace pages
