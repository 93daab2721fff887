// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/setting_checks.h"

#include "common/ami/session.h"
#include "common/runtime/asio.h"
#include "common/runtime/replace_file.h"

#include <array>
#include <system_error>
#include <utility>

namespace web {

namespace {

constexpr std::chrono::seconds most_patience{5};

Finding good(std::string what, std::string detail)
{
    return {true, std::move(what), std::move(detail)};
}

Finding bad(std::string what, std::string detail)
{
    return {false, std::move(what), std::move(detail)};
}

const char* section_of(const db::DbError& e)
{
    switch (e.code()) {
        case 0:
            return "OTHER_SCHEMA";
        case 1044:
        case 1045:
        case 1698:
            return "DB_REFUSED";
        case 1049:
            return "NO_DATABASE";
        case 1146:
            return "NO_SCHEMA";
        default:
            return "DB_TROUBLE";
    }
}

struct Place {
    std::string host;
    std::string port;
};

// Of an address that is http:// or https://.
Place place_of(const std::string& url)
{
    const auto scheme = url.find("://");
    const bool https = url.starts_with("https");
    auto host = url.substr(scheme + 3);
    host.resize(std::min(host.find_first_of("/?#"), host.size()));
    if (const auto at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
    const auto colon = host.rfind(':');
    const bool has_port = colon != std::string::npos && host.find(']', colon) == std::string::npos;
    Place place{has_port ? host.substr(0, colon) : host, has_port ? host.substr(colon + 1) : https ? "443" : "80"};
    if (place.host.starts_with('[')) place.host = place.host.substr(1, place.host.size() - 2);
    return place;
}

std::string filled_in(std::string url)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> examples{
        {{"%callerid", "02188776655"}, {"%calleeid", "8001"}, {"%method", "dial_in"}}};
    for (const auto& [variable, value] : examples) {
        for (auto at = url.find(variable); at != std::string::npos; at = url.find(variable, at + value.size()))
            url.replace(at, variable.size(), value);
    }
    return url;
}

// "" when something listens there, else why not.
std::string why_unreachable(const Place& place)
{
    namespace asio = boost::asio;
    asio::io_context io{1};
    asio::ip::tcp::resolver resolver{io};
    asio::ip::tcp::socket socket{io};
    std::string trouble = "no answer";
    resolver.async_resolve(place.host, place.port, [&](const auto& no_name, const auto& addresses) {
        if (no_name) {
            trouble = no_name.message();
            return;
        }
        asio::async_connect(socket, addresses, [&](const auto& no_connection, const auto&) {
            trouble = no_connection ? no_connection.message() : "";
        });
    });
    io.run_for(most_patience);
    return trouble;
}

}  // namespace

Finding check_database(const db::DbConfig& config)
{
    try {
        const db::Connection connection{config};
        return good("DB_GOOD", connection.where());
    } catch (const db::DbUnavailable& e) {
        return bad("DB_UNREACHABLE", e.what());
    } catch (const db::DbError& e) {
        return bad(section_of(e), e.what());
    }
}

Finding check_asterisk(const AsteriskAccess& access)
{
    boost::asio::io_context io{1};
    Finding finding = bad("AMI_BAD", "no answer");
    ami::SessionConfig config;
    config.host = access.host;
    config.port = access.port;
    config.username = access.username;
    config.secret = access.secret;
    config.events = "off";
    std::unique_ptr<ami::Session> session;
    const auto end = [&](Finding found) {
        if (!finding.is_good) finding = std::move(found);
        session->stop();
    };
    session = std::make_unique<ami::Session>(
        io, std::move(config),
        ami::SessionCallbacks{[](const ami::Message&) {},
                              [&](const std::string& banner) { end(good("AMI_GOOD", banner)); },
                              [&](const std::string& why) { end(bad("AMI_BAD", why)); }});
    session->start();
    io.run_for(most_patience);
    return finding;
}

Finding check_folder(const std::string& path)
{
    try {
        runtime::try_folder(path);
        return good("FOLDER_GOOD", path);
    } catch (const std::system_error& e) {
        return bad("FOLDER_BAD", path + ": " + e.code().message());
    }
}

Finding check_external_crm(const std::string& url_template)
{
    const auto url = filled_in(url_template);
    const auto trouble = why_unreachable(place_of(url));
    return trouble.empty() ? good("CRM_GOOD", url) : bad("CRM_BAD", url + " (" + trouble + ")");
}

}  // namespace web
