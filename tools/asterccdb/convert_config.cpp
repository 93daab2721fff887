// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/convert_config.h"

#include "common/runtime/config.h"
#include "common/runtime/file_descriptor.h"
#include "common/runtime/replace_file.h"
#include "tools/asterccdb/config_conversion.h"
#include "tools/asterccdb/options.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <stdexcept>

namespace asterccdb {

namespace {

std::vector<OriginalSetting> read(const std::string& path, std::vector<std::string>& remarks)
{
    if (path.empty()) return {};
    return read_original(runtime::read_file(path), path, remarks);
}

void write(const std::string& path, const std::string& text)
{
    constexpr mode_t owner_writes_group_reads = S_IRUSR | S_IWUSR | S_IRGRP;
    const runtime::FileDescriptor file{
        open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_writes_group_reads)};
    if (!file.is_open() || !runtime::write_all(file, text))
        throw std::runtime_error(path + " cannot be written: " + std::strerror(errno));
    std::cout << "written: " << path << "\n";
}

}  // namespace

void convert_config(const Options& options)
{
    if (!options.has("--crm") && !options.has("--daemon")) throw UsageError("convert-config needs --crm or --daemon");
    std::vector<std::string> remarks;
    const auto crm = read(options.value("--crm"), remarks);
    const auto daemon = read(options.value("--daemon"), remarks);
    const auto samples = options.sample_folder();
    const auto ours = convert(crm, daemon,
                              {.crm = runtime::read_file(samples + "/astercrm.conf"),
                               .daemon = runtime::read_file(samples + "/astercc.conf")},
                              remarks);
    (void)runtime::Config::parse(ours.crm, "the converted astercrm.conf");
    (void)runtime::Config::parse(ours.daemon, "the converted astercc.conf");
    for (const auto& remark : remarks)
        std::cout << remark << "\n";
    if (options.has("--dry-run")) return;
    const auto folder = options.required("--out");
    for (const char* name : {"/astercrm.conf", "/astercc.conf"})
        if (std::filesystem::exists(folder + name))
            throw std::runtime_error(folder + name + " is there already: move it away, or name another --out");
    std::filesystem::create_directories(folder);
    write(folder + "/astercrm.conf", ours.crm);
    write(folder + "/astercc.conf", ours.daemon);
}

}  // namespace asterccdb
