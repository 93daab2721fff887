// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/crm_specs.h"

#include "common/db/crm_tables.h"

#include <array>

namespace pages::specs {

namespace {

using i18n::message;
using i18n::Message;

constexpr std::array flag_words{ChoiceWord{"1", message("yes")}, ChoiceWord{"0", message("no")}};
constexpr std::array gender_words{ChoiceWord{"unknown", message("unknown")}, ChoiceWord{"female", message("female")},
                                  ChoiceWord{"male", message("male")}};
constexpr std::array attitude_words{ChoiceWord{"10", message("happy")}, ChoiceWord{"5", message("content")},
                                    ChoiceWord{"0", message("unknown")}, ChoiceWord{"-1", message("unhappy")}};
constexpr std::array campaign_state_words{ChoiceWord{"idle", message("idle")}, ChoiceWord{"busy", message("dialing")}};
constexpr std::array disposition_words{ChoiceWord{"ANSWERED", message("answered")},
                                       ChoiceWord{"NO ANSWER", message("no answer")},
                                       ChoiceWord{"BUSY", message("busy")}, ChoiceWord{"FAILED", message("failed")}};
constexpr std::array hangup_words{ChoiceWord{"caller", message("caller")},
                                  ChoiceWord{"callee", message("called party")}};
constexpr std::array recording_state_words{
    ChoiceWord{"requested", message("requested")}, ChoiceWord{"recording", message("recording")},
    ChoiceWord{"stopping", message("stopping")},   ChoiceWord{"recorded", message("recorded")},
    ChoiceWord{"ready", message("ready")},         ChoiceWord{"failed", message("failed")},
    ChoiceWord{"missing", message("missing")}};
constexpr std::array recording_reason_words{ChoiceWord{"forced", message("by rule")},
                                            ChoiceWord{"demand", message("on demand")}};

constexpr std::array listening_words{ChoiceWord{"play", message("listened")},
                                     ChoiceWord{"download", message("downloaded")}};

constexpr FieldSpec shown(std::string_view name, Message caption)
{
    return {.name = name, .caption = caption};
}

constexpr FieldSpec asked(std::string_view name, Message caption, std::size_t longest, Input input = Input::text)
{
    return {.name = name, .caption = caption, .input = input, .longest = longest};
}

constexpr FieldSpec chosen(std::string_view name, Message caption, std::span<const ChoiceWord> words,
                           Input input = Input::none)
{
    return {.name = name,
            .caption = caption,
            .input = input,
            .longest = 20,
            .words = words,
            .preset = input == Input::choice ? words.front().value : ""};
}

// In the list only when asked for.
constexpr FieldSpec aside(FieldSpec spec)
{
    spec.is_shown = false;
    return spec;
}

constexpr FieldSpec needed(FieldSpec spec)
{
    spec.is_needed = true;
    return spec;
}

constexpr FieldSpec technical(std::string_view name, Message caption)
{
    return {.name = name, .caption = caption, .is_shown = false, .is_technical = true};
}

constexpr FieldSpec with_help(FieldSpec spec, Message help)
{
    spec.help = help;
    return spec;
}

constexpr FieldSpec number_between(std::string_view name, Message caption, long long least, long long most,
                                   std::string_view preset)
{
    return {.name = name, .caption = caption, .input = Input::number, .preset = preset, .least = least, .most = most};
}

constexpr FieldSpec group = asked("group", message("Group"), 0, Input::reference);
constexpr FieldSpec created = shown("cretime", message("Created"));
constexpr FieldSpec creator = shown("creby", message("Created by"));

constexpr std::array customer_fields{
    needed(asked("customer", message("Customer"), 120)),
    asked("state", message("State or province"), 50),
    asked("city", message("City"), 50),
    asked("phone", message("Phone"), 50, Input::phone),
    aside(asked("phone_ext", message("Extension"), 8, Input::phone)),
    asked("contact", message("Main contact"), 50),
    aside(chosen("contactgender", message("Gender"), gender_words, Input::choice)),
    asked("website", message("Website"), 255, Input::website),
    asked("category", message("Category"), 255),
    aside(asked("address", message("Address"), 200)),
    aside(asked("zipcode", message("Postal code"), 20)),
    aside(asked("country", message("Country"), 50)),
    aside(asked("mobile", message("Mobile"), 50, Input::phone)),
    aside(asked("fax", message("Fax"), 50, Input::phone)),
    aside(asked("fax_ext", message("Fax extension"), 8, Input::phone)),
    aside(asked("email", message("E-mail"), 100, Input::email)),
    aside(asked("bankname", message("Bank"), 100)),
    aside(asked("bankzip", message("Bank postal code"), 100)),
    aside(asked("bankaccount", message("Bank account"), 100)),
    aside(asked("bankaccountname", message("Account holder"), 100)),
    group,
    created,
    creator,
};
constexpr std::array customer_links{RowLink{"customer", "/customers/show?id=", ""}};
constexpr std::array customer_dependants{
    DependantWord{"contact", message("Contacts")}, DependantWord{"note", message("Notes")},
    DependantWord{"diallist", message("Dial list")}, DependantWord{"surveyresult", message("Survey results")}};

constexpr std::array contact_fields{
    needed(asked("contact", message("Contact"), 60)),
    chosen("gender", message("Gender"), gender_words, Input::choice),
    asked("position", message("Position"), 100),
    asked("customer", message("Customer"), 0, Input::hidden),
    asked("phone", message("Phone"), 50, Input::phone),
    aside(asked("ext", message("Extension"), 8, Input::phone)),
    aside(asked("phone1", message("Phone 2"), 50, Input::phone)),
    aside(asked("ext1", message("Extension 2"), 8, Input::phone)),
    aside(asked("phone2", message("Phone 3"), 50, Input::phone)),
    aside(asked("ext2", message("Extension 3"), 8, Input::phone)),
    asked("mobile", message("Mobile"), 50, Input::phone),
    aside(asked("fax", message("Fax"), 50, Input::phone)),
    aside(asked("fax_ext", message("Fax extension"), 8, Input::phone)),
    asked("email", message("E-mail"), 100, Input::email),
    group,
    aside(created),
    aside(creator),
    technical("customerid", message("Customer number")),
};
constexpr std::array of_customer{RowLink{"customer", "/customers/show?id=", "customerid"}};
constexpr std::array contact_dependants{DependantWord{"note", message("Notes")},
                                        DependantWord{"surveyresult", message("Survey results")}};

constexpr std::array note_fields{
    needed(asked("note", message("Note"), 4000, Input::area)),
    number_between("priority", message("Priority"), 0, 10, "5"),
    chosen("attitude", message("Attitude"), attitude_words, Input::choice),
    asked("customer", message("Customer"), 0, Input::hidden),
    asked("contact", message("Contact"), 0, Input::hidden),
    group,
    created,
    creator,
    technical("customerid", message("Customer number")),
};

constexpr std::array trunk_fields{
    needed(asked("trunkname", message("Line name"), 60)),
    needed(with_help(asked("trunkchannel", message("Channel"), 80),
                     message("As Asterisk names it, without what follows the last dash: SIP/6188"))),
    asked("didnumber", message("Number dialed (DID)"), 80, Input::phone),
    with_help(asked("trunknote", message("Description"), 2000, Input::area),
              message("Agents read it when a call comes in on this line.")),
    aside(created),
    aside(creator),
};

constexpr std::array speeddial_fields{
    needed(asked("number", message("Number"), 40, Input::phone)),
    asked("description", message("Description"), 60),
    group,
    created,
    creator,
};

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
    chosen("status", message("Status"), campaign_state_words),
    group,
    aside(created),
    aside(creator),
};
constexpr std::array campaign_links{RowLink{"waiting", "/diallist?f1=campaign&c1=equal&v1=", "campaignname"}};
constexpr std::array campaign_dependants{DependantWord{"diallist", message("Dial list")},
                                         DependantWord{"dialedlist", message("Dialed list")},
                                         DependantWord{"dnc", message("Do-not-call list")}};

constexpr std::array diallist_fields{
    needed(asked("dialnumber", message("Number"), 40, Input::phone)),
    with_help(asked("assign", message("Assigned to"), 30, Input::phone), message("An agent's extension.")),
    asked("dialtime", message("Dial time"), 0, Input::datetime),
    needed(asked("campaign", message("Campaign"), 0, Input::reference)),
    group,
    shown("trytime", message("Attempts")),
    aside(created),
    creator,
};

constexpr std::array dialedlist_fields{
    shown("dialednumber", message("Number")),       shown("answertime", message("Answered")),
    shown("duration", message("Duration (s)")),     aside(shown("transfertime", message("Transferred after (s)"))),
    shown("response", message("Response")),         shown("dialedby", message("Dialed by")),
    shown("dialedtime", message("Dialed")),         aside(shown("dialtime", message("Dial time"))),
    aside(shown("assign", message("Assigned to"))), shown("trytime", message("Attempts")),
    shown("campaign", message("Campaign")),         shown("group", message("Group")),
};

constexpr std::array call_fields{
    shown("calldate", message("Date")),
    shown("recording", message("Recording")),
    shown("src", message("Caller")),
    shown("dst", message("Called")),
    shown("didnumber", message("Number dialed (DID)")),
    shown("srcagent", message("Calling agent")),
    shown("dstagent", message("Called agent")),
    shown("queue", message("Queue")),
    shown("duration", message("Duration (s)")),
    shown("billsec", message("Talk (s)")),
    chosen("disposition", message("Result"), disposition_words),
    aside(shown("waitsec", message("Waited (s)"))),
    aside(shown("ringsec", message("Rang (s)"))),
    aside(shown("holdsec", message("On hold (s)"))),
    aside(chosen("hangupby", message("Hung up by"), hangup_words)),
    shown("credit", message("Charge")),
    shown("destination", message("Destination")),
    shown("memo", message("Memo")),
    aside(shown("legno", message("Leg"))),
    shown("legs", message("Legs")),
    shown("recordings", message("Recordings")),
    aside(shown("accountcode", message("Account code"))),
    technical("linkedid", message("Call")),
    aside(shown("group", message("Group"))),
};
constexpr std::array call_links{RowLink{"recording", "", "", true},
                                RowLink{"legs", "/cdr?f1=linkedid&c1=equal&v1=", "linkedid"},
                                RowLink{"recordings", "/recordings?f1=linkedid&c1=equal&v1=", "linkedid"}};

constexpr std::array recording_fields{
    shown("starttime", message("Date")),
    shown("recording", message("Recording")),
    shown("src", message("Caller")),
    shown("dst", message("Called")),
    aside(shown("didnumber", message("Number dialed (DID)"))),
    aside(shown("callerid", message("Caller id"))),
    shown("extension", message("Agent's extension")),
    shown("agent", message("Agent")),
    shown("duration", message("Duration (s)")),
    shown("billsec", message("Talk (s)")),
    chosen("status", message("Status"), recording_state_words),
    aside(chosen("reason", message("Recorded"), recording_reason_words)),
    shown("filename", message("File")),
    aside(shown("fileformat", message("Format"))),
    aside(shown("filesize", message("Size (bytes)"))),
    shown("listened", message("Listened")),
    shown("creby", message("Created by")),
    shown("group", message("Group")),
    technical("linkedid", message("Call")),
};
constexpr std::array recording_links{RowLink{"recording", "", "", true},
                                     RowLink{"listened", "/listening?f1=recording&c1=equal&v1=", ""}};

constexpr std::array listening_fields{
    shown("cretime", message("Time")),
    shown("username", message("User name")),
    chosen("action", message("Action"), listening_words),
    shown("address", message("Address of the browser")),
    shown("recording", message("Recording")),
    shown("starttime", message("Recorded on")),
    shown("callerid", message("Caller id")),
    shown("extension", message("Agent's extension")),
    aside(shown("group", message("Group"))),
};
constexpr std::array listening_links{RowLink{"recording", "/recordings?f1=recording&c1=equal&v1=", "recording"}};

constexpr std::array survey_fields{
    needed(asked("surveyname", message("Survey"), 60)),
    with_help(asked("surveynote", message("Description"), 255), message("Agents read it above the questions.")),
    with_help(chosen("enable", message("Enabled"), flag_words, Input::flag),
              message("Agents of the group are asked to fill it in.")),
    shown("questions", message("Questions")),
    shown("answers", message("Answers")),
    with_help(asked("campaign", message("Campaign"), 0, Input::reference),
              message("Asked only while that campaign is enabled.")),
    needed(group),
    aside(created),
    creator,
};
constexpr std::array survey_links{RowLink{"surveyname", "/surveys/questions?id=", ""},
                                  RowLink{"questions", "/surveys/questions?id=", ""},
                                  RowLink{"answers", "/statistics?survey=", ""}};
constexpr std::array survey_dependants{DependantWord{"surveyresult", message("Survey results")}};

constexpr std::array survey_result_fields{
    shown("customer", message("Customer")),
    shown("contact", message("Contact")),
    shown("surveytitle", message("Survey")),
    shown("surveyoption", message("Question")),
    shown("itemcontent", message("Answer")),
    shown("surveynote", message("Note")),
    shown("creby", message("Agent")),
    shown("cretime", message("Answered")),
    aside(shown("campaign", message("Campaign"))),
    aside(shown("group", message("Group"))),
    technical("surveyid", message("Survey number")),
    technical("questionid", message("Question number")),
    technical("choiceid", message("Choice number")),
    technical("customerid", message("Customer number")),
};

constexpr std::array account_type_words{ChoiceWord{"agent", message("agent")},
                                        ChoiceWord{"groupadmin", message("group administrator")},
                                        ChoiceWord{"admin", message("administrator")}};

constexpr std::array account_fields{
    needed(with_help(asked("username", message("User name"), 30),
                     message("Without blanks and commas. It cannot be changed later."))),
    needed(asked("firstname", message("First name"), 60)),
    needed(asked("lastname", message("Last name"), 60)),
    with_help(asked("extension", message("Extension"), 30), message("Digits only, as Asterisk knows it.")),
    with_help(asked("agent", message("Dynamic agent"), 50), message("The number used to sign in to queues.")),
    chosen("usertype", message("Type"), account_type_words, Input::choice),
    with_help(group, message("Administrators belong to no group.")),
    with_help(asked("channel", message("Channel"), 80), message("Only for a fixed line, like DAHDI/1.")),
    shown("extensions", message("Watched")),
    with_help(number_between("dialinterval", message("Dial interval (s)"), 0, 3600, ""),
              message("Between two calls of the list. Empty: the group's.")),
    aside(asked("accountcode", message("Account code"), 20)),
    chosen("enabled", message("Enabled"), flag_words, Input::flag),
    shown("last_login_time", message("Last sign-in")),
};

constexpr std::array group_fields{
    needed(asked("groupname", message("Group"), 60)),
    asked("groupnote", message("Note"), 255),
    shown("members", message("Members")),
    with_help(asked("incontext", message("Incoming context"), 80), message("Empty: the system's.")),
    with_help(asked("outcontext", message("Outgoing context"), 80), message("Empty: the system's.")),
    chosen("monitorforce", message("Record all calls"), flag_words, Input::flag),
    with_help(number_between("agentinterval", message("Dial interval (s)"), 0, 3600, ""),
              message("Between two calls of the list, for members without an interval of their own.")),
    aside(created),
    aside(creator),
};
constexpr std::array group_links{RowLink{"members", "/accounts?f1=group&c1=equal&v1=", "groupname"}};
constexpr std::array group_dependants{
    DependantWord{"astercrm_account", message("Accounts")},  DependantWord{"customer", message("Customers")},
    DependantWord{"contact", message("Contacts")},           DependantWord{"note", message("Notes")},
    DependantWord{"campaign", message("Campaigns")},         DependantWord{"diallist", message("Dial list")},
    DependantWord{"dialedlist", message("Dialed list")},     DependantWord{"speeddial", message("Speed dial")},
    DependantWord{"dnc", message("Do-not-call list")},       DependantWord{"survey", message("Surveys")},
    DependantWord{"surveyresult", message("Survey results")}};

constexpr std::array audit_action_words{ChoiceWord{"create", message("created")},
                                        ChoiceWord{"update", message("changed")},
                                        ChoiceWord{"delete", message("deleted")}};
constexpr std::array audit_object_words{ChoiceWord{"astercrm_account", message("Account")},
                                        ChoiceWord{"astercrm_accountgroup", message("Group")},
                                        ChoiceWord{"customer", message("Customer")},
                                        ChoiceWord{"contact", message("Contact")},
                                        ChoiceWord{"note", message("Note")},
                                        ChoiceWord{"campaign", message("Campaign")},
                                        ChoiceWord{"diallist", message("Number to dial")},
                                        ChoiceWord{"dialedlist", message("Dialed number")},
                                        ChoiceWord{"speeddial", message("Speed dial number")},
                                        ChoiceWord{"trunkinfo", message("Line")},
                                        ChoiceWord{"dnc", message("Do-not-call number")},
                                        ChoiceWord{"survey", message("Survey")},
                                        ChoiceWord{"surveyresult", message("Survey result")}};

constexpr std::array audit_fields{
    shown("cretime", message("Time")),
    shown("username", message("Who")),
    chosen("action", message("What"), audit_action_words),
    chosen("object", message("Of what"), audit_object_words),
    shown("objectid", message("Number of the row")),
    shown("field", message("Field")),
    shown("oldvalue", message("Before")),
    shown("newvalue", message("After")),
    shown("address", message("Address")),
    aside(shown("group", message("Group"))),
};

constexpr std::array sign_in_words{
    ChoiceWord{"login", message("signed in")}, ChoiceWord{"login_failed", message("wrong name or password")},
    ChoiceWord{"login_throttled", message("too many attempts")}, ChoiceWord{"logout", message("signed out")},
    ChoiceWord{"password_changed", message("password changed")}};

constexpr std::array sign_in_fields{
    shown("cretime", message("Time")),
    shown("username", message("User name")),
    chosen("action", message("What"), sign_in_words),
    shown("address", message("Address")),
};

}  // namespace

constinit const GridSpec customers{.path = "/customers",
                                   .menu = "/customers",
                                   .title = message("Customers"),
                                   .new_title = message("New customer"),
                                   .edit_title = message("Customer"),
                                   .table = db::tables::customer,
                                   .fields = customer_fields,
                                   .has_form = true,
                                   .may_delete = true,
                                   .links = customer_links,
                                   .dependants = customer_dependants};

constinit const GridSpec contacts{.path = "/contacts",
                                  .menu = "/contacts",
                                  .title = message("Contacts"),
                                  .new_title = message("New contact"),
                                  .edit_title = message("Contact"),
                                  .table = db::tables::contact,
                                  .fields = contact_fields,
                                  .has_form = true,
                                  .may_delete = true,
                                  .links = of_customer,
                                  .dependants = contact_dependants};

constinit const GridSpec notes{.path = "/notes",
                               .menu = "/notes",
                               .title = message("Notes"),
                               .new_title = message("New note"),
                               .edit_title = message("Note"),
                               .table = db::tables::note,
                               .fields = note_fields,
                               .has_form = true,
                               .may_delete = true,
                               .links = of_customer};

constinit const GridSpec trunks{.path = "/trunks",
                                .menu = "/trunks",
                                .title = message("Trunk information"),
                                .new_title = message("New line"),
                                .edit_title = message("Line"),
                                .table = db::tables::trunkinfo,
                                .fields = trunk_fields,
                                .has_form = true,
                                .may_delete = true,
                                .page_size = 50};

constinit const GridSpec speeddial{.path = "/speeddial",
                                   .menu = "/speeddial",
                                   .title = message("Speed dial"),
                                   .new_title = message("New speed dial number"),
                                   .edit_title = message("Speed dial number"),
                                   .table = db::tables::speeddial,
                                   .fields = speeddial_fields,
                                   .has_form = true,
                                   .may_delete = true,
                                   .page_size = 50};

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

constinit const GridSpec call_records{.path = "/cdr",
                                      .menu = "/cdr",
                                      .title = message("Call records"),
                                      .table = db::tables::call_records,
                                      .fields = call_fields,
                                      .page_size = 50,
                                      .default_sort = "calldate",
                                      .links = call_links};

constinit const GridSpec recordings{.path = "/recordings",
                                    .menu = "/recordings",
                                    .title = message("Recordings"),
                                    .table = db::tables::recordings,
                                    .fields = recording_fields,
                                    .page_size = 50,
                                    .links = recording_links};

constinit const GridSpec listening{.path = "/listening",
                                   .menu = "/recordings",
                                   .title = message("Who listened"),
                                   .table = db::tables::listening,
                                   .fields = listening_fields,
                                   .page_size = 50,
                                   .links = listening_links};

constinit const GridSpec surveys{.path = "/surveys",
                                 .menu = "/surveys",
                                 .title = message("Surveys"),
                                 .new_title = message("New survey"),
                                 .edit_title = message("Survey"),
                                 .table = db::tables::survey,
                                 .fields = survey_fields,
                                 .has_form = true,
                                 .may_delete = true,
                                 .links = survey_links,
                                 .dependants = survey_dependants};

constinit const GridSpec survey_results{.path = "/surveyresults",
                                        .menu = "/statistics",
                                        .title = message("Survey results"),
                                        .table = db::tables::survey_results,
                                        .fields = survey_result_fields,
                                        .may_delete = true,
                                        .links = of_customer};

constinit const GridSpec accounts{.path = "/accounts",
                                  .menu = "/accounts",
                                  .title = message("Accounts"),
                                  .new_title = message("New account"),
                                  .edit_title = message("Account"),
                                  .table = db::tables::account,
                                  .fields = account_fields,
                                  .has_own_form = true};

constinit const GridSpec groups{.path = "/groups",
                                .menu = "/groups",
                                .title = message("Groups"),
                                .new_title = message("New group"),
                                .edit_title = message("Group"),
                                .table = db::tables::group,
                                .fields = group_fields,
                                .has_form = true,
                                .may_delete = true,
                                .links = group_links,
                                .dependants = group_dependants,
                                .dependants_help = message("What is kept belongs to no group: only administrators see "
                                                           "it, and accounts that are kept can no longer sign in.")};

constinit const GridSpec audit{.path = "/audit",
                               .menu = "/audit",
                               .title = message("Audit log"),
                               .table = db::tables::audit,
                               .fields = audit_fields,
                               .page_size = 50};

constinit const GridSpec sign_ins{.path = "/signins",
                                  .menu = "/signins",
                                  .title = message("Sign-ins"),
                                  .table = db::tables::sign_ins,
                                  .fields = sign_in_fields,
                                  .page_size = 50};

}  // namespace pages::specs
