// SPDX-License-Identifier: GPL-3.0-or-later
// The time sheet: each agent's days by what they did, as agent_log says; a day's stretches one by one; and the sheet as
// a file.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/report_period.h"
#include "common/db/report_gateway.h"

#include <map>
#include <utility>

namespace pages {

class TimeSheetPage {
public:
    // Both outlive it.
    TimeSheetPage(db::LazyConnection& db, const ManagerFrame& frame) : frame_(frame), reports_(db) {}

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response export_rows(const web::Request& request);
    [[nodiscard]] web::Response show_day(const web::Request& request);

private:
    struct Pause {
        std::string reason;
        std::int64_t length = 0;  // milliseconds
    };
    struct Row {
        unsigned account = 0;
        std::string agent;
        std::string date;
        runtime::TimePoint first{};
        runtime::TimePoint last{};
        bool goes_on = false;
        crm::TimeSums sums;
        std::vector<Pause> pauses;
        std::int64_t calls = 0;
    };

    [[nodiscard]] std::vector<Row> rows_of(const web::Request& request, const ReportPeriod& period);
    void fill_table(web::Model& model, const web::Request& request, const ReportPeriod& period);
    [[nodiscard]] std::string pauses_text(const web::Request& request, const Row& row) const;
    [[nodiscard]] std::string reason_words(const web::Request& request, const std::string& reason) const;
    void fill_stretch(web::Model& model, const web::Request& request, const crm::DayStretch& stretch,
                      const i18n::LocalTime& day) const;

    const ManagerFrame& frame_;
    db::ReportGateway reports_;
};

}  // namespace pages
