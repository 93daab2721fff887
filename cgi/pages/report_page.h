// SPDX-License-Identifier: GPL-3.0-or-later
// Calls by hour, day, queue, agent, group, line or campaign, of a period; and the same as a file.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/report_columns.h"
#include "cgi/pages/report_period.h"
#include "common/db/report_gateway.h"

#include <map>

namespace pages {

class ReportPage {
public:
    // Both outlive it.
    ReportPage(db::LazyConnection& db, const ManagerFrame& frame) : frame_(frame), reports_(db) {}

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response export_rows(const web::Request& request);

private:
    struct Row {
        std::string key;
        std::string name;
        ReportSums sums;
    };
    // By key, in the order of the rows.
    using Sums = std::map<std::string, ReportSums>;

    [[nodiscard]] static crm::ReportQuestion read_question(const web::Request& request);
    [[nodiscard]] Sums sums_of(const web::Request& request, const crm::ReportQuestion& question,
                               const ReportPeriod& period);
    // Named, and in the order people look for them.
    [[nodiscard]] std::vector<Row> rows_of(const web::Request& request, const crm::ReportQuestion& question,
                                           const ReportPeriod& period);
    void fill_form(web::Model& model, const web::Request& request, const crm::ReportQuestion& question);
    void fill_table(web::Model& model, const web::Request& request, const crm::ReportQuestion& question,
                    const ReportPeriod& period);
    [[nodiscard]] std::string calls_address(const web::Request& request, const crm::ReportQuestion& question,
                                            const ReportPeriod& period, const Row& row);

    const ManagerFrame& frame_;
    db::ReportGateway reports_;
};

}  // namespace pages
