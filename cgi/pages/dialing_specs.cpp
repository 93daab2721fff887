// SPDX-License-Identifier: GPL-3.0-or-later
// The words of campaigns, what they dial, and what nobody may.
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/profile_words.h"
#include "cgi/pages/reason_words.h"
#include "cgi/pages/spec_fields.h"
#include "common/db/crm_tables.h"

namespace pages::specs {

namespace {

constexpr std::array campaign_state_words{ChoiceWord{"idle", message("idle")}, ChoiceWord{"busy", message("dialing")}};

constexpr std::array do_not_call_fields{
    needed(asked("number", message("Number"), 40, Input::phone)),
    with_help(group, message("Without a group: for all groups.")),
    with_help(asked("campaign", message("Campaign"), 0, Input::reference),
              message("Without a campaign: for all campaigns.")),
    asked("reason", message("Reason"), 255),
    created,
    creator,
};

constexpr std::array do_not_call_links{
    PageLink{.path = "/national", .icon = "fa-flag", .word = message("National lists"), .for_admins = true},
    PageLink{.path = "/holidays", .icon = "fa-calendar", .word = message("Public holidays"), .for_admins = true}};

constexpr std::array holiday_fields{
    needed(asked("day", message("Day"), 10, Input::date)),
    asked("name", message("Name"), 60),
    with_help(chosen("profile", message("Profile"), profile_words, Input::choice), message("Without: of all.")),
    aside(created),
    aside(creator),
};
constexpr std::array holiday_links{
    PageLink{.path = "/holidays/lines", .icon = "fa-paste", .word = message("Add many"), .for_admins = true}};

constexpr std::array limit_type_words{ChoiceWord{"channel", message("by calls at once")},
                                      ChoiceWord{"queue", message("by queue seats")},
                                      ChoiceWord{"progressive", message("progressive: a call for each free agent")},
                                      ChoiceWord{"predictive", message("predictive: ahead of the agents")},
                                      ChoiceWord{"timed", message("timed: by dial time, without agents")}};
constexpr std::array list_order_words{ChoiceWord{"dialtime", message("by dial time")},
                                      ChoiceWord{"oldest", message("oldest first")},
                                      ChoiceWord{"newest", message("newest first")}};
constexpr FieldSpec retry_minutes(std::string_view name, Message caption)
{
    return aside(minutes_between(name, caption, 0, 525'600, ""));
}

constexpr std::array campaign_fields{
    in_section(message("What and who"), needed(asked("campaignname", message("Campaign"), 60))),
    asked("campaignnote", message("Description"), 255),
    begins_as(chosen("enable", message("Enabled"), flag_words, Input::flag), "1"),
    group,
    shown("waiting", message("Numbers waiting")),
    in_section(message("How calls go out"), aside(needed(asked("outcontext", message("Outgoing context"), 80)))),
    with_help(aside(asked("callerid", message("Caller id"), 30, Input::phone)),
              message("Shown to the people called; without: the number called.")),
    with_help(aside(asked("server", message("Asterisk server"), 40)),
              message("As it is named in the configuration; without: the first.")),
    one_by_one(
        in_section(message("How it dials"), chosen("limit_type", message("Mode"), limit_type_words, Input::choice))),
    while_one_of("limit_type", "channel timed",
                 aside(number_between("max_channel", message("Calls at once"), 1, 10'000, "5"))),
    with_help(while_one_of("limit_type", "queue",
                           aside(decimal_between("queue_increasement", message("Lines for each seat"), 0, 20, "1.00"))),
              message("1.00: one line for each seat of the queue; 1.20: 20 % more.")),
    one_by_one(with_help(
        while_one_of("limit_type", "predictive",
                     aside(decimal_between("abandontarget", message("Abandoned at most (%)"), 0, 100, "2.50"))),
        message("Of the people who answer. The dialer stays below it."))),
    with_help(aside(number_between("maxlines", message("Most lines"), 0, 10'000, "0")),
              message("Whatever the mode; 0: no limit of its own.")),
    one_by_one(with_help(aside(number_between("ringtime", message("Rings for (s)"), 5, 120, "30")),
                         message("An unanswered call ends then."))),
    aside(chosen("listorder", message("Order of the numbers"), list_order_words, Input::choice)),
    one_by_one(in_section(message("Where answered calls go"), asked("queuename", message("Queue"), 80))),
    one_by_one(aside(chosen("bindqueue", message("Send calls to this queue directly"), flag_words, Input::flag))),
    aside(needed(asked("incontext", message("Incoming context"), 80))),
    with_help(aside(asked("inexten", message("Incoming extension"), 30)),
              message("Without: the queue; without a queue the number called.")),
    with_help(
        in_section(message("When it calls"), aside(asked("hours", message("Hours"), 255, Input::hours))),
        message("By the clock here, like Mon-Fri 09:00-12:00,13:00-20:00; Sat 10:00-16:00; holidays closed. Without: "
                "any time.")),
    with_help(aside(asked("timezone", message("Time zones of its numbers"), 255, Input::zones)),
              message("Like America/New_York,America/Chicago: it must be a permitted hour in all of them. Without: as "
                      "numbers with a country code tell, else the zone here.")),
    one_by_one(in_section(message("Who may be called"),
                          aside(chosen("profile", message("Compliance profile"), profile_words, Input::choice)))),
    begins_as(aside(chosen("asksnational", message("Respects the national do-not-call list"), flag_words, Input::flag)),
              "1"),
    with_help(aside(number_between("maxtrytime", message("Most attempts"), 0, 1000, "1")),
              message("Of one number; 0: nothing is tried again by itself.")),
    with_help(aside(number_between("maxperday", message("Most attempts a day"), 0, 1000, "0")),
              message("Beside the profile's; 0: no limit of its own.")),
    in_section(message("When nobody is free"),
               aside(number_between("waittime", message("Waits for an agent (s)"), 0, 600, "2"))),
    one_by_one(with_help(aside(asked("message", message("Message"), 120)),
                         message("Asterisk's name of the sound that is played then."))),
    aside(chosen("amd", message("Detects answering machines"), flag_words, Input::flag)),
    with_help(
        in_section(message("When a number is tried again"), retry_minutes("retrybusy", message("Busy: after minutes"))),
        message("Empty: it is not.")),
    retry_minutes("retrynoanswer", message("No answer: after minutes")),
    retry_minutes("retrymachine", message("Machine: after minutes")),
    retry_minutes("retryfailed", message("Failed: after minutes")),
    retry_minutes("retryabandoned", message("Abandoned: after minutes")),
    with_help(aside(chosen("enablerecycle", message("Recycle what nobody picked up"), flag_words, Input::flag)),
              message("Where no outcome above has a time of its own, and numbers dialed by hand.")),
    while_one_of("enablerecycle", "1",
                 aside(minutes_between("recycletime", message("Recycle after minutes"), 1, 525'600, "60"))),
    shown("dispositions", message("Call results")),
    in_section(message("Results and callbacks"),
               with_help(aside(chosen("dispositionrequired", message("Result required"), flag_words, Input::flag)),
                         message("The agent gets no next number before saying how the call ended."))),
    aside(number_between("callbackdays", message("Callbacks at most so many days ahead"), 1, 3650, "30")),
    in_section(message("Script"), aside(with_help(asked("script", message("What the agent says"), 4000, Input::area),
                                                  message("Shown with each number.")))),
    chosen("status", message("Status"), campaign_state_words),
    aside(created),
    aside(creator),
};
constexpr std::array campaign_links{RowLink{"waiting", "/diallist?f1=campaign&c1=equal&v1=", "campaignname"},
                                    RowLink{.field = "dispositions",
                                            .prefix = "/dispositions?f1=campaign&c1=equal&v1=",
                                            .value = "campaignname",
                                            .even_none = true}};
constexpr std::array campaign_dependants{
    DependantWord{"diallist", message("Dial list")}, DependantWord{"dialedlist", message("Dialed list")},
    DependantWord{"dnc", message("Do-not-call list")}, DependantWord{"campaign_disposition", message("Call results")}};

constexpr std::array meaning_words{
    ChoiceWord{"final", message("final")}, ChoiceWord{"callback", message("call back at a time")},
    ChoiceWord{"donotcall", message("never call again")}, ChoiceWord{"retry", message("try again later")}};
constexpr std::array disposition_fields{
    needed(asked("disposition", message("Result"), 60)),
    chosen("meaning", message("Meaning"), meaning_words, Input::choice),
    with_help(number_between("position", message("Order"), 0, 1000, "1"),
              message("The first nine have the keys 1 to 9 on the agent's page.")),
    needed(asked("campaign", message("Campaign"), 0, Input::reference)),
    group,
    aside(created),
    aside(creator),
};

constexpr std::array line_type_words{ChoiceWord{"unknown", message("unknown")}, ChoiceWord{"fixed", message("fixed")},
                                     ChoiceWord{"mobile", message("mobile")}};
constexpr std::array diallist_fields{
    dialed(needed(asked("dialnumber", message("Number"), 40, Input::phone))),
    with_help(asked("assign", message("Assigned to"), 30, Input::phone),
              message("An agent's extension, who dials it by hand. Without: the dialer's.")),
    asked("dialtime", message("Dial time"), 0, Input::datetime),
    needed(asked("campaign", message("Campaign"), 0, Input::reference)),
    group,
    shown("trytime", message("Attempts")),
    chosen("heldreason", message("Held because"), reason_words),
    with_help(aside(asked("timezone", message("Time zone"), 40, Input::zones)),
              message("Where it rings, like Europe/Berlin. Without: the campaign's.")),
    aside(with_help(begins_empty(asked("consenttime", message("Consent of"), 0, Input::datetime)),
                    message("When the person called agreed to it."))),
    aside(chosen("linetype", message("Line"), line_type_words, Input::choice)),
    aside(asked("memo", message("Note"), 255)),
    aside(created),
    creator,
};

constexpr std::array response_words{ChoiceWord{"ANSWERED", message("answered")},
                                    ChoiceWord{"ABANDONED", message("abandoned: no agent")},
                                    ChoiceWord{"MACHINE", message("machine")},
                                    ChoiceWord{"BUSY", message("busy")},
                                    ChoiceWord{"NO ANSWER", message("no answer")},
                                    ChoiceWord{"FAILED", message("failed")},
                                    ChoiceWord{"UNKNOWN", message("unknown")},
                                    ChoiceWord{"DNC", message("not dialed: do-not-call")},
                                    ChoiceWord{"INVALID", message("not dialed: no number")},
                                    ChoiceWord{"REFUSED", message("not dialed: not allowed")}};
constexpr std::array mode_words{ChoiceWord{"hand", message("by hand")},
                                ChoiceWord{"timed", message("timed")},
                                ChoiceWord{"limit", message("by calls at once")},
                                ChoiceWord{"queue", message("by queue seats")},
                                ChoiceWord{"progressive", message("progressive")},
                                ChoiceWord{"predictive", message("predictive")}};
constexpr std::array dialedlist_fields{
    dialed(shown("dialednumber", message("Number"))),
    chosen("response", message("Outcome"), response_words),
    shown("disposition", message("Result")),
    shown("answertime", message("Answered")),
    shown("duration", message("Duration (s)")),
    aside(shown("transfertime", message("Transferred after (s)"))),
    aside(chosen("isabandoned", message("Abandoned"), flag_words)),
    aside(chosen("mode", message("Mode"), mode_words)),
    aside(shown("memo", message("Note"))),
    shown("dialedby", message("Dialed by")),
    shown("dialedtime", message("Dialed")),
    aside(shown("dialtime", message("Dial time"))),
    aside(shown("assign", message("Assigned to"))),
    shown("trytime", message("Attempts")),
    aside(shown("recycledtime", message("Put back"))),
    shown("campaign", message("Campaign")),
    shown("group", message("Group")),
};
constexpr std::array dialedlist_pages{PageLink{.path = "/dialedlist/recycle?which=result&f1=answertime&c1=empty",
                                               .icon = "fa-recycle",
                                               .word = message("Recycle no answer calls")}};
constexpr std::array dialedlist_actions{
    RowsAction{.path = "/recycle", .icon = "fa-recycle", .word = message("Recycle")}};

}  // namespace

constinit const GridSpec do_not_call{.path = "/dnc",
                                     .menu = "/dnc",
                                     .title = message("Do-not-call list"),
                                     .new_title = message("New do-not-call number"),
                                     .edit_title = message("Do-not-call number"),
                                     .table = db::tables::do_not_call,
                                     .fields = do_not_call_fields,
                                     .has_form = true,
                                     .may_delete = true,
                                     .page_size = 50,
                                     .pages = do_not_call_links};

constinit const GridSpec holidays{.path = "/holidays",
                                  .menu = "/dnc",
                                  .title = message("Public holidays"),
                                  .new_title = message("New holiday"),
                                  .edit_title = message("Holiday"),
                                  .table = db::tables::public_holiday,
                                  .fields = holiday_fields,
                                  .has_form = true,
                                  .may_delete = true,
                                  .page_size = 50,
                                  .pages = holiday_links};

constinit const GridSpec campaigns{.path = "/campaigns",
                                   .menu = "/campaigns",
                                   .title = message("Campaigns"),
                                   .new_title = message("New campaign"),
                                   .edit_title = message("Campaign"),
                                   .table = db::tables::campaign,
                                   .fields = campaign_fields,
                                   .has_form = true,
                                   .may_copy = true,
                                   .may_delete = true,
                                   .links = campaign_links,
                                   .dependants = campaign_dependants};

constinit const GridSpec dispositions{.path = "/dispositions",
                                      .menu = "/campaigns",
                                      .title = message("Call results"),
                                      .new_title = message("New call result"),
                                      .edit_title = message("Call result"),
                                      .table = db::tables::campaign_disposition,
                                      .fields = disposition_fields,
                                      .has_form = true,
                                      .may_delete = true,
                                      .page_size = 50};

constinit const GridSpec diallist{.path = "/diallist",
                                  .menu = "/diallist",
                                  .title = message("Dial list"),
                                  .new_title = message("New number to dial"),
                                  .edit_title = message("Number to dial"),
                                  .table = db::tables::diallist,
                                  .fields = diallist_fields,
                                  .has_form = true,
                                  .may_delete = true,
                                  .history_field = "dialnumber"};

constinit const GridSpec dialedlist{.path = "/dialedlist",
                                    .menu = "/dialedlist",
                                    .title = message("Dialed list"),
                                    .table = db::tables::dialedlist,
                                    .fields = dialedlist_fields,
                                    .may_delete = true,
                                    .page_size = 50,
                                    .pages = dialedlist_pages,
                                    .actions = dialedlist_actions,
                                    .history_field = "dialednumber",
                                    .empty_caption = message("No answer calls:"),
                                    .empty_field = "answertime"};

}  // namespace pages::specs
