// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/ami/parser.h"

#include <algorithm>
#include <utility>

namespace ami {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view greeting = "Asterisk Call Manager";
constexpr std::string_view command_end_line = "--END COMMAND--";
constexpr std::string_view command_end_mark = "\n--END COMMAND--";

std::string_view without_cr(std::string_view line)
{
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

// `colon` is where the line's first one is, or npos.
Header to_header(std::string_view line, std::size_t colon)
{
    if (colon == npos) return {{}, line};
    auto value = line.substr(colon + 1);
    // One blank belongs to the form; more are the value's own (RTP statistics in VarSet have them).
    if (value.starts_with(' ')) value.remove_prefix(1);
    return {line.substr(0, colon), value};
}

bool is_command_output(const Header& first)
{
    return iequals(first.name, "Response") && iequals(first.value, "Follows");
}

std::size_t empty_lines_at_start(std::string_view data)
{
    std::size_t i = 0;
    for (;;) {
        if (data.substr(i, 1) == "\n")
            i += 1;
        else if (data.substr(i, 2) == "\r\n")
            i += 2;
        else
            return i;
    }
}

// Most bytes of a stream are only looked at here, so they are looked at 64 at once: a loop of known length without
// an early exit, which the compiler turns into vector instructions. Reads two bytes past the block.
constexpr std::size_t block = 64;

bool line_then_empty_line_in_block(const char* p)
{
    unsigned char found = 0;
    for (std::size_t i = 0; i < block; ++i) {
        const auto lf = static_cast<unsigned char>(p[i] == '\n');
        const auto then_lf = static_cast<unsigned char>(p[i + 1] == '\n');
        const auto then_crlf = static_cast<unsigned char>((p[i + 1] == '\r') & (p[i + 2] == '\n'));
        found = static_cast<unsigned char>(found | (lf & (then_lf | then_crlf)));
    }
    return found != 0;
}

// Offset just past the first empty line after a line end at or after `from`.
std::size_t find_past_empty_line(std::string_view data, std::size_t from)
{
    while (from + block + 2 <= data.size() && !line_then_empty_line_in_block(data.data() + from))
        from += block;
    for (auto lf = data.find('\n', from); lf != npos; lf = data.find('\n', lf + 1)) {
        const auto next = data.substr(lf + 1, 2);
        if (next.starts_with('\n')) return lf + 2;
        if (next == "\r\n") return lf + 3;
    }
    return npos;
}

}  // namespace

Parser::Parser(ParserLimits limits, EventFilter filter) : limits_(limits), filter_(filter)
{
    headers_.reserve(64);
}

void Parser::reset()
{
    pending_.clear();
    banner_.clear();
    next_message();
}

void Parser::next_message()
{
    fate_ = Fate::undecided;
    ending_ = Ending::empty_line;
    scanned_ = 0;
}

// Messages are parsed where the caller has them. Only one that a chunk cuts is copied, with as little of the next
// chunk as completes it.
void Parser::feed_to(std::string_view bytes, SinkRef sink)
{
    constexpr std::size_t piece = 4096;
    counters_.bytes += bytes.size();
    while (!pending_.empty() && !bytes.empty()) {
        const auto held = pending_.size();
        pending_.append(bytes.substr(0, piece));
        const auto used = parse(pending_, sink);
        if (used >= held) {
            bytes.remove_prefix(used - held);
            pending_.clear();
        } else {
            bytes.remove_prefix(std::min(piece, bytes.size()));
            pending_.erase(0, used);
        }
    }
    if (pending_.empty()) {
        const auto used = parse(bytes, sink);
        pending_.assign(bytes.substr(used));
    }
}

// Returns how much of `data` is done with. What is left is the start of a message (fate_, ending_ and scanned_ tell
// what is known about it) or, of a discarded one, the bytes its end may begin with.
std::size_t Parser::parse(std::string_view data, SinkRef sink)
{
    std::size_t begin = 0;
    for (;;) {
        if (fate_ == Fate::undecided) {
            if (const auto empty = empty_lines_at_start(data.substr(begin)); empty > 0) {
                begin += empty;
                scanned_ = 0;
            }
            if (const auto greeted = read_first_line(data.substr(begin)); greeted > 0) {
                begin += greeted;
                continue;
            }
            if (fate_ == Fate::undecided) return begin;
        }
        const auto rest = data.substr(begin);
        const auto end = find_message_end(rest);
        if (end == npos) return begin + give_up_or_wait(rest.size());
        if (fate_ == Fate::wanted) hand_out(rest.substr(0, end), sink);
        begin += end;
        next_message();
    }
}

// Decides the fate of the message `data` starts with, once its first line is there. A greeting is a message of its
// own and done with here: returns its length, else 0.
std::size_t Parser::read_first_line(std::string_view data)
{
    const auto lf = data.find('\n', scanned_);
    if (std::min(lf, data.size()) > limits_.line + 1) {
        fate_ = Fate::discarded;
        ++counters_.dropped;
        return 0;
    }
    if (lf == npos) {
        scanned_ = data.size();
        return 0;
    }
    const auto line = without_cr(data.substr(0, lf));
    if (line.starts_with(greeting)) {
        banner_ = line;
        next_message();
        return lf + 1;
    }
    decide(to_header(line, line.find(':')));
    scanned_ = lf;
    return 0;
}

void Parser::decide(const Header& first)
{
    const bool refused = filter_ != nullptr && iequals(first.name, "Event") && !filter_(first.value);
    fate_ = refused ? Fate::discarded : Fate::wanted;
    if (refused) ++counters_.skipped;
    if (is_command_output(first)) ending_ = Ending::command_end;
}

std::size_t Parser::find_message_end(std::string_view data)
{
    const auto search_from = [&](std::size_t mark) { return data.size() > mark ? data.size() - mark : 0; };
    if (ending_ == Ending::command_end) {
        const auto mark = data.find(command_end_mark, scanned_);
        if (mark == npos) {
            scanned_ = search_from(command_end_mark.size() - 1);
            return npos;
        }
        ending_ = Ending::empty_line;
        scanned_ = mark + 1;
    }
    const auto end = find_past_empty_line(data, scanned_);
    // The last two bytes may be the LF CR of an LF CR LF.
    if (end == npos) scanned_ = std::max(scanned_, search_from(2));
    return end;
}

// The end of the message is not there yet. Returns how many of its bytes need not be kept.
std::size_t Parser::give_up_or_wait(std::size_t size)
{
    if (fate_ == Fate::wanted && size > limits_.message) {
        fate_ = Fate::discarded;
        ++counters_.dropped;
    }
    return fate_ == Fate::discarded ? std::exchange(scanned_, 0) : 0;
}

void Parser::hand_out(std::string_view text, SinkRef sink)
{
    if (text.size() > limits_.message || !split(text)) {
        ++counters_.dropped;
        return;
    }
    const Message message{headers_};
    // Its name was not in the first line, where the filter would have met it.
    const auto event = iequals(headers_.front().name, "Event") ? std::string_view{} : message.event();
    if (filter_ != nullptr && !event.empty() && !filter_(event)) {
        ++counters_.skipped;
        return;
    }
    ++counters_.messages;
    sink.call(sink.target, message);
}

// Fills headers_; false when a limit is exceeded. `text` is whole lines, at least one of them not empty.
bool Parser::split(std::string_view text)
{
    headers_.clear();
    bool output = false;
    while (!text.empty()) {
        const auto lf = text.find('\n');
        const auto raw = text.substr(0, lf);
        const auto line = without_cr(raw);
        text.remove_prefix(lf + 1);
        if (line.empty()) continue;
        if (line.size() > limits_.line || headers_.size() == limits_.headers) return false;
        // Of a command's answer the headers end with CR LF, the output lines with LF.
        if (output && line == command_end_line) continue;
        if (output && line.size() == raw.size())
            headers_.push_back({"Output", line});
        else
            add_header(line);
        if (headers_.size() == 1) output = is_command_output(headers_.front());
    }
    return true;
}

void Parser::add_header(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == npos) ++counters_.oddities;
    headers_.push_back(to_header(line, colon));
}

}  // namespace ami
