// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/template_text.h"

namespace web {

namespace {

constexpr int deepest_include = 4;

std::string escape_html(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

class Preparer {
public:
    Preparer(const ReadTemplate& read, const Translate& translate) : read_(read), translate_(translate) {}

    std::string body_of(const std::string& name, int depth)
    {
        if (depth > deepest_include) throw TemplateError("template " + name + ": includes go too deep");
        const std::string text = read_(name);
        if (!text.starts_with(escape_marker)) {
            throw TemplateError("template " + name + ": the first line must be " + std::string(escape_marker));
        }
        return resolve(name, std::string_view(text).substr(escape_marker.size()), depth);
    }

private:
    std::string resolve(const std::string& name, std::string_view text, int depth)
    {
        std::string out;
        for (;;) {
            const auto begin = text.find("[[");
            out.append(text.substr(0, begin));
            if (begin == std::string_view::npos) return out;
            const auto end = text.find("]]", begin);
            if (end == std::string_view::npos) throw TemplateError("template " + name + ": [[ without ]]");
            const std::string inside(text.substr(begin + 2, end - begin - 2));
            out.append(inside.starts_with('>') ? body_of(inside.substr(1), depth + 1)
                                               : escape_html(translate_(inside)));
            text.remove_prefix(end + 2);
        }
    }

    const ReadTemplate& read_;
    const Translate& translate_;
};

}  // namespace

std::string prepare_template(const std::string& name, const ReadTemplate& read, const Translate& translate)
{
    return std::string(escape_marker) + Preparer{read, translate}.body_of(name, 0);
}

}  // namespace web
