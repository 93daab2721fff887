// SPDX-License-Identifier: GPL-3.0-or-later
// The templates, loaded once for each language at start; filling one in touches no file. Single-threaded, as the
// programs are.
#pragma once

#include "cgi/web/model.h"
#include "common/i18n/catalogue.h"

#include <memory>
#include <string>
#include <string_view>

namespace web {

class View {
public:
    // Loads SHARE_PATH/templates/*.html and SHARE_PATH/locale; throws std::runtime_error naming what is wrong.
    explicit View(const std::string& share_path);
    ~View();

    [[nodiscard]] std::string render(std::string_view page, i18n::Language language, const Model& model) const;
    [[nodiscard]] const i18n::Catalogue& catalogue(i18n::Language language) const { return catalogues_.of(language); }

private:
    struct Impl;
    i18n::Catalogues catalogues_;
    std::unique_ptr<Impl> impl_;
};

}  // namespace web
