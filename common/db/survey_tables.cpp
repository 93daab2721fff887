// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of surveys and their answers.
#include "common/db/crm_tables.h"
#include "common/db/table_fields.h"

namespace db::tables {

namespace {

constexpr std::array survey_fields{
    text("surveyname", "t.surveyname", "surveyname"),
    text("surveynote", "t.surveynote", "surveynote"),
    flag("enable", "t.enable", "enable"),
    unsearchable(number("questions", "(SELECT COUNT(*) FROM surveyoptions o WHERE o.surveyid = t.id)")),
    unsearchable(number("answers", "(SELECT COUNT(*) FROM surveyresult r WHERE r.surveyid = t.id)")),
    campaign_field,
    group_field,
    time("cretime", "t.cretime"),
    creator,
};

// Questions and choices are nothing without their survey: they go, whatever was asked.
constexpr std::array survey_dependants{
    Dependant{.name = "choices",
              .rows = "SELECT d.id, 0 AS groupid, d.surveyid FROM surveyoptions d WHERE 0 AND d.surveyid",
              .remove = "DELETE i FROM surveyoptions o JOIN surveyoptionitems i ON i.optionid = o.id WHERE o.surveyid",
              .keep = "DELETE i FROM surveyoptions o JOIN surveyoptionitems i ON i.optionid = o.id WHERE o.surveyid",
              .scope = ""},
    Dependant{.name = "questions",
              .rows = "SELECT d.id, 0 AS groupid, d.surveyid FROM surveyoptions d WHERE 0 AND d.surveyid",
              .remove = "DELETE FROM surveyoptions WHERE surveyid",
              .keep = "DELETE FROM surveyoptions WHERE surveyid",
              .scope = ""},
    Dependant{.name = "surveyresult",
              .rows = "SELECT d.id, d.groupid, d.surveyid FROM surveyresult d WHERE d.surveyid",
              .remove = "DELETE FROM surveyresult WHERE surveyid",
              .keep = ""},
};

constexpr std::array survey_result_fields{
    indexed(reference("customer", "u.customer", "", "t.customerid IN (SELECT id FROM customer WHERE customer",
                      Reference::none)),
    indexed(
        reference("contact", "o.contact", "", "t.contactid IN (SELECT id FROM contact WHERE contact", Reference::none)),
    text("surveytitle", "t.surveytitle"),
    text("surveyoption", "t.surveyoption"),
    text("itemcontent", "t.itemcontent"),
    text("surveynote", "t.surveynote"),
    creator,
    time("cretime", "t.cretime"),
    campaign_shown,
    group_shown,
    indexed(number("surveyid", "t.surveyid")),
    number("questionid", "t.surveyoptionid"),
    number("choiceid", "t.itemid"),
    customer_id,
};

}  // namespace

constinit const CrmTable survey{.table = "survey",
                                .from =
                                    "survey t LEFT JOIN campaign k ON k.id = t.campaignid"
                                    " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                .scope = by_group,
                                .fields = survey_fields,
                                .dependants = survey_dependants};

constinit const CrmTable survey_results{.table = "surveyresult",
                                        .from =
                                            "surveyresult t LEFT JOIN customer u ON u.id = t.customerid"
                                            " LEFT JOIN contact o ON o.id = t.contactid"
                                            " LEFT JOIN campaign k ON k.id = t.campaignid"
                                            " LEFT JOIN astercrm_accountgroup g ON g.id = t.groupid",
                                        .scope = by_group,
                                        .fields = survey_result_fields};

}  // namespace db::tables
