// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of the dialed list back into the dial list: what it would touch is told first. A run that takes long does a
// part and asks to go on.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "common/db/grid_gateway.h"
#include "common/db/recycle_gateway.h"

namespace pages {

class RecyclePage {
public:
    // Both outlive it.
    RecyclePage(db::LazyConnection& db, const ManagerFrame& frame);

    // Both: the list's selection, as GridBatch reads it.
    [[nodiscard]] web::Response ask(const web::Request& request);
    // rule = unanswered or any; due: a local time, or nothing for at once.
    [[nodiscard]] web::Response run(const web::Request& request);

private:
    [[nodiscard]] web::Response page(const web::Request& request, std::uint64_t done, bool is_wrong_time);

    const ManagerFrame& frame_;
    std::vector<crm::GridColumn> columns_;
    db::GridGateway grid_;
    db::RecycleGateway recycling_;
};

}  // namespace pages
