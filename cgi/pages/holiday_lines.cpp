// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/holiday_lines.h"

#include "cgi/pages/profile_words.h"
#include "common/crm/import_row.h"
#include "common/db/crm_tables.h"
#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

constexpr std::size_t longest_name = 60;

}  // namespace

std::optional<std::string> read_day(std::string_view text)
{
    const auto time = crm::parse_local_time(text);
    return time ? std::optional{crm::to_text(*time).substr(0, 10)} : std::nullopt;
}

std::vector<HolidayLine> read_holiday_lines(std::string_view text, std::optional<std::size_t>& wrong)
{
    std::vector<HolidayLine> holidays;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = runtime::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        const auto split = std::min(line.find_first_of(" \t,;"), line.size());
        const auto day = read_day(line.substr(0, split));
        if (!day) {
            wrong = number;
            return {};
        }
        const auto name = line.substr(std::min(line.find_first_not_of(" \t,;", split), line.size()));
        holidays.push_back({*day, std::string(runtime::utf8_prefix(name, longest_name))});
    }
    return holidays;
}

HolidayLinesPage::HolidayLinesPage(db::LazyConnection& db, const ManagerFrame& frame)
    : db_(db), frame_(frame), holidays_(db, db::tables::public_holiday)
{
}

web::Response HolidayLinesPage::show(const web::Request& request)
{
    return page(request, std::nullopt, 200);
}

web::Response HolidayLinesPage::page(const web::Request& request, std::optional<std::size_t> wrong, int status)
{
    auto model = frame_.model(request, "/dnc");
    model.set("LINES", request.param("lines"));
    for (const auto& [code, word] : profile_words)
        model.add("PROFILE")
            .set("CODE", code)
            .set("WORD", frame_.word(request, word))
            .show_if(request.param("profile") == code, "CHOSEN");
    if (wrong) model.add("WRONG").set("LINE", static_cast<long long>(*wrong));
    return frame_.show(request, "holiday_lines.html", model, status);
}

web::Response HolidayLinesPage::save(const web::Request& request)
{
    const auto& profile = request.param("profile");
    if (!profile.empty() && profile_word(profile).is_empty()) return web::not_found();
    std::optional<std::size_t> wrong;
    const auto holidays = read_holiday_lines(request.param("lines"), wrong);
    if (wrong) return page(request, wrong, 422);
    db::Transaction transaction{db_.get()};
    std::size_t added = 0;
    // One that is there already stays as it is.
    for (const auto& [day, name] : holidays)
        if (holidays_.insert({day, name, profile}, request.actor(), request.now)) ++added;
    transaction.commit();
    return web::see_other(manager_address("/holidays?added=") + std::to_string(added));
}

}  // namespace pages
