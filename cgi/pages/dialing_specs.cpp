// SPDX-License-Identifier: GPL-3.0-or-later
// The words of campaigns, what they dial, and what nobody may.
#include "cgi/pages/crm_specs.h"
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

constexpr std::array campaign_fields{
    needed(asked("campaignname", message("Campaign"), 60)),
    asked("campaignnote", message("Description"), 255),
    chosen("enable", message("Enabled"), flag_words, Input::flag),
    shown("waiting", message("Numbers waiting")),
    aside(needed(asked("outcontext", message("Outgoing context"), 80))),
    aside(needed(asked("incontext", message("Incoming context"), 80))),
    aside(asked("inexten", message("Incoming extension"), 30)),
    aside(asked("callerid", message("Caller id"), 30, Input::phone)),
    asked("queuename", message("Queue"), 80),
    aside(chosen("bindqueue", message("Send calls to this queue directly"), flag_words, Input::flag)),
    aside(number_between("maxtrytime", message("Most attempts"), 0, 1000, "1")),
    aside(with_help(asked("script", message("Script"), 4000, Input::area),
                    message("What the agent says; shown with each number."))),
    with_help(aside(chosen("dispositionrequired", message("Result required"), flag_words, Input::flag)),
              message("The agent gets no next number before saying how the call ended.")),
    shown("dispositions", message("Call results")),
    chosen("status", message("Status"), campaign_state_words),
    group,
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

constexpr std::array diallist_fields{
    dialed(needed(asked("dialnumber", message("Number"), 40, Input::phone))),
    with_help(asked("assign", message("Assigned to"), 30, Input::phone), message("An agent's extension.")),
    asked("dialtime", message("Dial time"), 0, Input::datetime),
    needed(asked("campaign", message("Campaign"), 0, Input::reference)),
    group,
    shown("trytime", message("Attempts")),
    aside(asked("memo", message("Note"), 255)),
    aside(created),
    creator,
};

constexpr std::array dialedlist_fields{
    dialed(shown("dialednumber", message("Number"))),
    shown("answertime", message("Answered")),
    shown("duration", message("Duration (s)")),
    aside(shown("transfertime", message("Transferred after (s)"))),
    shown("response", message("Response")),
    shown("disposition", message("Result")),
    aside(shown("memo", message("Note"))),
    shown("dialedby", message("Dialed by")),
    shown("dialedtime", message("Dialed")),
    aside(shown("dialtime", message("Dial time"))),
    aside(shown("assign", message("Assigned to"))),
    shown("trytime", message("Attempts")),
    shown("campaign", message("Campaign")),
    shown("group", message("Group")),
};

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
                                     .page_size = 50};

constinit const GridSpec campaigns{.path = "/campaigns",
                                   .menu = "/campaigns",
                                   .title = message("Campaigns"),
                                   .new_title = message("New campaign"),
                                   .edit_title = message("Campaign"),
                                   .table = db::tables::campaign,
                                   .fields = campaign_fields,
                                   .has_form = true,
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
                                  .may_delete = true};

constinit const GridSpec dialedlist{.path = "/dialedlist",
                                    .menu = "/dialedlist",
                                    .title = message("Dialed list"),
                                    .table = db::tables::dialedlist,
                                    .fields = dialedlist_fields,
                                    .may_delete = true,
                                    .page_size = 50,
                                    .empty_caption = message("No answer calls:"),
                                    .empty_field = "answertime"};

}  // namespace pages::specs
