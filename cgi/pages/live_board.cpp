// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/live_board.h"

#include "common/board/board_rows.h"
#include "common/db/board_gateway.h"
#include "common/runtime/local_day.h"

namespace pages {

namespace {

web::Response everything(const board::BoardView& view, const board::BoardFacts& facts, const web::Request& request)
{
    std::vector<board::RowPtr> rows;
    for (auto& row : board::board_rows(facts))
        rows.push_back(std::make_shared<const board::BoardRow>(std::move(row)));
    return web::json(view.reset_json(rows, runtime::to_epoch_ms(request.now)));
}

}  // namespace

web::Response LiveBoard::of_colleagues(const web::Request& request)
{
    db::BoardGateway gateway{db_.get()};
    const auto watched = gateway.watched_by(request.account().id);
    return everything(board::BoardView::of_colleagues(watched), gateway.read_of({watched.begin(), watched.end()}),
                      request);
}

web::Response LiveBoard::of_scope(const web::Request& request)
{
    db::BoardGateway gateway{db_.get()};
    return everything(board::BoardView::of_system(request.scope()),
                      gateway.read(runtime::begin_of_local_day(request.now)), request);
}

web::Response LiveBoard::of_campaigns(const web::Request& request)
{
    db::BoardGateway gateway{db_.get()};
    return everything(board::BoardView::of_campaigns(request.scope()),
                      gateway.read(runtime::begin_of_local_day(request.now)), request);
}

}  // namespace pages
