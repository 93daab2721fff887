// SPDX-License-Identifier: GPL-3.0-or-later
// What the audit log's page says instead of columns, codes and ids: captions of fields, words of choices, names of
// groups, accounts, campaigns. What has no word or name any longer stays as it is stored.
#pragma once

#include "cgi/pages/grid_page.h"
#include "common/db/record_gateway.h"

#include <map>

namespace pages {

class AuditWords {
public:
    AuditWords(db::LazyConnection& db, const ManagerFrame& frame);

    // Rewrites rows of the list of specs::audit for the request's visitor.
    [[nodiscard]] RowWriter writer(const web::Request& request);

private:
    using Names = std::map<std::pair<db::Reference, std::string>, std::string>;

    void write(const web::Request& request, db::GridRow& row, Names& names);
    [[nodiscard]] std::string caption(const web::Request& request, std::string_view object,
                                      const std::string& field) const;
    [[nodiscard]] std::string value(const web::Request& request, std::string_view object, const std::string& field,
                                    const std::string& stored, Names& names);
    [[nodiscard]] std::string name(db::Reference reference, const std::string& id, Names& names);

    const ManagerFrame& frame_;
    db::RecordGateway records_;
    std::size_t object_, objectid_, field_, before_, after_;  // places in a row
};

}  // namespace pages
