// SPDX-License-Identifier: GPL-3.0-or-later
// media.fcgi: recordings as sound. Reads astercrm.conf, monitorrecord and the recordings' files; writes recording_log.
#include "cgi/pages/media_routes.h"
#include "cgi/programs/program.h"
#include "cgi/web/fastcgi.h"
#include "cgi/web/site.h"

int main()
{
    return programs::run_program("media.fcgi", [](const web::Settings& settings) {
        const web::View view{settings.share_path};
        db::LazyConnection db{settings.database};
        pages::MediaPage media{db, view, settings};
        web::Site site{pages::media_routes(media), db, view};
        return web::serve([&](web::Request request) { return site.answer(std::move(request)); });
    });
}
