// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/recycle_page.h"

#include "cgi/pages/crm_specs.h"
#include "cgi/pages/grid_batch.h"
#include "cgi/pages/grid_query.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

namespace pages {

namespace {

using db::RecycleRule;

// A page is answered within some seconds, whatever it was asked to count or do.
constexpr std::chrono::seconds counting_time{3};
constexpr std::chrono::seconds working_time{15};

bool is_over(std::chrono::steady_clock::time_point end)
{
    return std::chrono::steady_clock::now() >= end;
}

}  // namespace

RecyclePage::RecyclePage(db::LazyConnection& db, const ManagerFrame& frame)
    : frame_(frame), columns_(specs::dialedlist.table.columns()), grid_(db, specs::dialedlist.table), recycling_(db)
{
}

web::Response RecyclePage::ask(const web::Request& request)
{
    return page(request, 0, false);
}

web::Response RecyclePage::page(const web::Request& request, std::uint64_t done, bool is_wrong_time)
{
    const auto query = grid_query_of(specs::dialedlist, columns_, request);
    if (query.has_problems()) return web::not_found();
    const auto& scope = request.scope();
    auto selection = selection_of(request);
    selection.up_to_id = grid_.count(scope, query, selection).up_to_id;
    std::size_t rows = 0, unanswered = 0, any = 0;
    std::uint64_t after = 0;
    bool is_all = false;
    const auto end = std::chrono::steady_clock::now() + counting_time;
    do {
        const auto ids = grid_.next_ids(scope, query, selection, after);
        is_all = ids.empty();
        if (is_all) break;
        rows += ids.size();
        unanswered += recycling_.count(scope, ids, RecycleRule::unanswered);
        any += recycling_.count(scope, ids, RecycleRule::any);
        after = ids.back();
    } while (!is_over(end));
    auto model = frame_.model(request, "/dialedlist");
    const auto number = [&](std::size_t count) {
        return i18n::format_number(static_cast<long long>(count), request.language()) + (is_all ? "" : "+");
    };
    model.set("ADDRESS", manager_address("/dialedlist")).set("WHICH", selection.whole_result ? "result" : "ticked");
    model.set("IDS", ids_text(selection)).set("UP_TO", static_cast<long long>(selection.up_to_id));
    model.set("ROWS", number(rows)).set("UNANSWERED", number(unanswered)).set("ANY", number(any));
    model.set("DUE", request.param("due")).show_if(is_wrong_time, "WRONG_TIME").show_if(any > 0, "SOMETHING");
    const bool chose_any = request.param("rule") == "any" || (unanswered == 0 && any > 0);
    model.show_if(chose_any, "CHOSE_any").show_if(!chose_any, "CHOSE_unanswered");
    model.show_if(any == 0, "NOTHING");
    if (done > 0)
        model.add("PART_DONE")
            .set("PART", i18n::format_number(static_cast<long long>(done), request.language()))
            .set("PART_PLAIN", static_cast<long long>(done));
    for (const auto& [name, value] : crm::to_params(columns_, query))
        model.add("KEPT").set("KEPT_NAME", name).set("KEPT_VALUE", value);
    return frame_.show(request, "recycle.html", model, is_wrong_time ? 422 : 200);
}

web::Response RecyclePage::run(const web::Request& request)
{
    const auto query = grid_query_of(specs::dialedlist, columns_, request);
    if (query.has_problems()) return web::not_found();
    const auto selection = selection_of(request);
    const auto rule = request.param("rule") == "any" ? RecycleRule::any : RecycleRule::unanswered;
    const auto due = i18n::parse_local_time(request.param("due"));
    if (!due && !request.param("due").empty()) return page(request, 0, true);
    auto done = static_cast<std::uint64_t>(std::max(0LL, runtime::to_number(request.param("done")).value_or(0)));
    std::uint64_t after = 0;
    const auto end = std::chrono::steady_clock::now() + working_time;
    for (;;) {
        const auto ids = grid_.next_ids(request.scope(), query, selection, after);
        if (ids.empty()) return web::see_other(manager_address("/diallist") + "?recycled=" + std::to_string(done));
        done += recycling_
                    .recycle(request.scope(), ids, rule, due ? std::optional{due->begin} : std::nullopt,
                             request.actor(), request.now)
                    .size();
        after = ids.back();
        if (is_over(end)) return page(request, done, false);
    }
}

}  // namespace pages
