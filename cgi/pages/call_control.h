// SPDX-License-Identifier: GPL-3.0-or-later
// The call bar's buttons: what a person does with a live call of his own. Each names the call by its leg
// (SERVER|SRCUID|DSTUID), which must be the account's in curcdr; the action goes to the Asterisk of the call. The
// answer tells in words what happened (asterisk_words.h); what becomes of the call comes through the feed.
#pragma once

#include "cgi/web/asterisk_lines.h"
#include "cgi/web/request.h"
#include "cgi/web/response.h"
#include "cgi/web/settings.h"
#include "cgi/web/view.h"
#include "common/db/call_control_gateway.h"
#include "common/db/call_mark_gateway.h"
#include "common/db/login_gateway.h"
#include "common/i18n/message.h"

#include <functional>
#include <string>
#include <vector>

namespace pages {

class CallControl {
public:
    CallControl(db::LazyConnection& db, const web::View& view, const web::Settings& settings,
                web::AsteriskLines& lines);

    // Which buttons there are: what the Asterisk of the account's telephone knows and lets us do. JSON of booleans.
    [[nodiscard]] web::Response controls(const web::Request& request);

    [[nodiscard]] web::Response hang_up(const web::Request& request);
    [[nodiscard]] web::Response answer(const web::Request& request);
    [[nodiscard]] web::Response hold(const web::Request& request);
    [[nodiscard]] web::Response resume(const web::Request& request);
    [[nodiscard]] web::Response mute(const web::Request& request);
    [[nodiscard]] web::Response unmute(const web::Request& request);
    [[nodiscard]] web::Response press(const web::Request& request);     // keys: 1 to 32 of 0-9 * #
    [[nodiscard]] web::Response transfer(const web::Request& request);  // number
    // Asks somebody else first (number); then one of the three after it.
    [[nodiscard]] web::Response consult(const web::Request& request);
    [[nodiscard]] web::Response complete(const web::Request& request);
    [[nodiscard]] web::Response give_back(const web::Request& request);
    [[nodiscard]] web::Response join(const web::Request& request);
    // Silence in the call's recording, for card data, and its end.
    [[nodiscard]] web::Response mask(const web::Request& request);
    [[nodiscard]] web::Response unmask(const web::Request& request);

private:
    // A live call of the account's, and the session to its Asterisk.
    struct OwnCall {
        ami::Client& asterisk;
        db::LiveCall call;
        calls::CallMark mark;
        // Its telephone waits at the hold place.
        [[nodiscard]] bool is_put_aside() const { return mark.parked && call.leg.held; }
        [[nodiscard]] const std::string& own_uid() const
        {
            return call.incoming ? call.leg.key.dstuid : call.leg.key.srcuid;
        }
        [[nodiscard]] const std::string& own() const { return call.incoming ? call.leg.dstchan : call.leg.srcchan; }
        [[nodiscard]] const std::string& peer() const { return call.incoming ? call.leg.srcchan : call.leg.dstchan; }
    };
    using Actions = std::vector<ami::Result<ami::Action>>;

    using Mark = std::function<void(calls::CallMark&)>;  // what the pages are told of it; empty: nothing

    [[nodiscard]] web::Response do_with(const web::Request& request, const char* audited, i18n::Message done,
                                        const std::function<Actions(const OwnCall&)>& actions, const Mark& mark = {});
    [[nodiscard]] web::Response send_to(
        const web::Request& request, const char* audited, i18n::Message done,
        const std::function<Actions::value_type(const OwnCall&, const ami::Abilities&, const ami::Target&)>& action,
        const Mark& mark = {});
    [[nodiscard]] bool has_hold_place(ami::Client& asterisk, const ami::Abilities& abilities) const;
    void keep_mark(const web::Request& request, const OwnCall& on, const Mark& mark);
    [[nodiscard]] web::Response set_mute(const web::Request& request, bool muted, i18n::Message done);
    [[nodiscard]] web::Response set_mask(const web::Request& request, bool masked, i18n::Message done);
    [[nodiscard]] std::string number_of(const web::Request& request) const;
    [[nodiscard]] std::string context_of(const web::Request& request);
    void keep_account(const web::Request& request, const char* audited);

    db::LazyConnection& db_;
    const web::View& view_;
    const web::Settings& settings_;
    web::AsteriskLines& lines_;
    db::CallControlGateway calls_;
    db::AccountLogGateway log_;
};

}  // namespace pages
