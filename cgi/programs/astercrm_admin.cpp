// SPDX-License-Identifier: GPL-3.0-or-later
// astercrm-admin: accounts from the command line, for the installer and for the day nobody can log in.
// Passwords come from standard input (a line), so that they appear in no process list.
#include "cgi/web/secrets.h"
#include "cgi/web/settings.h"
#include "common/crm/password_policy.h"
#include "common/db/account_gateway.h"
#include "common/db/session_gateway.h"
#include "common/runtime/config.h"

#include <sysexits.h>

#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr const char* usage =
    "astercrm-admin -c FILE [--demo] COMMAND USER\n"
    "  set-password USER   gives the account a new password and ends its sessions\n"
    "  create-admin USER   creates an administrator, who must choose another password at the first sign-in\n"
    "The password is read from standard input: one line.\n"
    "  -c FILE   the configuration of the web programs (default /etc/astercc/astercrm.conf)\n"
    "  --demo    takes weak passwords too, and lets them be kept: for demonstrations only\n";

// What the caller did wrong, in a sentence.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Options {
    std::string config = "/etc/astercc/astercrm.conf";
    bool demo = false;
    bool help = false;
    std::string command;
    std::string user;
};

Options parse(const std::vector<std::string_view>& arguments)
{
    Options options;
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "-h" || arguments[i] == "--help") {
            options.help = true;
        } else if (arguments[i] == "--demo") {
            options.demo = true;
        } else if (arguments[i] == "-c") {
            if (++i == arguments.size()) throw UsageError("-c needs a file");
            options.config = arguments[i];
        } else {
            words.push_back(arguments[i]);
        }
    }
    if (options.help) return options;
    if (words.size() != 2) throw UsageError("a command and a user are needed");
    options.command = words[0];
    options.user = words[1];
    return options;
}

std::string_view sentence(crm::PasswordFlaw flaw)
{
    switch (flaw) {
        case crm::PasswordFlaw::too_short:
            return "the password is too short: 8 characters at least, 15 are better";
        case crm::PasswordFlaw::too_long:
            return "the password is longer than 256 bytes";
        case crm::PasswordFlaw::too_common:
            return "the password is among the first everybody tries";
        case crm::PasswordFlaw::has_user_name:
            return "the password contains the user's name";
    }
    return "";
}

std::string read_password(const Options& options)
{
    std::string password;
    std::getline(std::cin, password);
    if (password.empty()) throw UsageError("no password on standard input");
    if (const auto flaw = crm::password_flaw(password, options.user); flaw && !options.demo) {
        throw UsageError(std::string(sentence(*flaw)));
    }
    return password;
}

int set_password(const Options& options, db::LazyConnection& db, const web::PasswordHasher& hasher)
{
    db::AccountGateway accounts{db};
    const auto found = accounts.find(options.user);
    if (!found) throw UsageError("there is no account named '" + options.user + "'");
    accounts.set_password(found->account.id, hasher.hash(read_password(options)));
    db::SessionGateway{db}.remove_all_of(found->account.id);
    std::cout << "The password of " << options.user << " is set; its sessions have ended.\n";
    return EXIT_SUCCESS;
}

int create_admin(const Options& options, db::LazyConnection& db, const web::PasswordHasher& hasher)
{
    if (options.user.size() > 30) throw UsageError("a user's name has 30 characters at most");
    db::AccountGateway accounts{db};
    const auto hash = hasher.hash(read_password(options));
    const auto created = accounts.create(
        {.username = options.user, .password_hash = hash, .extension = "", .type = crm::UserType::admin});
    if (!created) throw UsageError(created.error().what);
    if (options.demo) accounts.set_password(created.value(), hash);
    std::cout << "The administrator " << options.user << " is created.\n";
    return EXIT_SUCCESS;
}

int run(const Options& options)
{
    const auto settings = web::Settings::from(runtime::Config::load(options.config));
    db::LazyConnection db{settings.database};
    const web::PasswordHasher hasher{{.memory_mib = settings.password_memory_mib}};
    if (options.command == "set-password") return set_password(options, db, hasher);
    if (options.command == "create-admin") return create_admin(options, db, hasher);
    throw UsageError("there is no command '" + options.command + "'");
}

int complain(const std::exception& e, int status)
{
    std::cerr << "astercrm-admin: " << e.what() << "\n";
    return status;
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        const auto options = parse({argv + 1, argv + argc});
        if (options.help) {
            std::cout << usage;
            return EXIT_SUCCESS;
        }
        return run(options);
    } catch (const UsageError& e) {
        const int status = complain(e, EX_USAGE);
        std::cerr << "Try astercrm-admin --help.\n";
        return status;
    } catch (const runtime::ConfigError& e) {
        return complain(e, EX_CONFIG);
    } catch (const db::DbUnavailable& e) {
        return complain(e, EX_UNAVAILABLE);
    } catch (const std::exception& e) {
        return complain(e, EX_SOFTWARE);
    }
}
