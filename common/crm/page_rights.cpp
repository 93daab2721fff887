// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/page_rights.h"

#include <algorithm>

namespace crm {

namespace {

using Rights = std::span<const Right>;

constexpr std::array only_view{Right::view};
constexpr std::array view_edit{Right::view, Right::edit};
constexpr std::array view_edit_delete{Right::view, Right::edit, Right::remove};
constexpr std::array view_export{Right::view, Right::export_rows};
constexpr std::array view_edit_export{Right::view, Right::edit, Right::export_rows};
constexpr std::array view_delete_export{Right::view, Right::remove, Right::export_rows};
constexpr std::array view_edit_delete_export{Right::view, Right::edit, Right::remove, Right::export_rows};
constexpr std::array view_export_download{Right::view, Right::export_rows, Right::download};

struct PageFacts {
    Page page;
    std::string_view name;
    Rights of_agents;
    Rights of_groupadmins;
};

constexpr std::array<PageFacts, page_count> facts{{
    {Page::portal, "portal", view_edit, view_edit},
    {Page::import, "import", {}, view_edit_delete},
    {Page::statistics, "statistics", {}, view_delete_export},
    {Page::reports, "reports", {}, view_export},
    {Page::accounts, "accounts", {}, view_edit_delete_export},
    {Page::customers, "customers", view_edit, view_edit_delete_export},
    {Page::contacts, "contacts", view_edit, view_edit_delete_export},
    {Page::notes, "notes", view_edit, view_edit_delete_export},
    {Page::dialer, "dialer", {}, view_edit_export},
    {Page::system, "system", {}, view_edit},
    {Page::surveys, "surveys", {}, view_edit_delete_export},
    {Page::diallist, "diallist", {}, view_edit_delete_export},
    {Page::dialedlist, "dialedlist", {}, view_delete_export},
    {Page::campaigns, "campaigns", {}, view_edit_delete_export},
    {Page::dnc, "dnc", {}, view_edit_delete_export},
    {Page::cdr, "cdr", {}, view_export},
    {Page::recordings, "recordings", only_view, view_export_download},
    {Page::speeddial, "speeddial", {}, view_edit_delete_export},
    {Page::pausereasons, "pausereasons", {}, view_edit_delete_export},
    {Page::audit, "audit", {}, view_export},
    {Page::signins, "signins", {}, view_export},
}};

constexpr bool stands_in_order()
{
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (static_cast<std::size_t>(facts[i].page) != i) return false;
    }
    return true;
}
static_assert(stands_in_order());

const PageFacts& facts_of(Page page)
{
    return facts.at(static_cast<std::size_t>(page));
}

}  // namespace

std::string_view to_string(Page page)
{
    return facts_of(page).name;
}

std::optional<Page> parse_page(std::string_view name)
{
    for (const auto& each : facts) {
        if (each.name == name) return each.page;
    }
    return std::nullopt;
}

std::string_view to_string(Right right)
{
    switch (right) {
        case Right::view:
            return "view";
        case Right::edit:
            return "edit";
        case Right::remove:
            return "delete";
        case Right::export_rows:
            return "export";
        case Right::download:
            return "download";
    }
    return "";
}

std::optional<Right> parse_right(std::string_view word)
{
    for (const auto right : all_rights) {
        if (to_string(right) == word) return right;
    }
    return std::nullopt;
}

std::array<Page, page_count> all_pages()
{
    std::array<Page, page_count> pages{};
    for (std::size_t i = 0; i < page_count; ++i)
        pages.at(i) = static_cast<Page>(i);
    return pages;
}

bool base_allows(UserType base, Page page, Right right)
{
    const auto& of = facts_of(page);
    const auto& rights = base == UserType::agent ? of.of_agents : of.of_groupadmins;
    return std::find(rights.begin(), rights.end(), right) != rights.end();
}

bool is_always_given(UserType base, Page page, Right right)
{
    return base == UserType::agent && page == Page::portal && right == Right::view;
}

PageRights::PageRights(UserType base) : base_(base)
{
    for (const auto page : all_pages()) {
        for (const auto right : all_rights)
            at(page, right) = is_always_given(base, page, right);
    }
}

PageRights PageRights::all_of(UserType base)
{
    PageRights rights{base};
    for (const auto page : all_pages()) {
        for (const auto right : all_rights)
            rights.give(page, right);
    }
    return rights;
}

bool& PageRights::at(Page page, Right right)
{
    return given_.at(static_cast<std::size_t>(page)).at(static_cast<std::size_t>(right));
}

void PageRights::give(Page page, Right right)
{
    if (!base_allows(base_, page, right)) return;
    at(page, right) = true;
    at(page, Right::view) = true;
}

bool PageRights::may(Page page, Right right) const
{
    return given_.at(static_cast<std::size_t>(page)).at(static_cast<std::size_t>(right));
}

std::string PageRights::words(Page page) const
{
    std::string words;
    for (const auto right : all_rights) {
        if (may(page, right)) words.append(words.empty() ? "" : ",").append(to_string(right));
    }
    return words;
}

}  // namespace crm
