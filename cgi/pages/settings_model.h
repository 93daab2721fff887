// SPDX-License-Identifier: GPL-3.0-or-later
// The settings form as its template wants it. No secret gets into it.
#pragma once

#include "cgi/pages/manager_frame.h"
#include "cgi/pages/settings_form.h"

namespace pages {

// Every block with its fields, their problems and its checks; in front of them links to the fields that have problems.
void add_setting_blocks(web::Model& model, const ManagerFrame& frame, const web::Request& request,
                        const SettingsForm& form);

}  // namespace pages
