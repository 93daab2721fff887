// SPDX-License-Identifier: GPL-3.0-or-later
// The words of accounts and groups, and what they did.
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/spec_fields.h"
#include "common/db/crm_tables.h"

namespace pages::specs {

namespace {

constexpr std::array account_type_words{ChoiceWord{"agent", message("agent")},
                                        ChoiceWord{"groupadmin", message("group administrator")},
                                        ChoiceWord{"admin", message("administrator")}};
constexpr std::array audit_action_words{ChoiceWord{"create", message("created")},
                                        ChoiceWord{"update", message("changed")},
                                        ChoiceWord{"delete", message("deleted")}};
constexpr std::array audit_object_words{ChoiceWord{"astercrm_account", message("Account")},
                                        ChoiceWord{"astercrm_accountgroup", message("Group")},
                                        ChoiceWord{"user_types", message("Account type")},
                                        ChoiceWord{"customer", message("Customer")},
                                        ChoiceWord{"contact", message("Contact")},
                                        ChoiceWord{"note", message("Note")},
                                        ChoiceWord{"campaign", message("Campaign")},
                                        ChoiceWord{"diallist", message("Number to dial")},
                                        ChoiceWord{"dialedlist", message("Dialed number")},
                                        ChoiceWord{"speeddial", message("Speed dial number")},
                                        ChoiceWord{"trunkinfo", message("Line")},
                                        ChoiceWord{"dnc", message("Do-not-call number")},
                                        ChoiceWord{"pause_reason", message("Pause reason")},
                                        ChoiceWord{"survey", message("Survey")},
                                        ChoiceWord{"surveyoptions", message("Survey question")},
                                        ChoiceWord{"surveyresult", message("Survey result")},
                                        ChoiceWord{"campaign_disposition", message("Call result")},
                                        ChoiceWord{"setting", message("System settings")}};
constexpr std::array sign_in_words{
    ChoiceWord{"login", message("signed in")}, ChoiceWord{"login_failed", message("wrong name or password")},
    ChoiceWord{"login_throttled", message("too many attempts")}, ChoiceWord{"logout", message("signed out")},
    ChoiceWord{"password_changed", message("password changed")}};

constexpr std::array account_fields{
    needed(with_help(asked("username", message("User name"), 30),
                     message("Without blanks and commas. It cannot be changed later."))),
    needed(asked("firstname", message("First name"), 60)),
    needed(asked("lastname", message("Last name"), 60)),
    with_help(asked("extension", message("Extension"), 30), message("Digits only, as Asterisk knows it.")),
    with_help(asked("agent", message("Dynamic agent"), 50), message("The number used to sign in to queues.")),
    chosen("usertype", message("Type"), account_type_words, Input::choice),
    shown("usertype_id", message("Custom type")),
    with_help(group, message("Administrators belong to no group.")),
    with_help(asked("channel", message("Channel"), 80),
              message("As Asterisk names the telephone: PJSIP/8001, DAHDI/1.")),
    shown("extensions", message("Watched")),
    with_help(number_between("dialinterval", message("Dial interval (s)"), 0, 3600, ""),
              message("Between two calls of the list. Empty: the group's.")),
    aside(asked("accountcode", message("Account code"), 20)),
    chosen("enabled", message("Enabled"), flag_words, Input::flag),
    shown("last_login_time", message("Last sign-in")),
};

constexpr std::array base_type_words{ChoiceWord{"agent", message("agent")},
                                     ChoiceWord{"groupadmin", message("group administrator")}};
constexpr std::array user_type_fields{
    needed(asked("usertypename", message("Name"), 60)),
    asked("memo", message("Note"), 255),
    with_help(chosen("basetype", message("Based on"), base_type_words, Input::choice),
              message("It never has more than this. It cannot be changed later.")),
    shown("accounts", message("Accounts")),
    aside(created),
    aside(creator),
};
constexpr std::array user_type_links{RowLink{"accounts", "/accounts?f1=usertype_id&c1=equal&v1=", "usertypename"}};

constexpr std::array group_fields{
    needed(asked("groupname", message("Group"), 60)),
    asked("groupnote", message("Note"), 255),
    shown("members", message("Members")),
    with_help(asked("incontext", message("Incoming context"), 80), message("Empty: the system's.")),
    with_help(asked("outcontext", message("Outgoing context"), 80), message("Empty: the system's.")),
    chosen("monitorforce", message("Record all calls"), flag_words, Input::flag),
    with_help(number_between("agentinterval", message("Dial interval (s)"), 0, 3600, ""),
              message("Between two calls of the list, for members without an interval of their own.")),
    with_help(number_between("wrapuptime", message("Wrap-up (s)"), 0, 3600, "0"),
              message("After each call of a queue, in which no other comes. 0: none.")),
    with_help(chosen("missedpause", message("Pause after a missed call"), flag_words, Input::flag),
              message("Who lets a call of a queue ring is paused until they say they are ready.")),
    aside(created),
    aside(creator),
};
constexpr std::array group_links{RowLink{"members", "/accounts?f1=group&c1=equal&v1=", "groupname"}};
constexpr std::array group_dependants{DependantWord{"astercrm_account", message("Accounts")},
                                      DependantWord{"customer", message("Customers")},
                                      DependantWord{"contact", message("Contacts")},
                                      DependantWord{"note", message("Notes")},
                                      DependantWord{"campaign", message("Campaigns")},
                                      DependantWord{"diallist", message("Dial list")},
                                      DependantWord{"dialedlist", message("Dialed list")},
                                      DependantWord{"speeddial", message("Speed dial")},
                                      DependantWord{"dnc", message("Do-not-call list")},
                                      DependantWord{"pause_reason", message("Pause reasons")},
                                      DependantWord{"campaign_disposition", message("Call results")},
                                      DependantWord{"survey", message("Surveys")},
                                      DependantWord{"surveyresult", message("Survey results")}};

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

constexpr std::array sign_in_fields{
    shown("cretime", message("Time")),
    shown("username", message("User name")),
    chosen("action", message("What"), sign_in_words),
    shown("address", message("Address")),
};

}  // namespace

constinit const GridSpec accounts{.path = "/accounts",
                                  .menu = "/accounts",
                                  .title = message("Accounts"),
                                  .new_title = message("New account"),
                                  .edit_title = message("Account"),
                                  .table = db::tables::account,
                                  .fields = account_fields,
                                  .has_own_form = true};

constinit const GridSpec user_types{.path = "/types",
                                    .menu = "/types",
                                    .title = message("Account types"),
                                    .new_title = message("New account type"),
                                    .edit_title = message("Account type"),
                                    .table = db::tables::user_type,
                                    .fields = user_type_fields,
                                    .has_own_form = true,
                                    .links = user_type_links};

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
