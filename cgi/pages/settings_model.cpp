// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/settings_model.h"

namespace pages {

namespace {

web::Model& add_option(web::Model& field, std::string_view code, std::string_view value)
{
    auto& option = field.add("OPTION");
    option.set("CODE", code).show_if(code == value, "SELECTED");
    return option;
}

// A value of the file that is not offered is there too, so that opening and saving the page changes nothing.
void add_unknown(web::Model& field, const std::string& value, bool is_known)
{
    if (!is_known) add_option(field, value, value).add("UNKNOWN");
}

void add_flag(web::Model& field, const std::string& value)
{
    add_option(field, "1", value).add("YES");
    add_option(field, "0", value).add("NO");
    add_unknown(field, value, value == "1" || value == "0");
}

void add_choices(web::Model& field, const ManagerFrame& frame, const web::Request& request, const SettingKey& key,
                 const std::string& value)
{
    bool is_known = false;
    for (const auto& [code, word] : key.choices) {
        add_option(field, code, value).add("KNOWN").set("WORD", frame.word(request, word));
        is_known = is_known || code == value;
    }
    add_unknown(field, value, is_known);
}

void add_input(web::Model& field, const ManagerFrame& frame, const web::Request& request, const SettingKey& key,
               const std::string& value)
{
    switch (key.kind) {
        case SettingKind::flag:
            add_flag(field.add("CHOICE"), value);
            return;
        case SettingKind::choice:
            add_choices(field.add("CHOICE"), frame, request, key, value);
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
    add_input(field, frame, request, key, form.value(name));
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
