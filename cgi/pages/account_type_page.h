// SPDX-License-Identifier: GPL-3.0-or-later
// One custom account type: its form with the table of pages and rights, and its end. The base is chosen once. What is
// changed holds from the next request of everybody who is of this type.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/record_form.h"
#include "common/db/user_type_gateway.h"

namespace pages {

class AccountTypePage {
public:
    // db and frame outlive it.
    AccountTypePage(db::LazyConnection& db, const ManagerFrame& frame);

    [[nodiscard]] web::Response show_new(const web::Request& request);
    [[nodiscard]] web::Response show_edit(const web::Request& request);
    [[nodiscard]] web::Response save(const web::Request& request);
    [[nodiscard]] web::Response ask_delete(const web::Request& request);
    [[nodiscard]] web::Response remove(const web::Request& request);

private:
    struct Found {
        unsigned id = 0;
        std::string name;
        db::RecordValues values;
        crm::PageRights rights;
    };
    struct Typed {
        db::RecordValues values;
        FieldProblems problems;
        crm::PageRights rights;
    };

    [[nodiscard]] std::optional<Found> find(const web::Request& request);
    [[nodiscard]] Typed read(const web::Request& request, const std::optional<Found>& found);
    // `found`: nothing for a new one. What was typed, or what is stored when nothing was.
    [[nodiscard]] web::Response form(const web::Request& request, const std::optional<Found>& found, const Typed* typed,
                                     std::string_view seen, int status);
    [[nodiscard]] web::Response deletion(const web::Request& request, const Found& found, int status);
    // `is_new`: the base can still be chosen.
    void fill_rights(web::Model& model, const web::Request& request, const crm::PageRights& rights, bool is_new) const;

    const ManagerFrame& frame_;
    const GridSpec& spec_;
    RecordForms forms_;
    db::UserTypeGateway types_;
};

}  // namespace pages
