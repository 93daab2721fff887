// SPDX-License-Identifier: GPL-3.0-or-later
// media.fcgi: recordings as sound. Reads astercrm.conf, monitorrecord and the recordings' files; writes recording_log.
#include "cgi/pages/media_routes.h"
#include "cgi/programs/program.h"

int main()
{
    return programs::run_program("media.fcgi", [](const web::Settings& settings) {
        const web::View view{settings.share_path};
        db::LazyConnection db{settings.database};
        pages::MediaPage media{db, view, settings};
        web::Site site{pages::media_routes(media), db, view};
        return programs::serve(site, settings);
    });
}
