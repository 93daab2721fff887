// SPDX-License-Identifier: GPL-3.0-or-later
// Predictive dialer: the frame that the browser fills from /live (docs/architecture/dialer-page.md), with the words it
// needs and what the visitor may do.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/web/settings.h"

namespace pages {

class DialerPage {
public:
    DialerPage(const ManagerFrame& frame, const web::Settings& settings) : frame_(frame), settings_(settings) {}

    [[nodiscard]] web::Response show(const web::Request& request) const;

private:
    void add_words(web::Model& model, const web::Request& request) const;

    const ManagerFrame& frame_;
    const web::Settings& settings_;
};

}  // namespace pages
