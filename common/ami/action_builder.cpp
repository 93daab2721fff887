// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/action_builder.h"

#include <algorithm>
#include <utility>

namespace ami {

namespace {

constexpr std::size_t max_line = 1000;
constexpr std::size_t max_headers = 100;
constexpr std::size_t max_dial_string = 32;
constexpr std::size_t max_word = 80;
constexpr std::size_t max_channel = 255;
constexpr std::string_view device_marks = "_.@/:*#+-";

bool is_control(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

// Not <cctype>: what counts as a letter must not depend on the locale.
bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool holds_only(std::string_view value, std::string_view allowed)
{
    return std::all_of(value.begin(), value.end(), [&](char c) {
        return is_letter(c) || is_digit(c) || allowed.find(c) != std::string_view::npos;
    });
}

// "PJSIP/8001...": a technology, a slash, something. Hangup takes "/regex/" and hangs up all that match: that starts
// with the slash and is no channel to us.
bool has_technology(std::string_view value)
{
    const auto slash = value.find('/');
    return slash != std::string_view::npos && slash > 0 && slash + 1 < value.size() && is_letter(value.front()) &&
           holds_only(value.substr(0, slash), "_-");
}

}  // namespace

bool is_dial_string(std::string_view value)
{
    return !value.empty() && value.size() <= max_dial_string && std::all_of(value.begin(), value.end(), [](char c) {
        return is_digit(c) || c == '*' || c == '#' || c == '+';
    });
}

ActionBuilder::ActionBuilder(std::string_view action) : name_(action)
{
    text("Action", action);
}

ActionBuilder& ActionBuilder::refuse(std::string_view field, std::string_view why)
{
    if (!error_) {
        error_ = runtime::Error{runtime::Errc::invalid, name_};
        error_->what.append(": ").append(field).append(" ").append(why).append(".");
    }
    return *this;
}

ActionBuilder& ActionBuilder::text(std::string_view field, std::string_view value)
{
    if (std::any_of(value.begin(), value.end(), is_control))
        return refuse(field, "holds a line break or another control character");
    if (field.size() + value.size() + 4 > max_line) return refuse(field, "is longer than a line of 1000 bytes allows");
    if (++headers_ > max_headers) return refuse(field, "is one line too many: an action has at most 100");
    lines_.append(field).append(": ").append(value).append("\r\n");
    return *this;
}

ActionBuilder& ActionBuilder::required_text(std::string_view field, std::string_view value)
{
    return value.empty() ? refuse(field, "is missing") : text(field, value);
}

ActionBuilder& ActionBuilder::text_if(std::string_view field, std::string_view value)
{
    return value.empty() ? *this : text(field, value);
}

ActionBuilder& ActionBuilder::number(std::string_view field, long long value, long long min, long long max)
{
    if (value < min || value > max)
        return refuse(field, "must be from " + std::to_string(min) + " to " + std::to_string(max));
    return text(field, std::to_string(value));
}

ActionBuilder& ActionBuilder::flag(std::string_view field, bool value)
{
    return text(field, value ? "true" : "false");
}

ActionBuilder& ActionBuilder::dial_string(std::string_view field, std::string_view value)
{
    if (!is_dial_string(value)) return refuse(field, "must be 1 to 32 of the characters 0-9 * # +");
    return text(field, value);
}

ActionBuilder& ActionBuilder::word(std::string_view field, std::string_view value)
{
    if (value.size() > max_word) return refuse(field, "is longer than 80 characters");
    return limited(field, value, "_.-");
}

ActionBuilder& ActionBuilder::word_if(std::string_view field, std::string_view value)
{
    return value.empty() ? *this : word(field, value);
}

ActionBuilder& ActionBuilder::channel(std::string_view field, std::string_view value)
{
    if (!has_technology(value) || value.size() > max_channel)
        return refuse(field, "must be the name of a channel, such as PJSIP/8001-0000001a");
    return text(field, value);
}

ActionBuilder& ActionBuilder::device(std::string_view field, std::string_view value)
{
    if (!has_technology(value) || value.size() > max_channel || !holds_only(value, device_marks))
        return refuse(field, "must be a device, such as PJSIP/8001 or Local/8001@agents/n");
    return text(field, value);
}

ActionBuilder& ActionBuilder::limited(std::string_view field, std::string_view value, std::string_view allowed)
{
    if (!holds_only(value, allowed))
        return refuse(field, std::string{"may hold only letters, digits and "}.append(allowed));
    return required_text(field, value);
}

ActionBuilder& ActionBuilder::text_without(std::string_view field, std::string_view value, std::string_view forbidden)
{
    if (value.find_first_of(forbidden) != std::string_view::npos)
        return refuse(field, std::string{"may not hold any of "}.append(forbidden));
    return text(field, value);
}

Result<Action> ActionBuilder::build() &&
{
    if (error_) return *std::move(error_);
    return Action{std::move(name_), std::move(lines_)};
}

Action ActionBuilder::build_constant() &&
{
    return Action{std::move(name_), std::move(lines_)};
}

}  // namespace ami
