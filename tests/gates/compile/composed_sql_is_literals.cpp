// SPDX-License-Identifier: GPL-3.0-or-later
// R1: compiles as it stands; with -DVIOLATE it must not.
#include "common/db/connection.h"

db::Statement search(const std::string& column)
{
    db::Statement statement{"SELECT id FROM customer WHERE "};
#ifdef VIOLATE
    return statement.add((column + " = 1").c_str());
#else
    return statement.add("city = ?", column);
#endif
}
