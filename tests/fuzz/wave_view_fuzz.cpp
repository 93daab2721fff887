// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may lie under a recording's name, in any format (the first byte): they are refused, or shown as a file as
// long as it says, the same from wherever it is read.
#include "common/audio/wave_view.h"
#include "tests/fuzz/require.h"

#include <sys/mman.h>
#include <unistd.h>

#include <string>

namespace {

void look_at(audio::WaveView& view)
{
    std::string whole(view.size(), '\0');
    fuzz::require(view.read(0, whole) == whole.size(), "shorter than it says");
    for (const auto place : {view.size() / 3, std::uint64_t{1}, view.size()}) {
        std::string part(100, '\0');
        part.resize(view.read(place, part));
        fuzz::require(whole.compare(place, part.size(), part) == 0, "another sound from another place");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    if (size < 1) return 0;
    const int fd = memfd_create("sound", MFD_CLOEXEC);
    fuzz::require(write(fd, data + 1, size - 1) == static_cast<ssize_t>(size - 1), "no file to try with");
    if (auto view = audio::WaveView::open(fd, audio::all_formats[data[0] % audio::all_formats.size()]); view)
        look_at(view.value());
    close(fd);
    return 0;
}
