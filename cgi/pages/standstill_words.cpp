// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/standstill_words.h"

#include <array>

namespace pages {

namespace {

using i18n::message;

constexpr std::array words{
    StandstillWords{"", Urgency::none, message("It dials as fast as it may.")},
    // The board's own.
    StandstillWords{"stopped", Urgency::off, message("Stopped. Start it to dial.")},
    StandstillWords{"no_dialer", Urgency::act,
                    message("No dialer is running. An administrator must start the program dialer.")},
    // dialing::Hindrance
    StandstillWords{
        "asterisk_away", Urgency::act,
        message("The dialer cannot reach Asterisk. Look whether Asterisk runs and lets the dialer log in.")},
    StandstillWords{"list_empty", Urgency::act,
                    message("The dial list is empty. Import numbers, or recycle dialed ones.")},
    StandstillWords{"none_due", Urgency::waits, message("No number is due yet.")},
    StandstillWords{"all_held", Urgency::waits, message("All numbers are held back for now; see why below.")},
    StandstillWords{"settings_wrong", Urgency::act, message("A setting is wrong. Correct it in the campaign's form.")},
    StandstillWords{"queue_missing", Urgency::act,
                    message("Asterisk does not know the campaign's queue. Create it there, or choose another one.")},
    StandstillWords{"no_licence_channel", Urgency::waits,
                    message("All channels of the licence are in use. It goes on as calls end.")},
    // dialing::Reason, as far as they hold for a whole campaign
    StandstillWords{"campaign_disabled", Urgency::off, message("Not enabled. Enable it in the campaign's form.")},
    StandstillWords{"ring_too_short", Urgency::act,
                    message("The compliance profile wants telephones to ring longer. Raise the ring time.")},
    StandstillWords{
        "message_missing", Urgency::act,
        message("The compliance profile wants a message for persons whom no agent is free for. Choose one.")},
    StandstillWords{"outside_campaign", Urgency::waits, message("It is outside the campaign's hours.")},
    StandstillWords{"national_list_stale", Urgency::act,
                    message("The national do-not-call list is too old or missing. Load the current one.")},
    StandstillWords{
        "abandon_budget_spent", Urgency::act,
        message("Too many calls were abandoned: the profile's limit is reached. Choose progressive dialing, "
                "or wait until the rate has fallen.")},
    // dialing::pacing::Reason
    StandstillWords{"no_agents", Urgency::act,
                    message("No agent is at work. Agents must sign in to the queue and be ready.")},
    StandstillWords{"no_lines", Urgency::waits, message("All lines are taken. More calls need more lines.")},
    StandstillWords{"calls_cover_idle", Urgency::none, message("It dials one call for each idle agent.")},
    StandstillWords{"learning", Urgency::none,
                    message("It dials one call for each idle agent until it has seen enough calls to predict from.")},
    StandstillWords{"risk_of_abandoning", Urgency::none,
                    message("It dials as much as it may: one call more would too likely find no agent free.")},
    StandstillWords{"window_spent", Urgency::waits,
                    message("The abandoned calls of 30 minutes are used up: one call for each idle agent meanwhile.")},
    StandstillWords{"campaign_spent", Urgency::waits,
                    message("The campaign's abandoned calls are used up: one call for each idle agent meanwhile.")},
    StandstillWords{"calls_waiting", Urgency::waits,
                    message("Persons are waiting for an agent already. It goes on when they are served.")},
    StandstillWords{"limit_reached", Urgency::none,
                    message("As many calls as you set are out. Raise the number for more.")},
};

constexpr std::array flaws{
    FlawWords{"mode", message("mode unknown")},
    FlawWords{"profile", message("compliance profile unknown")},
    FlawWords{"hours", message("hours cannot be read")},
    FlawWords{"timezone", message("time zone unknown")},
    FlawWords{"server", message("Asterisk server not configured")},
    FlawWords{"outcontext", message("outgoing context missing")},
    FlawWords{"target", message("neither queue nor incoming context for persons who answer")},
    FlawWords{"queue", message("queue missing for this mode")},
    FlawWords{"amd_context", message("this Asterisk lacks the dialplan for answering machine detection")},
    FlawWords{"message_context", message("this Asterisk lacks the dialplan for the message")},
    FlawWords{"originate", message("Asterisk refuses the calls")},
};

}  // namespace

std::string_view to_string(Urgency urgency)
{
    switch (urgency) {
        case Urgency::none:
            break;
        case Urgency::waits:
            return "waits";
        case Urgency::act:
            return "act";
        case Urgency::off:
            return "off";
    }
    return "none";
}

std::span<const StandstillWords> standstill_words()
{
    return words;
}

std::span<const FlawWords> flaw_words()
{
    return flaws;
}

}  // namespace pages
