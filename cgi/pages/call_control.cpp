// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/call_control.h"

#include "cgi/pages/asterisk_words.h"
#include "common/calls/feed_json.h"
#include "common/calls/hold_place.h"
#include "common/crm/phone_number.h"
#include "common/pbx/call_controls.h"

#include <nlohmann/json.hpp>

namespace pages {

namespace {

using i18n::message;
using i18n::Message;

constexpr std::size_t most_keys = 32;

nlohmann::json to_json(const pbx::CallControls& can)
{
    return {{"dial", can.dial},         {"hangUp", can.hang_up},     {"answer", can.answer},
            {"hold", can.hold},         {"mute", can.mute},          {"keypad", can.keypad},
            {"transfer", can.transfer}, {"consult", can.consult},    {"giveBack", can.give_back},
            {"join", can.conference},   {"mask", can.mask_recording}};
}

}  // namespace

CallControl::CallControl(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                         web::AsteriskLines& lines)
    : db_(db), view_(view), settings_(settings), lines_(lines), calls_(db), log_(db)
{
}

web::Response CallControl::controls(const web::Request& request)
{
    pbx::CallControls can;
    if (!request.account().may(crm::Page::portal, crm::Right::edit)) return web::json(to_json(can).dump());
    const auto telephone = calls_.telephone_of(request.account().id);
    if (auto* asterisk = lines_.find(telephone.server)) {
        const auto abilities = asterisk->abilities();
        if (!abilities) return say_why_not(view_, request, abilities.error());
        can = pbx::call_controls(abilities.value().actions, abilities.value().version, settings_.phones_take_requests,
                                 has_hold_place(*asterisk, abilities.value()));
    }
    can.dial = can.dial && !telephone.extension.empty();
    return web::json(to_json(can).dump());
}

bool CallControl::has_hold_place(ami::Client& asterisk, const ami::Abilities& abilities) const
{
    if (settings_.phones_take_requests || !abilities.actions.contains("showdialplan")) return false;
    const auto action = ami::show_dialplan(calls::hold_extension, calls::hold_context);
    return action && asterisk.ask(action.value());
}

// Who hangs up at the hold place would connect it with the other party.
web::Response CallControl::hang_up(const web::Request& request)
{
    return do_with(request, "call_hangup", message("Hung up"), [](const OwnCall& on) -> Actions {
        if (on.is_put_aside()) return {ami::hangup(on.peer()), ami::hangup(on.own())};
        return {ami::hangup(on.own())};
    });
}

web::Response CallControl::answer(const web::Request& request)
{
    return do_with(request, "call_answer", message("Your telephone was asked to answer"),
                   [](const OwnCall& on) -> Actions { return {ami::notify_phone(on.own(), ami::PhoneEvent::talk)}; });
}

web::Response CallControl::hold(const web::Request& request)
{
    if (settings_.phones_take_requests)
        return do_with(
            request, "call_hold", message("Your telephone was asked to hold"),
            [](const OwnCall& on) -> Actions { return {ami::notify_phone(on.own(), ami::PhoneEvent::hold)}; });
    return do_with(
        request, "call_hold", message("The other party hears music"),
        [](const OwnCall& on) { return on.is_put_aside() ? Actions{} : pbx::park(on.own(), on.peer()); },
        [](calls::CallMark& mark) { mark.parked = true; });
}

web::Response CallControl::resume(const web::Request& request)
{
    if (settings_.phones_take_requests)
        return do_with(
            request, "call_resume", message("Your telephone was asked to resume"),
            [](const OwnCall& on) -> Actions { return {ami::notify_phone(on.own(), ami::PhoneEvent::talk)}; });
    return do_with(request, "call_resume", message("You are back in the call"),
                   [](const OwnCall& on) { return on.is_put_aside() ? pbx::unpark(on.own()) : Actions{}; });
}

web::Response CallControl::mute(const web::Request& request)
{
    return set_mute(request, true, message("You are muted"));
}

web::Response CallControl::unmute(const web::Request& request)
{
    return set_mute(request, false, message("You can be heard again"));
}

web::Response CallControl::set_mute(const web::Request& request, bool muted, Message done)
{
    return do_with(
        request, muted ? "call_mute" : "call_unmute", done,
        [muted](const OwnCall& on) -> Actions { return {ami::mute_audio(on.own(), muted)}; },
        [muted](calls::CallMark& mark) { mark.muted = muted; });
}

// To the other party: what the digits are meant for is at that end.
web::Response CallControl::press(const web::Request& request)
{
    const auto keys = request.param("keys").substr(0, most_keys);
    return do_with(request, "call_keys", message("Sent"), [&](const OwnCall& on) {
        Actions actions;
        for (const char key : keys)
            actions.push_back(ami::play_dtmf(on.peer(), key));
        return actions;
    });
}

web::Response CallControl::transfer(const web::Request& request)
{
    return send_to(request, "call_transfer", message("Transferred"),
                   [](const OwnCall& on, const ami::Abilities& can, const ami::Target& to) {
                       return pbx::blind_transfer(can.actions, on.own(), on.peer(), to);
                   });
}

web::Response CallControl::consult(const web::Request& request)
{
    return send_to(
        request, "call_consult", message("The caller waits; the other number is being called"),
        [](const OwnCall& on, const ami::Abilities&, const ami::Target& to) {
            return ami::atxfer(on.own(), to.exten, to.context);
        },
        [number = number_of(request)](calls::CallMark& mark) { mark.consulting = number; });
}

// Asterisk says "Transfer succeeded" of a number that does not exist, and drops the caller: the dialplan is asked
// first.
web::Response CallControl::send_to(
    const web::Request& request, const char* audited, Message done,
    const std::function<Actions::value_type(const OwnCall&, const ami::Abilities&, const ami::Target&)>& action,
    const Mark& mark)
{
    const ami::Target to{number_of(request), context_of(request), 1};
    const auto actions = [&](const OwnCall& on) -> Actions {
        if (on.is_put_aside()) return {};  // the telephone talks to the hold place
        const auto can = on.asterisk.abilities();
        if (!can) return {can.error()};
        Actions wanted;
        if (can.value().actions.contains("showdialplan")) wanted.push_back(ami::show_dialplan(to.exten, to.context));
        wanted.push_back(action(on, can.value(), to));
        return wanted;
    };
    return do_with(request, audited, done, actions, mark);
}

// Who consults and hangs up connects the two others.
web::Response CallControl::complete(const web::Request& request)
{
    return do_with(request, "call_complete", message("Transferred"),
                   [](const OwnCall& on) -> Actions { return {ami::hangup(on.own())}; });
}

web::Response CallControl::give_back(const web::Request& request)
{
    return do_with(
        request, "call_give_back", message("You are back with the caller"),
        [](const OwnCall& on) -> Actions { return {ami::cancel_atxfer(on.own())}; },
        [](calls::CallMark& mark) { mark.consulting.clear(); });
}

// *3 is features.conf's atxferthreeway, unless somebody changed it.
web::Response CallControl::join(const web::Request& request)
{
    return do_with(
        request, "call_join", message("All three talk"),
        [](const OwnCall& on) -> Actions {
            return {ami::play_dtmf(on.own(), '*', ami::Dtmf::received),
                    ami::play_dtmf(on.own(), '3', ami::Dtmf::received)};
        },
        [](calls::CallMark& mark) {
            mark.consulting.clear();
            mark.joined = true;
        });
}

web::Response CallControl::mask(const web::Request& request)
{
    return set_mask(request, true, message("The recording is paused"));
}

web::Response CallControl::unmask(const web::Request& request)
{
    return set_mask(request, false, message("The recording goes on"));
}

web::Response CallControl::set_mask(const web::Request& request, bool masked, Message done)
{
    return do_with(
        request, masked ? "recording_pause" : "recording_resume", done,
        [&](const OwnCall& on) -> Actions {
            const auto channel = calls_.recorded_channel(request.account().id, on.call.server, on.call.leg.key);
            if (!channel) return {};
            return {ami::mute_mix_monitor(*channel, masked)};
        },
        [masked](calls::CallMark& mark) { mark.masked = masked; });
}

web::Response CallControl::do_with(const web::Request& request, const char* audited, Message done,
                                   const std::function<Actions(const OwnCall&)>& actions, const Mark& mark)
{
    const auto named = calls::parse_leg_id(request.param("leg"));
    auto call = named ? calls_.own_call(request.account().id, named->first, named->second) : std::nullopt;
    if (!call) return say(view_, request, false, message("The call is over"));
    auto* asterisk = lines_.find(call->server);
    if (asterisk == nullptr) return say(view_, request, false, message("No access to this Asterisk is configured"));
    OwnCall on{*asterisk, *std::move(call), {}};
    on.mark = db::CallMarkGateway{db_.get()}.find(on.call.server, on.own_uid());
    const auto wanted = actions(on);
    if (wanted.empty()) return say(view_, request, false, message("There is nothing to do"));
    for (const auto& action : wanted) {
        if (!action) return say_why_not(view_, request, action.error());
        const auto answer = asterisk->ask(action.value());
        if (!answer) return say_why_not(view_, request, answer.error());
    }
    if (mark) keep_mark(request, on, mark);
    keep_account(request, audited);
    return say(view_, request, true, done);
}

std::string CallControl::number_of(const web::Request& request) const
{
    return crm::clean_number(request.param("number"));
}

std::string CallControl::context_of(const web::Request& request)
{
    auto context = calls_.telephone_of(request.account().id).outcontext;
    return context.empty() ? settings_.outcontext : context;
}

void CallControl::keep_mark(const web::Request& request, const OwnCall& on, const Mark& mark)
{
    const auto& account = request.account();
    db::CallMarkGateway{db_.get()}.change({account.id, account.groupid, on.call.server, on.own_uid(), on.own()}, mark,
                                          request.now);
}

// What was typed on the keypad may be a secret of the caller's.
void CallControl::keep_account(const web::Request& request, const char* audited)
{
    log_.append({request.actor(), audited, request.param("leg"), number_of(request)}, request.now);
}

}  // namespace pages
