// SPDX-License-Identifier: GPL-3.0-or-later
// R4: compiles as it stands; with -DVIOLATE it must not.
#include "cgi/web/routes.h"

web::Response show(const web::Request&);

web::Routes routes()
{
#ifdef VIOLATE
    return {{web::Method::get, "/customers", web::Shape::page, show}};
#else
    return {{web::Method::get, "/customers", web::Access::managers(web::Rows::group), web::Shape::page, show}};
#endif
}
