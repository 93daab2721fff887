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
constexpr std::chrono::hours furthest{24 * 366};
constexpr std::size_t memo_width = 255;

}  // namespace

CallbackDesk::CallbackDesk(db::LazyConnection& db, const web::View& view)
    : db_(db), view_(view), tasks_(db), audit_(db, db::tables::diallist)
{
}

bool CallbackDesk::read(const web::Request& request, db::DialTask& task)
{
    const auto& own = request.account().extension;
    task.assign = request.param("assign").empty() ? own : request.param("assign");
    task.memo = std::string(runtime::utf8_prefix(request.param("memo"), memo_width));
    task.is_callback = true;
    const auto at = runtime::to_number(request.param("at"));
    if (!at || *at < 0 || *at > runtime::to_epoch_ms(request.now + furthest)) return false;
    task.dialtime = runtime::from_epoch_ms(*at);
    const auto people = tasks_.people(request.account());
    return *task.dialtime >= request.now - tolerance &&
           std::ranges::any_of(people, [&](const auto& person) { return person.extension == task.assign; });
}

bool CallbackDesk::add(const web::Request& request, db::DialTask task)
{
    if (!read(request, task)) return false;
    audit_.created(tasks_.add(task, request.account().username, request.now), request.actor(), request.now);
    return true;
}

web::Response CallbackDesk::save(const web::Request& request)
{
    const auto refuse = [&] { return say(view_, request, false, message("Choose a time to come and who calls")); };
    db::Transaction transaction{db_.get()};
    if (const auto id = request.id("id")) {
        auto task = tasks_.lock_callback(request.account(), *id, request.now);
        if (!task) return say(view_, request, false, message("This callback is no longer yours"));
        const auto before = audit_.look(*id);
        if (!read(request, *task)) return refuse();
        tasks_.move_callback(*task);
        audit_.changed(before, request.actor(), request.now);
    } else {
        db::DialTask task{.number = crm::clean_number(request.param("number")), .groupid = request.account().groupid};
        if (!ami::is_dial_string(task.number)) return say(view_, request, false, message("This cannot be dialed"));
        if (!add(request, std::move(task))) return refuse();
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
