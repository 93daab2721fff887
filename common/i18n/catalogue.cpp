// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/i18n/catalogue.h"

#include <boost/locale/gnu_gettext.hpp>

#include <fstream>
#include <iterator>
#include <locale>
#include <stdexcept>
#include <vector>

namespace i18n {

namespace {

using Facet = boost::locale::message_format<char>;

// Boost looks for several names of a language (zh_CN, zh); only a file of exactly ours counts.
std::vector<char> read_catalogue(const std::string& wanted, const std::string& file)
{
    if (file != wanted) return {};
    std::ifstream in(file, std::ios::binary);
    std::vector<char> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (bytes.empty()) throw std::runtime_error("cannot read the message catalogue " + file);
    return bytes;
}

}  // namespace

struct Catalogue::Messages {
    std::locale locale;
    const Facet* facet;
};

Catalogue::Catalogue(const std::string& directory, Language language) : language_(language)
{
    namespace gettext = boost::locale::gnu_gettext;
    const std::string name(to_string(language));
    const std::string file = directory + "/" + name + "/LC_MESSAGES/astercrm.mo";
    (void)read_catalogue(file, file);  // a missing one is otherwise passed over in silence

    gettext::messages_info info;
    info.language = name.substr(0, 2);
    info.country = name.size() > 2 ? name.substr(3) : "";
    info.encoding = "UTF-8";
    info.domains.emplace_back("astercrm");
    info.paths.push_back(directory);
    info.callback = [file](const std::string& path, const std::string&) { return read_catalogue(file, path); };

    std::locale locale(std::locale::classic(), gettext::create_messages_facet<char>(info));
    const auto* facet = &std::use_facet<Facet>(locale);
    messages_ = std::make_unique<Messages>(Messages{std::move(locale), facet});
}

Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;

std::string Catalogue::translate(const char* message) const
{
    const char* found = messages_->facet->get(0, nullptr, message);
    return found != nullptr && *found != '\0' ? found : message;
}

Catalogues::Catalogues(const std::string& directory)
{
    for (const auto language : all_languages)
        by_language_.emplace(language, Catalogue{directory, language});
}

}  // namespace i18n
