// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/national_page.h"

#include "cgi/pages/profile_words.h"
#include "common/dialing/compliance_profile.h"
#include "common/i18n/format.h"
#include "common/runtime/text.h"

namespace pages {

namespace {

constexpr std::chrono::minutes loader_begins_within{1};

// Some browsers tell the whole path.
std::string shown_name(std::string_view name)
{
    return std::string(name.substr(name.find_last_of("/\\") + 1));
}

std::string_view problem_of(runtime::Errc code)
{
    if (code == runtime::Errc::refused) return "PROBLEM_large";
    return code == runtime::Errc::invalid ? "PROBLEM_empty" : "PROBLEM_folder";
}

bool is_prefix(std::string_view text)
{
    return text.size() <= 10 && text.find_first_not_of("0123456789+*#") == std::string_view::npos;
}

}  // namespace

NationalPage::NationalPage(db::LazyConnection& db, const ManagerFrame& frame, const web::Settings& settings)
    : frame_(frame), lists_(db), folder_(settings.upload_path, settings.largest_upload), worker_(settings)
{
}

web::Response NationalPage::show(const web::Request& request)
{
    return page(request, request.param("sent") == "1" ? "SENT" : "", 200);
}

web::Response NationalPage::page(const web::Request& request, std::string_view problem, int status)
{
    auto model = frame_.model(request, "/dnc");
    if (!problem.empty()) model.add(problem);
    const auto number = [&](std::uint64_t count) {
        return i18n::format_number(static_cast<long long>(count), request.language());
    };
    for (const auto& profile : dialing::compliance_profiles()) {
        const auto word = frame_.word(request, profile_word(profile.code));
        model.add("PROFILE").set("CODE", profile.code).set("WORD", word);
        const auto list = lists_.find(std::string(profile.code));
        if (!list && !profile.national_list_max_age) continue;
        auto& row = model.add("LIST");
        row.set("WORD", word)
            .set("AT_MOST",
                 profile.national_list_max_age ? std::to_string(profile.national_list_max_age->count()) : "-");
        const bool is_loaded = list && list->loaded;
        const auto age =
            is_loaded ? std::chrono::floor<std::chrono::days>(request.now - *list->loaded) : std::chrono::days::max();
        const bool is_stale = profile.national_list_max_age && age > *profile.national_list_max_age;
        row.show_if(is_stale, "STALE").show_if(!is_loaded, "NONE");
        if (!list) continue;
        if (is_loaded) {
            row.set("NUMBERS", number(list->numbers)).set("AGE", age.count()).set("BY", list->by);
            row.set("LOADED", i18n::format_date_time(*list->loaded, request.language()));
        }
        const bool is_at_work = list->state == "loading" && lists_.has_loader(list->profile);
        row.show_if(is_at_work, "LOADING").show_if(list->state == "failed", "FAILED");
        const bool is_beginning = list->begun && request.now - *list->begun < loader_begins_within;
        row.show_if(list->state == "loading" && !is_at_work && !is_beginning, "STOPPED");
        row.set("FILE", list->filename).set("LINES", number(list->lines_read)).set("BAD", number(list->lines_bad));
    }
    return frame_.show(request, "national.html", model, status);
}

web::Response NationalPage::upload(const web::Request& request)
{
    const auto& profile = request.param("profile");
    if (dialing::find_profile(profile) == nullptr) return web::not_found();
    if (!request.file || request.file->name.empty()) return page(request, "PROBLEM_none", 422);
    const std::string prefix{runtime::trim(request.param("prefix"))};
    if (!is_prefix(prefix)) return page(request, "PROBLEM_prefix", 422);
    const auto stored = folder_.store(*request.file);
    if (!stored) return page(request, problem_of(stored.error().code), 422);
    if (!lists_.begin(profile, shown_name(request.file->name), stored.value(), prefix, request.actor(), request.now)) {
        folder_.remove(stored.value());
        return page(request, "PROBLEM_busy", 409);
    }
    worker_.load_national_list(profile);
    return web::see_other(manager_address("/national?sent=1"));
}

}  // namespace pages
