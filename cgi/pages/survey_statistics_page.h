// SPDX-License-Identifier: GPL-3.0-or-later
// The statistics of a survey: counts, shares and bars for each question, for all agents and by agent, of a period, an
// agent or a campaign; and the same figures as a file.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/survey_figures.h"
#include "common/db/crm_tables.h"
#include "common/db/record_gateway.h"
#include "common/db/survey_choice_gateway.h"
#include "common/db/survey_gateway.h"
#include "common/db/survey_question_gateway.h"

#include <optional>

namespace pages {

class SurveyStatisticsPage {
public:
    // Both outlive it.
    SurveyStatisticsPage(db::LazyConnection& db, const ManagerFrame& frame)
        : frame_(frame),
          surveys_(db),
          questions_(db),
          choices_(db),
          results_(db),
          campaigns_(db, db::tables::survey_results)
    {
    }

    [[nodiscard]] web::Response show(const web::Request& request);
    [[nodiscard]] web::Response export_figures(const web::Request& request);

private:
    struct Wish {
        db::AnswerFilter filter;
        bool is_wrong_time = false;
    };

    // Surveys that are there, then those whose answers are all that is left.
    [[nodiscard]] std::vector<db::Survey> choices(const crm::Scope& scope);
    [[nodiscard]] static Wish read_wish(const web::Request& request, unsigned survey);
    [[nodiscard]] std::vector<QuestionFigures> figures(const crm::Scope& scope, unsigned survey,
                                                       const crm::SurveyCounts& counts);
    void fill_filter(web::Model& model, const web::Request& request, const std::vector<db::Survey>& surveys,
                     unsigned survey);
    void fill_figures(web::Model& model, const web::Request& request, const QuestionFigures& figures);
    [[nodiscard]] std::string text_of(const web::Request& request, const QuestionFigures& question,
                                      const ChoiceFigure& choice) const;

    const ManagerFrame& frame_;
    db::SurveyGateway surveys_;
    db::SurveyQuestionGateway questions_;
    db::SurveyChoiceGateway choices_;
    db::SurveyResultGateway results_;
    db::RecordGateway campaigns_;
};

}  // namespace pages
