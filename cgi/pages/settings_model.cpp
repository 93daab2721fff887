// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/settings_model.h"

#include "common/runtime/text.h"

#include <algorithm>

namespace pages {

namespace {

void add_option(web::Model& field, const SettingKey& key, const std::string& code, bool is_selected)
{
    auto& option = field.add("OPTION");
    option.set("CODE", code).show_if(is_selected, "SELECTED");
    const bool is_word = key.kind != SettingKind::flag || (code != "1" && code != "0");
    option.add(is_word ? "WORD" : code == "1" ? "YES" : "NO");
}

// A value of the file that is not offered is there too, so that opening and saving the page changes nothing.
void add_options(web::Model& field, const SettingKey& key, const std::string& value)
{
    const auto offered = runtime::split_list(key.kind == SettingKind::flag ? "1,0" : key.choices, ',');
    for (const auto& code : offered)
        add_option(field, key, code, code == value);
    if (std::find(offered.begin(), offered.end(), value) == offered.end()) add_option(field, key, value, true);
}

void add_input(web::Model& field, const SettingKey& key, const std::string& value)
{
    switch (key.kind) {
        case SettingKind::flag:
        case SettingKind::choice:
            add_options(field.add("CHOICE"), key, value);
            return;
        case SettingKind::secret:
            field.add("SECRET").show_if(!value.empty(), "IS_SET");
            return;
        case SettingKind::number:
            field.add("NUMBER").set("VALUE", value).set("MIN", key.min).set("MAX", key.max);
            return;
        default:
            field.add("TEXT").set("VALUE", value);
    }
}

void add_field(web::Model& page, web::Model& block, const ManagerFrame& frame, const web::Request& request,
               const SettingKey& key, const SettingsForm& form)
{
    const auto name = key.name();
    auto& field = block.add("FIELD");
    field.set("NAME", name).set("SECTION", key.section).set("KEY", key.key);
    field.set("LABEL", frame.word(request, key.label)).set_if_any("HELP", frame.word(request, key.help));
    field.show_if(key.taken_over == TakenOver::by_daemons, "BY_DAEMONS");
    add_input(field, key, form.value(name));
    if (const auto typed = form.dropped.find(name); typed != form.dropped.end())
        field.add("DROPPED").set("TYPED", typed->second);
    const auto problem = form.problems.find(name);
    if (problem == form.problems.end()) return;
    page.add("PROBLEM_LINK").set("LINK_NAME", name).set("LINK_LABEL", frame.word(request, key.label));
    field.add("INVALID");
    field.add("PROBLEM").set("MIN", key.min).set("MAX", key.max).add(problem->second);
}

}  // namespace

void add_setting_blocks(web::Model& model, const ManagerFrame& frame, const web::Request& request,
                        const SettingsForm& form)
{
    for (const auto& block : setting_blocks()) {
        auto& group = model.add("BLOCK");
        group.set("BLOCK_ID", block.id).set("TITLE", frame.word(request, block.title));
        group.set_if_any("LEAD", frame.word(request, block.lead));
        for (const auto& key : block.keys)
            add_field(model, group, frame, request, key, form);
        for (const auto& check : block.checks)
            group.add("CHECK").set("CHECK_ID", check.id).set("CHECK_CAPTION", frame.word(request, check.caption));
    }
}

}  // namespace pages
