// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/import_rejects.h"

#include "cgi/pages/import_words.h"
#include "cgi/web/csv.h"

#include <array>

namespace pages {

namespace {

using i18n::message;

constexpr std::size_t piece_size = 64 * 1024;
constexpr std::array flaws{crm::Flaw::empty_row, crm::Flaw::too_many_cells, crm::Flaw::unreadable,
                           crm::Flaw::missing,   crm::Flaw::too_long,       crm::Flaw::bad_number,
                           crm::Flaw::bad_time,  crm::Flaw::unknown_choice, crm::Flaw::unknown_extension,
                           crm::Flaw::duplicate};

// What the file needs of pages that are gone when it is written.
struct Reasons {
    std::vector<std::string> header;
    std::array<std::string, flaws.size()> words;

    [[nodiscard]] std::string text(const std::string& stored) const
    {
        std::string text;
        for (const auto& flaw : crm::parse_row_flaws(stored)) {
            if (!text.empty()) text += "; ";
            if (flaw.column) text += name_of(*flaw.column) + ": ";
            text += words[static_cast<std::size_t>(flaw.flaw)];
        }
        return text;
    }
    [[nodiscard]] std::string name_of(std::size_t column) const
    {
        return column < header.size() && !header[column].empty() ? header[column] : std::to_string(column + 1);
    }
};

std::string line_of(std::vector<std::string> texts, std::size_t width, std::string line, std::string reason)
{
    texts.resize(std::max(texts.size(), width));
    texts.push_back(std::move(line));
    texts.push_back(std::move(reason));
    std::vector<web::CsvCell> cells;
    for (auto& text : texts)
        cells.push_back({std::move(text), false});
    return web::csv_line(cells);
}

}  // namespace

web::Response rejects_file(const db::ImportJob& job, db::ImportJobGateway& jobs,
                           const std::function<std::string(i18n::Message)>& words)
{
    const auto plan = crm::plan_from_json(job.plan);
    const auto preview = crm::preview_from_json(job.preview);
    Reasons reasons;
    if (plan.has_header && !preview.rows.empty()) reasons.header = preview.rows.front().cells;
    for (const auto flaw : flaws)
        reasons.words[static_cast<std::size_t>(flaw)] = words(flaw_word(flaw));
    const auto head = line_of(reasons.header, plan.width, words(message("Line")), words(message("Why not imported")));
    return web::download("rejected-" + std::to_string(job.id) + ".csv", "text/csv; charset=utf-8",
                         [&jobs, id = job.id, width = plan.width, reasons, head](const web::Write& write) {
                             std::string piece{web::csv_byte_order_mark};
                             piece += head;
                             jobs.each_reject(id, [&](const db::ImportReject& row) {
                                 piece += line_of(crm::cells_from_json(row.cells), width, std::to_string(row.line),
                                                  reasons.text(row.flaws));
                                 if (piece.size() < piece_size) return;
                                 write(piece);
                                 piece.clear();
                             });
                             write(piece);
                         });
}

}  // namespace pages
