// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of customers, contacts, notes.
#include "common/db/crm_tables.h"
#include "common/db/table_fields.h"

namespace db::tables {

namespace {

constexpr TableField customer_field =
    indexed(reference("customer", "u.customer", "customerid", "t.customerid IN (SELECT id FROM customer WHERE customer",
                      Reference::customer));
// A list of one customer's rows is a search by this.
constexpr TableField created = sortable(time("cretime", "t.cretime"));
constexpr std::array<std::string_view, 3> genders{"unknown", "male", "female"};
constexpr std::array<std::string_view, 4> attitudes{"10", "5", "0", "-1"};

constexpr std::array customer_fields{
    sortable(text("customer", "t.customer", "customer")),
    text("state", "t.state", "state"),
    sortable(text("city", "t.city", "city")),
    phone("phone", "t.phone", "phone", "t.phone_digits"),
    text("phone_ext", "t.phone_ext", "phone_ext"),
    text("contact", "t.contact", "contact"),
    choice("contactgender", genders, "t.contactgender", "contactgender"),
    text("website", "t.website", "website"),
    text("category", "t.category", "category"),
    text("address", "t.address", "address"),
    text("zipcode", "t.zipcode", "zipcode"),
    text("country", "t.country", "country"),
    phone("mobile", "t.mobile", "mobile", "t.mobile_digits"),
    text("fax", "t.fax", "fax"),
    text("fax_ext", "t.fax_ext", "fax_ext"),
    text("email", "t.email", "email"),
    text("bankname", "t.bankname", "bankname"),
    text("bankzip", "t.bankzip", "bankzip"),
    text("bankaccount", "t.bankaccount", "bankaccount"),
    text("bankaccountname", "t.bankaccountname", "bankaccountname"),
    group_field,
    created,
    sortable(creator),
};

// The dial list knows numbers only: those of the customer. Answers that stay keep the id: persons stay distinct.
constexpr std::array customer_dependants{
    Dependant{.name = "contact",
              .rows = "SELECT d.id, d.groupid, d.customerid FROM contact d WHERE d.customerid",
              .remove = "DELETE FROM contact WHERE customerid",
              .keep = "UPDATE contact SET customerid = 0 WHERE customerid",
              .link = "customerid"},
    Dependant{.name = "note",
              .rows = "SELECT d.id, d.groupid, d.customerid FROM note d WHERE d.customerid",
              .remove = "DELETE FROM note WHERE customerid",
              .keep = "UPDATE note SET customerid = 0 WHERE customerid",
              .link = "customerid"},
    Dependant{.name = "diallist",
              .rows =
                  "SELECT DISTINCT d.id, d.groupid, 0 AS link FROM customer c JOIN diallist d ON d.dialnumber <> '' AND"
                  " d.dialnumber IN (REVERSE(c.phone_digits), REVERSE(c.mobile_digits)) WHERE c.id",
              .remove = "DELETE d FROM customer c JOIN diallist d ON d.dialnumber <> '' AND"
                        " d.dialnumber IN (REVERSE(c.phone_digits), REVERSE(c.mobile_digits)) WHERE c.id",
              .keep = "",
              .scope = " AND d.groupid = ?"},
    Dependant{.name = "surveyresult",
              .rows = "SELECT d.id, d.groupid, d.customerid FROM surveyresult d WHERE d.customerid",
              .remove = "DELETE FROM surveyresult WHERE customerid",
              .keep = ""},
};

constexpr std::array contact_fields{
    sortable(text("contact", "t.contact", "contact")),
    choice("gender", genders, "t.gender", "gender"),
    text("position", "t.position", "position"),
    customer_field,
    phone("phone", "t.phone", "phone", "t.phone_digits"),
    text("ext", "t.ext", "ext"),
    phone("phone1", "t.phone1", "phone1", "t.phone1_digits"),
    text("ext1", "t.ext1", "ext1"),
    phone("phone2", "t.phone2", "phone2", "t.phone2_digits"),
    text("ext2", "t.ext2", "ext2"),
    phone("mobile", "t.mobile", "mobile", "t.mobile_digits"),
    text("fax", "t.fax", "fax"),
    text("fax_ext", "t.fax_ext", "fax_ext"),
    text("email", "t.email", "email"),
    group_field,
    time("cretime", "t.cretime"),
    creator,
    customer_id,
};

constexpr std::array contact_dependants{
    Dependant{.name = "note",
              .rows = "SELECT d.id, d.groupid, d.contactid FROM note d WHERE d.contactid",
              .remove = "DELETE FROM note WHERE contactid",
              .keep = "UPDATE note SET contactid = 0 WHERE contactid",
              .link = "contactid"},
    Dependant{.name = "surveyresult",
              .rows = "SELECT d.id, d.groupid, d.contactid FROM surveyresult d WHERE d.contactid",
              .remove = "DELETE FROM surveyresult WHERE contactid",
              .keep = ""},
};

constexpr std::array note_fields{
    text("note", "t.note", "note"),
    number("priority", "t.priority", "priority"),
    choice("attitude", attitudes, "t.attitude", "attitude"),
    customer_field,
    indexed(reference("contact", "o.contact", "contactid", "t.contactid IN (SELECT id FROM contact WHERE contact",
                      Reference::contact)),
    group_field,
    time("cretime", "t.cretime"),
    sortable(creator),
    customer_id,
};

}  // namespace

constinit const CrmTable customer{.table = "customer",
                                  .from = "customer t LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                  .scope = by_group,
                                  .fields = customer_fields,
                                  .dependants = customer_dependants};

constinit const CrmTable contact{.table = "contact",
                                 .from =
                                     "contact t LEFT JOIN customer u ON u.id = t.customerid"
                                     " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                 .scope = by_group,
                                 .fields = contact_fields,
                                 .dependants = contact_dependants};

constinit const CrmTable note{.table = "note",
                              .from =
                                  "note t LEFT JOIN customer u ON u.id = t.customerid"
                                  " LEFT JOIN contact o ON o.id = t.contactid"
                                  " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                              .scope = by_group,
                              .fields = note_fields};

}  // namespace db::tables
