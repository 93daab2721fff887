// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/astercctools/queue_log_import.h"

#include "common/db/queue_log_gateway.h"
#include "common/pbx/queue_log.h"
#include "common/runtime/log.h"

namespace tools {

namespace {

constexpr std::size_t read_ahead = 256U << 10;

}  // namespace

bool QueueLogImport::pass(db::Connection& connection)
{
    db::QueueLogGateway gateway{connection, server_};
    const auto place = gateway.position().value_or(db::SourcePosition{});
    const auto part = file_.read({place.file, place.position}, read_ahead);
    if (part.bytes.empty()) return false;
    if (part.is_gap)
        runtime::log_error("queue_log_gap",
                           {{"server", server_},
                            {"file", file_.path()},
                            {"err", "the file read last is gone or packed before it was read to its end"},
                            {"remedy", "let logrotate keep the last one unpacked (delaycompress)"}});
    const auto batch = pbx::read_queue_log(part.bytes, part.place.position, lines_per_pass_);
    gateway.append(batch.entries, {part.place.file, batch.end, runtime::now()});
    for (const auto at : batch.bad_lines)
        runtime::log_warning("queue_log_bad_line", {{"server", server_},
                                                    {"file", part.path},
                                                    {"offset", at},
                                                    {"err", "not time|callid|queue|agent|event|..."}});
    lines_ += batch.entries.size();
    bad_lines_ += batch.bad_lines.size();
    return batch.lines == lines_per_pass_ || part.is_new_file;
}

}  // namespace tools
