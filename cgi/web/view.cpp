// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/view.h"

#include "cgi/web/template_text.h"

#include <ctemplate/template.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace web {

namespace {

std::string key_of(std::string_view page, i18n::Language language)
{
    return std::string(i18n::to_string(language)).append("/").append(page);
}

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) throw TemplateError("cannot read the template " + path.string());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

ctemplate::TemplateString as_template_string(const std::string& text)
{
    return {text.data(), text.size()};
}

void fill(ctemplate::TemplateDictionary& dictionary, const Model& model)
{
    for (const auto& [name, value] : model.values()) {
        dictionary.SetValue(as_template_string(name), as_template_string(value));
    }
    for (const auto& section : model.sections()) {
        fill(*dictionary.AddSectionDictionary(as_template_string(section.name)), section.row);
    }
}

}  // namespace

struct View::Impl {
    ctemplate::TemplateCache cache;
};

View::View(const std::string& share_path) : catalogues_(share_path + "/locale"), impl_(std::make_unique<Impl>())
{
    const std::filesystem::path directory = share_path + "/templates";
    const auto read = [&](const std::string& name) { return read_file(directory / name); };
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().extension() != ".html") continue;
        const auto name = entry.path().filename().string();
        for (const auto language : i18n::all_languages) {
            const auto& catalogue = catalogues_.of(language);
            const auto text =
                prepare_template(name, read, [&](const auto& m) { return catalogue.translate(m.c_str()); });
            if (!impl_->cache.StringToTemplateCache(key_of(name, language), text, ctemplate::STRIP_BLANK_LINES)) {
                throw TemplateError("template " + name + " has an error (see standard error)");
            }
        }
    }
    impl_->cache.Freeze();
}

View::~View() = default;

std::string View::render(std::string_view page, i18n::Language language, const Model& model) const
{
    ctemplate::TemplateDictionary dictionary("page");
    fill(dictionary, model);
    std::string out;
    if (!impl_->cache.ExpandNoLoad(key_of(page, language), ctemplate::STRIP_BLANK_LINES, &dictionary, nullptr, &out)) {
        throw TemplateError("there is no template " + std::string(page));
    }
    return out;
}

}  // namespace web
