// SPDX-License-Identifier: GPL-3.0-or-later
// The words of customers, contacts, notes.
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/spec_fields.h"
#include "common/db/crm_tables.h"

namespace pages::specs {

namespace {

constexpr std::array gender_words{ChoiceWord{"unknown", message("unknown")}, ChoiceWord{"female", message("female")},
                                  ChoiceWord{"male", message("male")}};
constexpr std::array attitude_words{ChoiceWord{"10", message("happy")}, ChoiceWord{"5", message("content")},
                                    ChoiceWord{"0", message("unknown")}, ChoiceWord{"-1", message("unhappy")}};

constexpr std::array customer_fields{
    needed(asked("customer", message("Customer"), 120)),
    asked("state", message("State or province"), 50),
    asked("city", message("City"), 50),
    dialed(asked("phone", message("Phone"), 50, Input::phone)),
    aside(asked("phone_ext", message("Extension"), 8, Input::phone)),
    asked("contact", message("Main contact"), 50),
    aside(chosen("contactgender", message("Gender"), gender_words, Input::choice)),
    asked("website", message("Website"), 255, Input::website),
    asked("category", message("Category"), 255),
    aside(asked("address", message("Address"), 200)),
    aside(asked("zipcode", message("Postal code"), 20)),
    aside(asked("country", message("Country"), 50)),
    aside(dialed(asked("mobile", message("Mobile"), 50, Input::phone))),
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
    dialed(asked("phone", message("Phone"), 50, Input::phone)),
    aside(asked("ext", message("Extension"), 8, Input::phone)),
    aside(dialed(asked("phone1", message("Phone 2"), 50, Input::phone))),
    aside(asked("ext1", message("Extension 2"), 8, Input::phone)),
    aside(dialed(asked("phone2", message("Phone 3"), 50, Input::phone))),
    aside(asked("ext2", message("Extension 3"), 8, Input::phone)),
    dialed(asked("mobile", message("Mobile"), 50, Input::phone)),
    aside(asked("fax", message("Fax"), 50, Input::phone)),
    aside(asked("fax_ext", message("Fax extension"), 8, Input::phone)),
    asked("email", message("E-mail"), 100, Input::email),
    group,
    aside(created),
    aside(creator),
    technical("customerid", message("Customer number")),
};
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
                                   .open_to_agents = true,
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
                                  .open_to_agents = true,
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
                               .open_to_agents = true,
                               .links = of_customer};

}  // namespace pages::specs
