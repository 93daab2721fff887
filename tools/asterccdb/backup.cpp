// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/asterccdb/backup.h"

#include "common/runtime/child_setup.h"
#include "common/runtime/file_descriptor.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <stdexcept>
#include <vector>

extern char** environ;

namespace asterccdb {

namespace {

constexpr const char* last_words = "-- Dump completed";

std::string dump_program()
{
    for (const char* path : {"/usr/bin/mariadb-dump", "/usr/bin/mysqldump", "/usr/local/bin/mysqldump"})
        if (access(path, X_OK) == 0) return path;
    throw std::runtime_error("a backup takes mariadb-dump or mysqldump (Debian: mariadb-client); or say --no-backup");
}

runtime::FileDescriptor create(const std::string& path)
{
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) throw std::runtime_error("the backup " + path + " cannot be written: " + std::strerror(errno));
    return runtime::FileDescriptor{file};
}

std::string in_quotes(const std::string& value)
{
    std::string quoted{'"'};
    for (const char c : value)
        (quoted += c == '"' || c == '\\' ? "\\" : "") += c;
    return quoted + '"';
}

// How the dump program reaches the database: in a file, for its arguments are everybody's to see. Gone with this
// object.
class ClientOptions {
public:
    ClientOptions(const db::DbConfig& database, const std::string& path) : path_(path)
    {
        const auto file = create(path_);
        const bool is_socket = database.host.starts_with('/');
        const std::string text =
            "[client]\nuser=" + in_quotes(database.user) + "\npassword=" + in_quotes(database.password) +
            (is_socket
                 ? "\nsocket=" + in_quotes(database.host)
                 : "\nprotocol=tcp\nhost=" + in_quotes(database.host) + "\nport=" + std::to_string(database.port)) +
            "\n";
        if (!runtime::write_all(file, text)) throw std::runtime_error(path_ + ": " + std::strerror(errno));
    }
    ~ClientOptions() { unlink(path_.c_str()); }
    ClientOptions(const ClientOptions&) = delete;
    ClientOptions& operator=(const ClientOptions&) = delete;

private:
    std::string path_;
};

void run(std::vector<std::string> arguments, int output)
{
    std::vector<char*> argv;
    for (auto& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    pid_t pid = -1;
    const int error = posix_spawn(&pid, argv.front(), &files, runtime::ChildAttributes{}.get(), argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (error != 0) throw std::runtime_error("cannot run " + arguments.front() + ": " + std::strerror(error));
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (status != 0) throw std::runtime_error(arguments.front() + " failed: nothing was changed");
}

bool is_complete(int file)
{
    constexpr off_t tail = 200;
    std::array<char, tail> text{};
    const auto size = lseek(file, 0, SEEK_END);
    const auto got = pread(file, text.data(), text.size(), size > tail ? size - tail : 0);
    return got > 0 &&
           std::string_view{text.data(), static_cast<std::size_t>(got)}.find(last_words) != std::string_view::npos;
}

std::string time_stamp()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 20> text{};
    std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts);
    return text.data();
}

}  // namespace

std::string back_up(const db::DbConfig& database, const std::string& folder)
{
    const auto program = dump_program();
    if (std::filesystem::create_directories(folder)) chmod(folder.c_str(), S_IRWXU);
    const std::string path =
        folder + "/" + database.name + "-" + time_stamp() + "-" + std::to_string(getpid()) + ".sql";
    const auto file = create(path);
    const ClientOptions client{database, path + ".cnf"};
    run({program, "--defaults-extra-file=" + path + ".cnf", "--single-transaction", "--routines", "--triggers",
         "--quick", "--default-character-set=utf8mb4", database.name},
        file.get());
    if (!is_complete(file.get()) || fsync(file.get()) != 0)
        throw std::runtime_error("the backup " + path + " is not complete: nothing was changed");
    return path;
}

}  // namespace asterccdb
