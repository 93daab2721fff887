// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/disposition_desk.h"

#include "cgi/pages/asterisk_words.h"
#include "common/db/crm_tables.h"

#include <algorithm>

namespace pages {

namespace {

using i18n::message;

bool may_try_again(const db::DialAttempt& attempt, const db::Campaign& campaign)
{
    return campaign.maxtrytime == 0 || attempt.task.trytime < campaign.maxtrytime;
}

}  // namespace

DispositionDesk::DispositionDesk(db::LazyConnection& db, const web::View& view, CallbackDesk& callbacks)
    : db_(db),
      view_(view),
      callbacks_(callbacks),
      works_(db),
      tasks_(db),
      attempts_(db),
      campaigns_(db),
      do_not_call_(db, db::tables::do_not_call),
      audit_(db, db::tables::diallist),
      log_(db)
{
}

web::Response DispositionDesk::choose(const web::Request& request)
{
    const auto& account = request.account();
    db::Transaction transaction{db_.get()};
    const auto work = works_.lock(account.id, request.now);
    const auto attempt = attempts_.find(account, request.id("attempt").value_or(0));
    if (!attempt || attempt->id != work.attempt || attempt->dispositionid != 0)
        return say(view_, request, false, message("This call has its result already"));
    const auto campaign = campaigns_.find(attempt->task.campaignid);
    const auto offered = campaigns_.dispositions(attempt->task.campaignid);
    const auto chosen = std::ranges::find(offered, request.id("disposition").value_or(0), &db::CampaignDisposition::id);
    if (!campaign || chosen == offered.end())
        return say(view_, request, false, message("The campaign has no such result any more"));
    if (const auto flaw = act(request, *attempt, *campaign, *chosen))
        return say(view_, request, false, flaw->sentence, flaw->limit);
    attempts_.set_disposition(attempt->id, {chosen->id, chosen->words, request.param("memo")}, account.username,
                              request.now);
    log_.append({request.actor(), "work_disposition", attempt->uniqueid, attempt->task.number + ": " + chosen->words},
                request.now);
    transaction.commit();
    return say(view_, request, true, message("Result"), chosen->words);
}

std::optional<CallbackDesk::Flaw> DispositionDesk::act(const web::Request& request, const db::DialAttempt& attempt,
                                                       const db::Campaign& campaign,
                                                       const db::CampaignDisposition& chosen)
{
    if (chosen.meaning == "callback") return callbacks_.add(request, attempt.task);
    if (chosen.meaning == "donotcall") forbid(request, attempt, chosen.words);
    if (chosen.meaning == "retry" && may_try_again(attempt, campaign)) retry(request, attempt, campaign);
    return std::nullopt;
}

void DispositionDesk::retry(const web::Request& request, const db::DialAttempt& attempt, const db::Campaign& campaign)
{
    auto task = attempt.task;
    task.dialtime = request.now + campaign.retry_after;
    task.is_callback = false;
    audit_.created(tasks_.add(task, request.account().username, request.now), request.actor(), request.now);
}

// For the campaign's whole group. A number that is in the list already stays as it is.
void DispositionDesk::forbid(const web::Request& request, const db::DialAttempt& attempt, const std::string& reason)
{
    const auto& task = attempt.task;
    const auto group = task.groupid != 0 ? task.groupid : request.account().groupid;
    (void)do_not_call_.insert({task.number, std::to_string(group), "0", reason}, request.actor(), request.now);
}

}  // namespace pages
