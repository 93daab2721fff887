// SPDX-License-Identifier: GPL-3.0-or-later
// R1: compiles as it stands; with -DVIOLATE it must not.
#include "common/db/connection.h"

std::uint64_t rename_customer(db::Connection& connection, const std::string& name)
{
#ifdef VIOLATE
    return connection.execute(("UPDATE customer SET customer = '" + name + "'").c_str());
#else
    return connection.execute("UPDATE customer SET customer = ?", name);
#endif
}
