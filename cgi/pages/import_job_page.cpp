// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/import_job_page.h"

#include "cgi/pages/import_rejects.h"
#include "cgi/pages/import_words.h"
#include "cgi/pages/page_right.h"
#include "common/crm/csv_form.h"
#include "common/i18n/format.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace pages {

namespace {

// A worker that was started takes its lock well within this time.
constexpr std::chrono::seconds patience{5};

std::string job_address(unsigned id)
{
    return manager_address("/import/job?id=") + std::to_string(id);
}

int percent_of(const db::ImportJob& job)
{
    if (job.bytes_total == 0) return 0;
    return static_cast<int>(std::min<std::uint64_t>(100, job.bytes_done * 100 / job.bytes_total));
}

std::optional<crm::Preview> preview_of(const db::ImportJob& job)
{
    return job.preview.empty() ? std::nullopt : std::optional(crm::preview_from_json(job.preview));
}

struct NamedCount {
    const char* name;
    std::uint64_t count;
};

// By the names the page and its script share.
std::vector<NamedCount> counts_of(const db::ImportJob& job)
{
    const auto& c = job.counts;
    return {{"read", c.read},         {"inserted", c.inserted},   {"updated", c.updated},
            {"skipped", c.skipped},   {"rejected", c.rejected},   {"dialed", c.dialed},
            {"removed", job.removed}, {"restored", job.restored}, {"kept", job.kept}};
}

}  // namespace

std::optional<db::ImportJob> ImportJobPage::job_of(const web::Request& request)
{
    const auto id = request.id("id");
    return id ? jobs_.find(request.scope(), *id) : std::nullopt;
}

bool ImportJobPage::is_interrupted(const db::ImportJob& job, runtime::TimePoint now)
{
    return job.is_under_way() && now - job.asked > patience && !jobs_.has_worker(job.id);
}

web::Response ImportJobPage::show(const web::Request& request)
{
    const auto job = job_of(request);
    return job ? page(request, *job, nullptr, {}) : web::not_found();
}

web::Response ImportJobPage::page(const web::Request& request, const db::ImportJob& job,
                                  const web::Request::Fields* typed, const ImportProblems& problems)
{
    auto model = frame_.model(request, "/import");
    const auto table = crm::parse_import_table(job.target);
    model.set("ID", job.id).set("FILE", job.filename).set("STATUS", job.status);
    model.set("TABLE", table ? frame_.word(request, table_word(*table)) : "").set("BY", job.creby);
    model.set("WHEN", i18n::format_date_time(job.created, request.language()));
    if (!job.error.empty()) model.add("HAS_ERROR").add("ERROR_" + job.error);
    if (job.error_line > 0) model.add("ERROR_AT").set("ERROR_LINE", static_cast<long long>(job.error_line));
    for (const auto& [name, count] : counts_of(job))
        model.set(std::string("COUNT_") + name, i18n::format_number(static_cast<long long>(count), request.language()));
    if (job.is_under_way()) {
        fill_progress(model, request, job);
    } else if (job.status == "done" || job.status == "undone") {
        fill_report(model, request, job);
    } else if (may(request, "/import", crm::Right::edit)) {
        fill_look(model, request, job);
        if (const auto preview = preview_of(job); preview && !preview->rows.empty()) {
            auto& form = model.add("MAPPING");
            form_.fill(form, request, job, *preview, typed != nullptr ? *typed : form_.presets(request, job, *preview),
                       problems);
        }
    }
    return frame_.show(request, "import_job.html", model, problems.empty() ? 200 : 422);
}

void ImportJobPage::fill_progress(web::Model& model, const web::Request& request, const db::ImportJob& job)
{
    auto& progress = model.add("UNDER_WAY");
    progress.set("PERCENT", percent_of(job)).add("IS_" + job.status);
    if (is_interrupted(job, request.now)) {
        auto& interrupted = progress.add("INTERRUPTED");
        if (may(request, "/import", crm::Right::edit))
            interrupted.add("STEPS").show_if(job.status != "undoing", "MAY_DISCARD");
        return;
    }
    model.add("WATCHED");  // in the page's head
    progress.add("WATCHED");
}

void ImportJobPage::fill_look(web::Model& model, const web::Request& request, const db::ImportJob& job) const
{
    auto& look = model.add("LOOK");
    for (const auto table : import_tables) {
        auto& option = look.add("TABLE_OPTION");
        option.set("OPTION_VALUE", crm::to_string(table)).set("OPTION_WORD", frame_.word(request, table_word(table)));
        option.show_if(crm::to_string(table) == job.target, "CHOSEN");
    }
    look.show_if(job.header.value_or(false), "HAS_HEADER");
    const auto preview = preview_of(job);
    look.show_if(preview && preview->rows.empty(), "NO_ROWS");
    if (!preview) return;
    if (preview->form.type == crm::FileType::csv) {
        auto& csv = look.add("CSV");
        for (const auto& [encoding, name] : encoding_names) {
            auto& option = csv.add("ENCODING");
            option.set("OPTION_VALUE", crm::to_string(encoding)).set("OPTION_WORD", name);
            option.show_if(encoding == preview->form.encoding, "CHOSEN");
        }
        constexpr std::array names{"comma", "semicolon", "tab", "bar"};
        for (std::size_t i = 0; i < names.size(); ++i)
            csv.show_if(crm::csv_delimiters[i] == preview->form.delimiter, std::string("DELIMITER_") + names[i]);
    }
    for (const auto& sheet : preview->sheets) {
        auto& option = look.add("SHEET");
        option.set("OPTION_VALUE", sheet).show_if(sheet == preview->form.sheet, "CHOSEN");
    }
    look.show_if(look.shows("SHEET"), "HAS_SHEETS");
}

void ImportJobPage::fill_report(web::Model& model, const web::Request& request, const db::ImportJob& job) const
{
    auto& report = model.add("REPORT");
    report.show_if(job.status == "done", "DONE").show_if(job.status == "undone", "UNDONE");
    report.show_if(job.status == "done" && may(request, "/import", crm::Right::remove), "MAY_UNDO");
    report.show_if(job.counts.updated > 0, job.has_details ? "MAY_RESTORE" : "STAY_UPDATED");
    const bool has_rejects = job.counts.rejected + job.counts.skipped > 0;
    report.show_if(has_rejects && !job.has_details, "REJECTS_GONE");
    if (has_rejects && job.has_details)
        report.add("HAS_REJECTS")
            .set("REJECTS_ADDRESS", manager_address("/import/rejects?id=") + std::to_string(job.id));
    if (job.finished) report.set_if_any("FINISHED", i18n::format_date_time(*job.finished, request.language()));
}

web::Response ImportJobPage::state(const web::Request& request)
{
    const auto job = job_of(request);
    if (!job) return web::not_found();
    nlohmann::json state{{"under_way", job->is_under_way() && !is_interrupted(*job, request.now)},
                         {"status", job->status},
                         {"percent", percent_of(*job)}};
    for (const auto& [name, count] : counts_of(*job))
        state["counts"][name] = i18n::format_number(static_cast<long long>(count), request.language());
    return web::json(state.dump());
}

web::Response ImportJobPage::rejects(const web::Request& request)
{
    const auto job = job_of(request);
    if (!job || job->plan.empty()) return web::not_found();
    const auto words = [&](i18n::Message word) { return frame_.word(request, word); };
    return rejects_file(*job, jobs_, words);
}

web::Response ImportJobPage::look(const web::Request& request)
{
    const auto job = job_of(request);
    const auto preview = job ? preview_of(*job) : std::nullopt;
    const auto table = crm::parse_import_table(request.param("target"));
    if (!job || !table) return web::not_found();
    db::ImportLook look{request.param("target"), "", std::nullopt};
    if (preview) {
        auto form = preview->form;
        form.encoding = crm::parse_encoding(request.param("encoding")).value_or(form.encoding);
        const auto& delimiter = request.param("delimiter");
        if (delimiter == "tab") form.delimiter = '\t';
        if (delimiter.size() == 1 && crm::csv_delimiters.find(delimiter) != std::string_view::npos)
            form.delimiter = delimiter.front();
        const auto& sheet = request.param("sheet");
        if (std::ranges::count(preview->sheets, sheet) > 0) form.sheet = sheet;
        look.form = crm::to_json(form);
        look.header = request.param("header") == "1";
    }
    return go_on(*job, jobs_.look_again(job->id, look, request.actor(), request.now));
}

web::Response ImportJobPage::start(const web::Request& request)
{
    const auto job = job_of(request);
    const auto preview = job ? preview_of(*job) : std::nullopt;
    if (!job) return web::not_found();
    if (!preview || job->is_under_way()) return go_on(*job, false);
    auto typed = request.params;
    if (request.param("take") == "1") {
        const auto table = crm::parse_import_table(job->target).value_or(crm::ImportTable::customer);
        // Enter in any field presses this button, the form's first.
        const bool is_taken =
            request.param("numbers").empty() || ImportForm::take_numbers(table, preview->width(), typed);
        return page(request, *job, &typed, is_taken ? ImportProblems{} : ImportProblems{"numbers"});
    }
    const auto read = form_.read(request, *job, *preview);
    if (!read.problems.empty()) return page(request, *job, &typed, read.problems);
    if (read.plan.has_header && !preview->rows.empty())
        jobs_.remember(request.account().id, job->target, crm::header_signature(preview->rows.front().cells),
                       crm::to_text(read.plan.mapping));
    return go_on(*job, jobs_.start(job->id, read.plan.group, crm::to_json(read.plan), request.actor(), request.now));
}

web::Response ImportJobPage::again(const web::Request& request)
{
    const auto job = job_of(request);
    if (!job) return web::not_found();
    return go_on(*job, jobs_.ask_again(job->id, request.now));
}

web::Response ImportJobPage::undo(const web::Request& request)
{
    const auto job = job_of(request);
    if (!job) return web::not_found();
    return go_on(*job, jobs_.ask_undo(job->id, request.actor(), request.now));
}

web::Response ImportJobPage::discard(const web::Request& request)
{
    const auto job = job_of(request);
    if (!job) return web::not_found();
    if (!jobs_.remove(job->id)) return go_on(*job, false);
    folder_.remove(job->storedfile);
    return web::see_other(manager_address("/import?discarded=1"));
}

web::Response ImportJobPage::go_on(const db::ImportJob& job, bool is_taken)
{
    if (is_taken) worker_.start(job.id);
    return web::see_other(job_address(job.id));
}

}  // namespace pages
