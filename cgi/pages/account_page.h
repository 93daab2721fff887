// SPDX-License-Identifier: GPL-3.0-or-later
// One account: the form that adds or changes it, its end, and the end of its lock-out. Who may change it is
// crm::may_change_account; what one may see but not change is shown and cannot be sent.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/record_form.h"
#include "cgi/web/secrets.h"
#include "common/crm/account_rules.h"
#include "common/db/staff_gateway.h"
#include "common/db/user_type_gateway.h"

namespace pages {

class AccountPage {
public:
    // db and frame outlive it.
    AccountPage(db::LazyConnection& db, const ManagerFrame& frame, web::PasswordHasher::Cost cost);

    [[nodiscard]] web::Response show_new(const web::Request& request);
    [[nodiscard]] web::Response show_edit(const web::Request& request);
    [[nodiscard]] web::Response save(const web::Request& request);
    [[nodiscard]] web::Response unlock(const web::Request& request);
    [[nodiscard]] web::Response ask_delete(const web::Request& request);
    [[nodiscard]] web::Response remove(const web::Request& request);

private:
    struct Found {
        unsigned id = 0;  // 0: a new one
        db::RecordValues values;
        bool may_change = true;
        bool may_delete = false;
    };
    struct Typed {
        db::RecordValues values;
        FieldProblems problems;
        std::string_view password_problem;  // a section of password_problem.html
        std::string unknown;                // who is to be watched and is not there
        [[nodiscard]] bool is_right() const;
    };
    struct Trouble {
        std::string_view section;  // of account.html
        int status = 200;
    };

    // Nothing: no such account, or none the visitor may see.
    [[nodiscard]] std::optional<Found> find(const web::Request& request);
    [[nodiscard]] Typed read(const web::Request& request, const Found& found);
    // The custom type whose id stands where a usertype is expected.
    [[nodiscard]] std::optional<db::UserType> chosen_type(const web::Request& request);
    [[nodiscard]] std::vector<MoreChoices> custom_types();
    void check_person(const web::Request& request, const Found& found, Typed& typed) const;
    void read_watched(const web::Request& request, const Found& found, Typed& typed);
    [[nodiscard]] runtime::Result<void> store(const web::Request& request, const Found& found, const Typed& typed);

    // What was typed, or what is stored when nothing was.
    [[nodiscard]] web::Response form(const web::Request& request, const Found& found, const Typed* typed,
                                     Trouble trouble, std::string_view seen);
    void fill_watched(web::Model& model, const web::Request& request, const std::string& watched);
    void fill_lock(web::Model& model, const web::Request& request, const Found& found);
    [[nodiscard]] std::string value(const db::RecordValues& values, std::string_view field) const;
    [[nodiscard]] std::optional<std::string>& at(db::RecordValues& values, std::string_view field) const;

    const ManagerFrame& frame_;
    const GridSpec& spec_;
    web::PasswordHasher::Cost cost_;
    RecordForms forms_;
    db::StaffGateway staff_;
    db::UserTypeGateway types_;
};

}  // namespace pages
