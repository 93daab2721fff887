// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/web/setting_checks.h"

#include "cgi/web/view.h"
#include "common/ami/session.h"
#include "common/crm/url_template.h"
#include "common/db/event_source_gateway.h"
#include "common/runtime/asio.h"
#include "common/runtime/folder_access.h"

#include <array>
#include <functional>
#include <memory>
#include <system_error>
#include <utility>

namespace web {

namespace {

constexpr std::chrono::seconds most_patience{5};
// A telephone system is seldom silent for longer; at night it may be.
constexpr std::chrono::minutes oldest_event{10};

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

Finding with_database(const db::DbConfig& config, const std::function<Finding(db::Connection&)>& ask)
{
    try {
        db::Connection connection{config};
        return ask(connection);
    } catch (const db::DbUnavailable& e) {
        return bad("DB_UNREACHABLE", e.what());
    } catch (const db::DbError& e) {
        return bad(section_of(e), e.what());
    }
}

Finding tried(void (*attempt)(const std::string&), const std::string& path, const char* if_good, const char* if_bad)
{
    try {
        attempt(path);
        return good(if_good, path);
    } catch (const std::system_error& e) {
        return bad(if_bad, path + ": " + e.code().message());
    }
}

}  // namespace

Finding check_database(const db::DbConfig& config)
{
    return with_database(config, [](db::Connection& db) { return good("DB_GOOD", db.where()); });
}

Finding check_event_source(const db::DbConfig& config, bool by_events)
{
    return with_database(config, [&](db::Connection& db) {
        db::EventSourceGateway source{db};
        if (!by_events)
            return source.mirrored_servers() > 0 ? good("MIRROR_GOOD", db.where()) : bad("MIRROR_BAD", db.where());
        const auto age = source.age_of_newest_event();
        if (!age) return bad("EVENTS_NONE", db.where());
        return Finding{*age <= oldest_event, *age <= oldest_event ? "EVENTS_GOOD" : "EVENTS_OLD",
                       std::to_string(age->count()) + " s"};
    });
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

Finding check_recordings(const std::string& folder)
{
    return tried(runtime::try_reading_folder, folder, "RECORDINGS_GOOD", "RECORDINGS_BAD");
}

Finding check_upload_folder(const std::string& folder)
{
    return tried(runtime::try_writing_to_folder, folder, "FOLDER_GOOD", "FOLDER_BAD");
}

Finding check_external_crm(const std::string& url_template)
{
    const auto url = crm::fill_url(url_template, {.callerid = "02188776655",
                                                  .calleeid = "8001",
                                                  .method = "dial_in",
                                                  .uniqueid = "1795000000.42",
                                                  .calldate = "2026-11-23 18:15:30"});
    const auto trouble = why_unreachable(place_of(url));
    return trouble.empty() ? good("CRM_GOOD", url) : bad("CRM_BAD", url + " (" + trouble + ")");
}

Finding check_start(const Settings& settings)
{
    auto finding = check_database(settings.database);
    if (finding.is_good && !settings.log_file.empty())
        finding = tried(runtime::try_appending_to_file, settings.log_file, "", "LOG_BAD");
    if (!finding.is_good) return finding;
    try {
        const View view{settings.share_path};
        return finding;
    } catch (const std::exception& e) {
        return bad("SHARE_BAD", e.what());
    }
}

}  // namespace web
