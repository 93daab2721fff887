// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: who somebody is to the CRM (usertype) and which rows that lets them touch (scope).
#pragma once

#include <optional>
#include <string_view>

namespace crm {

enum class UserType { admin, groupadmin, agent };

[[nodiscard]] std::string_view to_string(UserType);
// Nothing for a word that is none of ours: such an account can do nothing at all.
[[nodiscard]] std::optional<UserType> parse_user_type(std::string_view);

// The rows of a group, or all rows. Every gateway function of the CRM takes one first.
class Scope {
public:
    [[nodiscard]] static Scope everything() { return Scope{true, 0}; }
    [[nodiscard]] static Scope of_group(unsigned group) { return Scope{false, group}; }

    [[nodiscard]] bool is_everything() const { return everything_; }
    [[nodiscard]] unsigned group() const { return group_; }
    [[nodiscard]] bool covers(unsigned group) const { return everything_ || group == group_; }
    bool operator==(const Scope&) const = default;

private:
    Scope(bool everything, unsigned group) : everything_(everything), group_(group) {}
    bool everything_;
    unsigned group_;
};

// admin: all rows; everybody else: their group's.
[[nodiscard]] Scope scope_of(UserType type, unsigned group);

// system.detail_level: who is looked through when a call comes in.
enum class DetailLevel { all, group };
[[nodiscard]] Scope caller_scope(DetailLevel level, const Scope& own);

}  // namespace crm
