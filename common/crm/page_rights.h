// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what an account of a custom type may do, page by page. A custom type has a base type, which decides the rows
// and the most it can ever do; rights only take away from that.
#pragma once

#include "common/crm/permission.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace crm {

// The pages that can be given or withheld, in the order of the menu. What only administrators reach is none of them.
enum class Page {
    portal,
    import,
    statistics,
    reports,
    accounts,
    customers,
    contacts,
    notes,
    dialer,
    system,
    surveys,
    diallist,
    dialedlist,
    campaigns,
    dnc,
    cdr,
    recordings,
    speeddial,
    pausereasons,
    audit,
    signins,
};
inline constexpr std::size_t page_count = 21;

// remove: "delete" in tables and forms.
enum class Right { view, edit, remove, export_rows, download };
inline constexpr std::array all_rights{Right::view, Right::edit, Right::remove, Right::export_rows, Right::download};

[[nodiscard]] std::string_view to_string(Page page);  // its path without the slash: "customers"
[[nodiscard]] std::optional<Page> parse_page(std::string_view name);
[[nodiscard]] std::string_view to_string(Right right);
[[nodiscard]] std::optional<Right> parse_right(std::string_view word);

// The base types a custom type may have.
inline constexpr std::array base_types{UserType::agent, UserType::groupadmin};

[[nodiscard]] std::array<Page, page_count> all_pages();
// What the base type itself may do there.
[[nodiscard]] bool base_allows(UserType base, Page page, Right right);
// What no custom type of that base goes without: an agent has no other page to come to.
[[nodiscard]] bool is_always_given(UserType base, Page page, Right right);

class PageRights {
public:
    explicit PageRights(UserType base);
    // Everything the base allows.
    [[nodiscard]] static PageRights all_of(UserType base);

    // Nothing beyond what the base allows; every right brings the right to view along.
    void give(Page page, Right right);
    [[nodiscard]] bool may(Page page, Right right) const;
    // "view,edit"; "" for none.
    [[nodiscard]] std::string words(Page page) const;

    [[nodiscard]] UserType base() const { return base_; }
    bool operator==(const PageRights&) const = default;

private:
    [[nodiscard]] bool& at(Page page, Right right);

    UserType base_;
    std::array<std::array<bool, all_rights.size()>, page_count> given_{};
};

}  // namespace crm
