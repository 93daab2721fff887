// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/person_form.h"

#include "common/runtime/text.h"

#include <algorithm>
#include <array>

namespace pages {

namespace {

constexpr std::array attitudes{10, 5, 0, -1};
constexpr std::size_t longest_note = 4000;

enum class Kind { text, number, email, website };

struct Field {
    std::string_view name;
    std::size_t longest;
    Kind kind;
};

// Every text field of the form but the note; lengths are those of the columns.
constexpr std::array person_fields{
    Field{"customer", 120, Kind::text},
    Field{"category", 255, Kind::text},
    Field{"phone", 50, Kind::number},
    Field{"phone_ext", 8, Kind::number},
    Field{"mobile", 50, Kind::number},
    Field{"fax", 50, Kind::number},
    Field{"fax_ext", 8, Kind::number},
    Field{"email", 100, Kind::email},
    Field{"website", 255, Kind::website},
    Field{"country", 50, Kind::text},
    Field{"state", 50, Kind::text},
    Field{"city", 50, Kind::text},
    Field{"zipcode", 20, Kind::text},
    Field{"address", 200, Kind::text},
    Field{"bankname", 100, Kind::text},
    Field{"bankaccount", 100, Kind::text},
    Field{"bankzip", 100, Kind::text},
    Field{"bankaccountname", 100, Kind::text},
    Field{"contact", 60, Kind::text},
    Field{"position", 100, Kind::text},
    Field{"contact_phone", 50, Kind::number},
    Field{"contact_ext", 8, Kind::number},
    Field{"contact_phone1", 50, Kind::number},
    Field{"contact_ext1", 8, Kind::number},
    Field{"contact_phone2", 50, Kind::number},
    Field{"contact_ext2", 8, Kind::number},
    Field{"contact_mobile", 50, Kind::number},
    Field{"contact_fax", 50, Kind::number},
    Field{"contact_fax_ext", 8, Kind::number},
    Field{"contact_email", 100, Kind::email},
};

bool fits(Kind kind, std::string_view text)
{
    switch (kind) {
        case Kind::text:
            return true;
        case Kind::number:
            return looks_like_phone(text);
        case Kind::email:
            return looks_like_email(text);
        case Kind::website:
            return looks_like_website(text);
    }
    return false;
}

FieldProblem problem_of(Kind kind)
{
    switch (kind) {
        case Kind::email:
            return FieldProblem::no_email;
        case Kind::website:
            return FieldProblem::no_website;
        case Kind::text:
        case Kind::number:
            break;
    }
    return FieldProblem::no_number;
}

// A website typed without its scheme is meant as one.
std::string tidy(const Field& field, const web::Request& request)
{
    std::string text(runtime::trim(request.param(field.name)));
    if (field.kind == Kind::website && !text.empty() && text.find("://") == std::string::npos) text = "http://" + text;
    return text == "http://" ? "" : text;
}

web::Request::Fields read_fields(const web::Request& request, FieldProblems& problems)
{
    web::Request::Fields values;
    for (const auto& field : person_fields) {
        auto text = tidy(field, request);
        if (is_longer(text, field.longest)) {
            problems.emplace(field.name, FieldProblem::too_long);
        } else if (!text.empty() && !fits(field.kind, text)) {
            problems.emplace(field.name, problem_of(field.kind));
        }
        values.emplace(field.name, std::move(text));
    }
    return values;
}

std::string read_gender(const web::Request& request)
{
    const auto& gender = request.param("gender");
    return gender == "male" || gender == "female" ? gender : "unknown";
}

db::Note read_note(const web::Request& request, FieldProblems& problems)
{
    db::Note note;
    note.note = runtime::trim(request.param("note"));
    if (is_longer(note.note, longest_note)) problems.emplace("note", FieldProblem::too_long);

    const auto priority = runtime::to_number(request.param("priority")).value_or(5);
    if (priority < 0 || priority > 10) problems.emplace("priority", FieldProblem::not_offered);
    note.priority = static_cast<int>(std::clamp(priority, 0LL, 10LL));

    const auto attitude = runtime::to_number(request.param("attitude")).value_or(0);
    const auto known = std::find(attitudes.begin(), attitudes.end(), attitude);
    if (known == attitudes.end()) problems.emplace("attitude", FieldProblem::not_offered);
    note.attitude = known == attitudes.end() ? 0 : *known;
    return note;
}

std::string upper(std::string_view name)
{
    std::string text(name);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

void fill_problems(web::Model& model, const FieldProblems& problems)
{
    for (const auto& [name, problem] : problems)
        model.add(upper(name) + "_PROBLEM").add(section_of(problem));
}

void fill_note_choices(web::Model& model, long long priority, long long attitude)
{
    for (int p = 0; p <= 10; ++p)
        model.add("PRIORITY_CHOICE").set("PRIORITY", p).show_if(p == priority, "CHOSEN");
    for (const int a : attitudes) {
        auto& choice = model.add("ATTITUDE_CHOICE").set("ATTITUDE", a).show_if(a == attitude, "CHOSEN");
        choice.add(a < 0 ? "ATTITUDE_BAD" : "ATTITUDE_" + std::to_string(a));
    }
}

}  // namespace

PersonForm read_person_form(const web::Request& request)
{
    PersonForm form;
    auto values = read_fields(request, form.problems);
    const auto take = [&values](std::string_view name) { return std::move(values.find(name)->second); };

    auto& customer = form.customer;
    customer.customer = take("customer");
    customer.category = take("category");
    customer.phone = take("phone");
    customer.phone_ext = take("phone_ext");
    customer.mobile = take("mobile");
    customer.fax = take("fax");
    customer.fax_ext = take("fax_ext");
    customer.email = take("email");
    customer.website = take("website");
    customer.country = take("country");
    customer.state = take("state");
    customer.city = take("city");
    customer.zipcode = take("zipcode");
    customer.address = take("address");
    customer.bankname = take("bankname");
    customer.bankaccount = take("bankaccount");
    customer.bankzip = take("bankzip");
    customer.bankaccountname = take("bankaccountname");

    auto& contact = form.contact;
    contact.contact = take("contact");
    contact.gender = read_gender(request);
    contact.position = take("position");
    contact.phone = take("contact_phone");
    contact.ext = take("contact_ext");
    contact.phone1 = take("contact_phone1");
    contact.ext1 = take("contact_ext1");
    contact.phone2 = take("contact_phone2");
    contact.ext2 = take("contact_ext2");
    contact.mobile = take("contact_mobile");
    contact.fax = take("contact_fax");
    contact.fax_ext = take("contact_fax_ext");
    contact.email = take("contact_email");

    customer.contact = runtime::utf8_prefix(contact.contact, 50);
    customer.contactgender = contact.gender;
    form.note = read_note(request, form.problems);
    if (!form.has_customer() && !form.has_contact()) form.problems.try_emplace("customer", FieldProblem::needed);
    return form;
}

NoteForm read_note_form(const web::Request& request)
{
    NoteForm form;
    form.note = read_note(request, form.problems);
    if (form.note.note.empty()) form.problems.try_emplace("note", FieldProblem::needed);
    return form;
}

void fill_person_form(web::Model& model, const web::Request& typed, const FieldProblems& problems)
{
    for (const auto& field : person_fields)
        model.set(upper(field.name), typed.param(field.name));
    model.add(upper("gender_" + read_gender(typed)));
    fill_note_form(model, typed, problems);
}

void fill_empty_person_form(web::Model& model, const std::string& number)
{
    model.set("PHONE", number).set("CONTACT_PHONE", number).add("GENDER_UNKNOWN");
    fill_empty_note_form(model);
}

void fill_note_form(web::Model& model, const web::Request& typed, const FieldProblems& problems)
{
    model.set("NOTE_TEXT", typed.param("note"));
    fill_note_choices(model, runtime::to_number(typed.param("priority")).value_or(5),
                      runtime::to_number(typed.param("attitude")).value_or(0));
    fill_problems(model, problems);
}

void fill_empty_note_form(web::Model& model)
{
    fill_note_choices(model, 5, 0);
}

}  // namespace pages
