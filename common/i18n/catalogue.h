// SPDX-License-Identifier: GPL-3.0-or-later
// Message catalogues (gettext .mo files made by msgfmt at build time), read once. A message is its English text;
// one that is missing from a catalogue comes out in English. Immutable after construction.
#pragma once

#include "common/i18n/language.h"

#include <map>
#include <memory>
#include <string>

namespace i18n {

class Catalogue {
public:
    // DIRECTORY/zh_CN/LC_MESSAGES/astercrm.mo; throws std::runtime_error naming the file when it cannot be read.
    Catalogue(const std::string& directory, Language language);
    ~Catalogue();
    Catalogue(Catalogue&&) noexcept;

    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] std::string translate(const char* message) const;

private:
    struct Messages;
    Language language_;
    std::unique_ptr<Messages> messages_;
};

class Catalogues {
public:
    explicit Catalogues(const std::string& directory);
    [[nodiscard]] const Catalogue& of(Language language) const { return by_language_.at(language); }

private:
    std::map<Language, Catalogue> by_language_;
};

}  // namespace i18n
