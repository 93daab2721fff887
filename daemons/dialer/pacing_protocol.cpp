// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemons/dialer/pacing_protocol.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace dialer {

using dialing::pacing::Event;
using dialing::pacing::EventKind;
using runtime::Errc;
using runtime::Error;

namespace {

constexpr int most_agents = 1'000'000;
constexpr double longest_time = 1e9;
constexpr std::string_view event_kinds = "DHMBFNCXWIO";

// The words of a line, one by one.
class Words {
public:
    Words(std::string_view text, char separator) : rest_(text), separator_(separator) {}

    // Empty at the end of the line.
    std::string_view next()
    {
        const auto end = rest_.find(separator_);
        const auto word = rest_.substr(0, end);
        rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
        return word;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
    char separator_;
};

template <class Number>
bool read(std::string_view word, Number& number, Number least, Number most)
{
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc{} && end == word.data() + word.size() && number >= least && number <= most;
}

std::optional<Event> parse_event(std::string_view word)
{
    Words fields{word, ','};
    Event event;
    const auto kind = fields.next();
    if (kind.size() != 1 || event_kinds.find(kind) == std::string_view::npos) return std::nullopt;
    event.kind = static_cast<EventKind>(kind.front());
    if (!read(fields.next(), event.at, 0.0, longest_time)) return std::nullopt;
    if (!read(fields.next(), event.call, std::int64_t{-1}, std::int64_t{1} << 62)) return std::nullopt;
    if (!read(fields.next(), event.agent, -1, most_agents)) return std::nullopt;
    if (event.kind == EventKind::talk_ended) {
        const auto who = fields.next();
        if (who != "h" && who != "m") return std::nullopt;
        event.was_machine = who == "m";
    }
    if (!fields.at_end()) return std::nullopt;
    return event;
}

bool read_situation(Words& words, dialing::pacing::Situation& s)
{
    if (!read(words.next(), s.now, 0.0, longest_time)) return false;
    for (int* count : {&s.idle, &s.talking, &s.wrapping, &s.paused, &s.ringing, &s.queued, &s.lines_free})
        if (!read(words.next(), *count, 0, most_agents)) return false;
    for (long* count : {&s.placed, &s.connected, &s.abandoned})
        if (!read(words.next(), *count, 0L, 1L << 62)) return false;
    return true;
}

Error no_tick(const std::string& what)
{
    return {Errc::invalid, "no line of the pacing protocol: " + what};
}

}  // namespace

runtime::Result<Hello> parse_hello(std::string_view line)
{
    Words words{line, ' '};
    if (words.next() != "HELLO" || words.next() != "1")
        return Error{Errc::invalid,
                     "the first line must be HELLO 1 ...: only version 1 of the pacing protocol is spoken"};
    Hello hello;
    while (!words.at_end()) {
        const auto word = words.next();
        const auto equals = word.find('=');
        const auto name = word.substr(0, equals);
        const auto value = equals == std::string_view::npos ? std::string_view{} : word.substr(equals + 1);
        const bool is_good = name == "agents"         ? read(value, hello.agents, 0, most_agents)
                             : name == "duration"     ? read(value, hello.duration, 0.0, longest_time)
                             : name == "target"       ? read(value, hello.target, 0.001, 0.5)
                             : name == "wait"         ? read(value, hello.wait, 0.0, 30.0)
                             : name == "ring_timeout" ? read(value, hello.ring_timeout, 5.0, 300.0)
                                                      : true;
        if (!is_good) return Error{Errc::invalid, "HELLO: " + std::string{word} + " is out of range"};
    }
    return hello;
}

runtime::Result<Tick> parse_tick(std::string_view line)
{
    Words words{line, ' '};
    if (words.next() != "T") return no_tick("it begins with neither T nor BYE");
    Tick tick;
    if (!read_situation(words, tick.situation)) return no_tick("eleven numbers must follow T");
    int count = 0;
    if (!read(words.next(), count, 0, most_agents)) return no_tick("the number of events is missing");
    while (!words.at_end()) {
        const auto event = parse_event(words.next());
        if (!event) return no_tick("event " + std::to_string(tick.events.size() + 1) + " is none");
        tick.events.push_back(*event);
    }
    if (tick.events.size() != static_cast<std::size_t>(count)) return no_tick("another number of events than said");
    return tick;
}

}  // namespace dialer
