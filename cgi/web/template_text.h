// SPDX-License-Identifier: GPL-3.0-or-later
// PURE: what happens to a template once, when it is loaded.
//
//   [[Sign in]]       a message: replaced by its translation, so that each language has templates of its own and a
//                     request costs no look-up
//   [[>head.html]]    another template's text goes here
//   {{NAME}} ...      left for the template engine, which escapes a value for the place it stands in
//
// The engine does so only in templates that begin with the marker: one without it is refused.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace web {

constexpr std::string_view escape_marker = "{{%AUTOESCAPE context=\"HTML\"}}";

class TemplateError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

using ReadTemplate = std::function<std::string(const std::string& name)>;
using Translate = std::function<std::string(const std::string& message)>;

// Throws TemplateError naming the template.
[[nodiscard]] std::string prepare_template(const std::string& name, const ReadTemplate& read,
                                           const Translate& translate);

}  // namespace web
