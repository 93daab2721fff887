// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/imports/national_load.h"

#include "common/crm/number_line.h"
#include "common/db/national_list_gateway.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace imports {

namespace {

constexpr std::size_t numbers_at_once = 1'000;
constexpr std::size_t longest_line = 4'096;  // the rest of a longer one is skipped

struct LineCount {
    std::uint64_t read = 0, bad = 0;
};

class ListFile {
public:
    explicit ListFile(const std::string& path) : file_(path, std::ios::binary)
    {
        if (!file_) throw std::runtime_error("the file " + path + " cannot be read");
    }

    // False at the end.
    bool next(std::string& line)
    {
        line.clear();
        for (auto c = buffer().sbumpc(); c != std::char_traits<char>::eof(); c = buffer().sbumpc()) {
            if (c == '\n') return true;
            if (line.size() < longest_line) line.push_back(static_cast<char>(c));
        }
        return !line.empty();
    }

private:
    std::streambuf& buffer() { return *file_.rdbuf(); }

    std::ifstream file_;
};

LineCount read_numbers(db::NationalListGateway& lists, const db::NationalList& list, const std::string& path)
{
    ListFile file{path};
    LineCount lines;
    std::vector<std::string> numbers;
    const auto store = [&] {
        if (!numbers.empty()) lists.add(list.profile, list.loadid, numbers);
        numbers.clear();
        lists.report(list.profile, lines.read, lines.bad);
    };
    for (std::string line; file.next(line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        ++lines.read;
        if (auto number = crm::number_of_line(line, list.prefix))
            numbers.push_back(std::move(*number));
        else
            ++lines.bad;
        if (numbers.size() == numbers_at_once) store();
    }
    store();
    return lines;
}

bool is_a_list(const LineCount& lines)
{
    return lines.read > lines.bad && lines.bad * 2 < lines.read;
}

}  // namespace

void load_national_list(const db::DbConfig& database, const std::string& folder, const std::string& profile)
{
    db::LazyConnection connection{database};
    db::NationalListGateway lists{connection};
    if (!lists.lock(profile)) return;
    const auto list = lists.find(profile);
    if (!list || list->state != "loading") return;
    const auto path = folder + "/" + list->storedfile;
    try {
        if (is_a_list(read_numbers(lists, *list, path))) {
            lists.finish(profile);
            for (std::optional<std::string> last = ""; last;)
                last = lists.drop_others(profile, list->loadid, *last);
            lists.count(profile);
        } else {
            lists.fail(profile);
        }
    } catch (...) {
        lists.fail(profile);
        throw;
    }
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
}

}  // namespace imports
