// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may be called a configuration: they are read, or refused with a sentence that names the file; and so is
// every value, whatever type it is asked for.
#include "common/runtime/config.h"
#include "tests/fuzz/require.h"

#include <string>

namespace {

template <class Ask>
void ask_for(Ask ask)
{
    try {
        ask();
    } catch (const runtime::ConfigError& e) {
        fuzz::require(std::string_view{e.what()}.starts_with("fuzz.conf"), "a refusal that does not name the file");
    }
}

void read_everything(const runtime::Config& config)
{
    for (const auto& section : config.sections()) {
        fuzz::require(config.has_section(section), "a section that is listed but not there");
        for (const auto* key : {"port", "dbport", "debug", "listen", "a"}) {
            const auto text = config.text(section, key, "");
            ask_for([&] { fuzz::require(config.required_text(section, key) == text, "text"); });
            ask_for([&] {
                const auto n = config.number(section, key, 1, 1, 65535);
                fuzz::require(n >= 1 && n <= 65535, "a number out of range");
            });
            ask_for([&] { (void)config.flag(section, key, false); });
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    ask_for([&] { read_everything(runtime::Config::parse({reinterpret_cast<const char*>(data), size}, "fuzz.conf")); });
    return 0;
}
