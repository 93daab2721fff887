// SPDX-License-Identifier: GPL-3.0-or-later
// What a check button finds out of the values of the form, saved or not.
#pragma once

#include "cgi/pages/settings_form.h"
#include "cgi/web/setting_checks.h"

namespace pages {

// A value that does not fit, or a secret that would go to another place than it was given for, is not tried.
[[nodiscard]] web::Finding find_out(const SettingCheck& check, const SettingsForm& form);

}  // namespace pages
