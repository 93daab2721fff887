// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/supervisor_check.h"

namespace pages {

namespace {

bool supervises(const db::Account& account, const db::Account& agent)
{
    using crm::UserType;
    return account.type == UserType::admin ||
           (account.type == UserType::groupadmin && account.groupid != 0 && account.groupid == agent.groupid);
}

}  // namespace

SupervisorCheck::Verdict SupervisorCheck::ask(const web::Request& request, const std::string& username,
                                              const std::string& password)
{
    if (username.empty() || password.empty()) return Verdict::wrong;
    if (throttle_.reserve(username, request.address, request.now).count() > 0) return Verdict::throttled;
    const auto found = accounts_.find(username);
    if (!found) {
        hasher_.pretend_to_verify(password);
        return Verdict::wrong;
    }
    if (!hasher_.verify(found->password_hash, password) || !found->enabled) return Verdict::wrong;
    throttle_.forgive(username, request.address);
    return supervises(found->account, request.account()) ? Verdict::agreed : Verdict::wrong;
}

}  // namespace pages
