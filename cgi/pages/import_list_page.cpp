// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/import_list_page.h"

#include "cgi/pages/import_words.h"
#include "cgi/pages/page_right.h"
#include "common/i18n/format.h"

namespace pages {

namespace {

constexpr unsigned listed_jobs = 50;
constexpr std::chrono::hours kept_for{7 * 24};  // files that nobody imports
constexpr unsigned removed_at_once = 20;

// Some browsers tell the whole path.
std::string shown_name(std::string_view name)
{
    return std::string(name.substr(name.find_last_of("/\\") + 1));
}

std::string_view problem_of(runtime::Errc code)
{
    if (code == runtime::Errc::refused) return "large";
    return code == runtime::Errc::invalid ? "empty" : "folder";
}

}  // namespace

web::Response ImportListPage::show(const web::Request& request)
{
    return page(request, request.param("discarded") == "1" ? "DISCARDED" : "", 200);
}

web::Response ImportListPage::page(const web::Request& request, std::string_view problem, int status)
{
    auto model = frame_.model(request, "/import");
    const auto language = request.language();
    if (!problem.empty()) model.add(problem);
    model.show_if(may(request, "/import", crm::Right::edit), "MAY_IMPORT");
    for (const auto table : import_tables)
        model.add("TABLE")
            .set("TABLE_NAME", crm::to_string(table))
            .set("TABLE_WORD", frame_.word(request, table_word(table)));
    if (request.scope().is_everything()) {
        for (const auto& file : folder_.offered())
            model.add("FILE")
                .set("FILE_NAME", file.name)
                .set("FILE_SIZE", i18n::format_number(static_cast<long long>((file.size + 1023) / 1024), language));
        model.show_if(model.shows("FILE"), "HAS_FILES");
    }
    for (const auto& job : jobs_.latest(request.scope(), listed_jobs)) {
        auto& row = model.add("JOB");
        row.set("JOB_ADDRESS", manager_address("/import/job?id=") + std::to_string(job.id));
        row.set("JOB_FILE", job.filename).set("JOB_STATUS", frame_.word(request, status_word(job.status)));
        const auto table = crm::parse_import_table(job.target);
        row.set("JOB_TABLE", table ? frame_.word(request, table_word(*table)) : "");
        row.set("JOB_WHEN", i18n::format_date_time(job.created, language)).set("JOB_BY", job.creby);
        const auto number = [&](std::uint64_t count) {
            return i18n::format_number(static_cast<long long>(count), language);
        };
        row.set("JOB_ADDED", number(job.counts.inserted)).set("JOB_CHANGED", number(job.counts.updated));
        row.set("JOB_LEFT_OUT", number(job.counts.skipped + job.counts.rejected));
    }
    model.show_if(!model.shows("JOB"), "NO_JOBS");
    return frame_.show(request, "import.html", model, status);
}

web::Response ImportListPage::upload(const web::Request& request)
{
    if (!request.file || request.file->name.empty()) return page(request, "PROBLEM_none", 422);
    return begin(request, folder_.store(*request.file), shown_name(request.file->name));
}

web::Response ImportListPage::pick(const web::Request& request)
{
    const auto& name = request.param("name");
    return begin(request, folder_.copy_offered(name), name);
}

web::Response ImportListPage::begin(const web::Request& request, const runtime::Result<std::string>& stored,
                                    std::string_view name)
{
    if (!stored && stored.error().code == runtime::Errc::not_found) return web::not_found();
    remove_abandoned(request.now);
    if (!stored) return page(request, std::string("PROBLEM_").append(problem_of(stored.error().code)), 422);
    const auto table = crm::parse_import_table(request.param("target")).value_or(crm::ImportTable::customer);
    const auto& scope = request.scope();
    const auto id = jobs_.add({.groupid = scope.is_everything() ? 0 : scope.group(),
                               .target = std::string(crm::to_string(table)),
                               .filename = std::string(name),
                               .storedfile = stored.value()},
                              request.actor(), request.now);
    worker_.start(id);
    return web::see_other(manager_address("/import/job?id=") + std::to_string(id));
}

void ImportListPage::remove_abandoned(runtime::TimePoint now)
{
    for (const auto& job : jobs_.abandoned(now - kept_for, removed_at_once))
        if (jobs_.remove(job.id)) folder_.remove(job.storedfile);
}

}  // namespace pages
