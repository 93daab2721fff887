// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/crm/permission.h"

namespace crm {

std::string_view to_string(UserType type)
{
    switch (type) {
        case UserType::admin:
            return "admin";
        case UserType::groupadmin:
            return "groupadmin";
        case UserType::agent:
            return "agent";
    }
    return "";
}

std::optional<UserType> parse_user_type(std::string_view word)
{
    for (const auto type : {UserType::admin, UserType::groupadmin, UserType::agent}) {
        if (word == to_string(type)) return type;
    }
    return std::nullopt;
}

Scope scope_of(UserType type, unsigned group)
{
    return type == UserType::admin ? Scope::everything() : Scope::of_group(group);
}

Scope caller_scope(DetailLevel level, const Scope& own)
{
    return level == DetailLevel::all ? Scope::everything() : own;
}

}  // namespace crm
