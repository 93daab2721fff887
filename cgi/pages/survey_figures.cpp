// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/survey_figures.h"

#include <algorithm>

namespace pages {

namespace {

ChoiceFigure& figure_of(std::vector<ChoiceFigure>& figures, const db::AnswerText& text)
{
    const auto found = std::find_if(figures.begin(), figures.end(),
                                    [&](const ChoiceFigure& figure) { return figure.choice == text.choice; });
    if (found != figures.end()) return *found;
    return figures.emplace_back(ChoiceFigure{text.choice, text.choice_text, text.choice != 0});
}

QuestionFigures& figures_of(std::vector<QuestionFigures>& figures, const db::AnswerText& text)
{
    const auto found = std::find_if(figures.begin(), figures.end(),
                                    [&](const QuestionFigures& one) { return one.question.id == text.question; });
    if (found != figures.end()) return *found;
    auto& removed = figures.emplace_back();
    removed.question = {text.question, crm::QuestionKind::text, text.question_text, {}, {}};
    removed.is_removed = true;
    return removed;
}

// What was asked, nobody counted yet.
std::vector<QuestionFigures> empty_figures(const std::vector<crm::SurveyQuestion>& questions,
                                           const std::vector<db::AnswerText>& texts)
{
    std::vector<QuestionFigures> figures;
    for (const auto& question : questions) {
        auto& one = figures.emplace_back();
        one.question = question;
        for (const auto& choice : question.choices)
            one.choices.push_back({choice.id, choice.text});
    }
    for (const auto& text : texts) {
        auto& one = figures_of(figures, text);
        auto& choice = figure_of(one.choices, text);
        if (one.is_removed) choice.is_removed = false;  // said of the question already
    }
    return figures;
}

void count(std::vector<ChoiceFigure>& figures, const crm::ChoiceCount& counted)
{
    const auto figure = std::find_if(figures.begin(), figures.end(),
                                     [&](const ChoiceFigure& one) { return one.choice == counted.choice; });
    if (figure == figures.end()) return;
    figure->persons = counted.persons;
    figure->share = static_cast<double>(counted.persons) / static_cast<double>(counted.answered);
}

AgentFigures& agent_of(QuestionFigures& figures, const std::vector<ChoiceFigure>& empty, const std::string& agent)
{
    const auto found = std::find_if(figures.agents.begin(), figures.agents.end(),
                                    [&](const AgentFigures& one) { return one.agent == agent; });
    if (found != figures.agents.end()) return *found;
    return figures.agents.emplace_back(AgentFigures{agent, 0, empty});
}

}  // namespace

std::vector<QuestionFigures> survey_figures(const std::vector<crm::SurveyQuestion>& questions,
                                            const std::vector<db::AnswerText>& texts, const crm::SurveyCounts& counts)
{
    auto figures = empty_figures(questions, texts);
    for (auto& one : figures) {
        const auto empty = one.choices;
        for (const auto& counted : counts.choices) {
            if (counted.question != one.question.id) continue;
            one.answered = counted.answered;
            count(one.choices, counted);
        }
        for (const auto& counted : counts.choices_by_agent) {
            if (counted.question != one.question.id) continue;
            auto& agent = agent_of(one, empty, counted.agent);
            agent.answered = counted.answered;
            count(agent.choices, counted);
        }
        std::sort(one.agents.begin(), one.agents.end(),
                  [](const AgentFigures& a, const AgentFigures& b) { return a.agent < b.agent; });
    }
    return figures;
}

}  // namespace pages
