// SPDX-License-Identifier: GPL-3.0-or-later
// astercrm.conf as typed values, read once at start. runtime::ConfigError names the key that does not fit.
#pragma once

#include "cgi/web/asterisk_server.h"
#include "common/crm/board_limits.h"
#include "common/crm/permission.h"
#include "common/crm/phone_number.h"
#include "common/db/connection.h"
#include "common/recordings/monitor_folder.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace web {

enum class PortalList { customers, notes };

// Where maps come from: Google with a key, else tiles and places of OpenStreetMap.
struct MapSettings {
    std::string google_key;
    std::string tile_url = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
    std::string search_url = "https://nominatim.openstreetmap.org/search";
};

// Another CRM whose page a call opens instead of ours.
struct ExternalCrm {
    bool is_enabled = false;
    bool in_new_window = false;
    std::string default_url;  // before the first call; empty: none
    std::string url;          // crm::fill_url
};

// A picture of a piece of the map: {z}, {x} and {y} in an address whose host is known, but for a {s}.
[[nodiscard]] bool is_tile_url(std::string_view url);

struct Settings {
    std::string config_path;       // where all this was read
    std::int64_t config_time = 0;  // when the file that was loaded was last written, in ns
    std::string organisation;      // [licence] licenceto
    unsigned channels = 0;         // [licence] channel: calls originated at once; 0: any number
    db::DbConfig database;
    std::string share_path;
    std::string log_file;  // empty: standard error, which Apache writes to its log
    std::string time_zone;
    std::string upload_path;           // files to be imported: those sent, and those somebody put there
    std::uint64_t largest_upload = 0;  // bytes
    std::string import_program;        // absolute path
    std::string live_url;
    std::chrono::seconds poll_interval{2};  // of a page that cannot stream
    std::size_t password_memory_mib = 19;

    crm::NumberRules numbers;
    crm::DetailLevel detail_level = crm::DetailLevel::all;
    bool pop_up_when_dial_in = true;
    bool pop_up_when_dial_out = true;
    long phone_number_length = 0;  // calls pop up only when the number is longer than this
    bool allow_same_data = false;
    bool enable_contact = true;
    PortalList portal_list = PortalList::customers;

    bool maximize_on_pop = false;
    ExternalCrm external_crm;

    std::vector<AsteriskServer> asterisk_servers;
    bool phones_take_requests = false;  // NOTIFY with Event: talk and hold
    std::string incontext;
    std::string outcontext;
    bool callee_rings_first = false;  // click to dial
    std::string hand_profile;         // compliance profile of calls by hand; "none"
    bool stop_work_verify = false;    // a supervisor's password ends the work on the dial list
    std::string call_file_folder;     // empty: calls are made by AMI
    bool notify_when_spied = false;   // agents are told of a supervisor who listens
    bool notify_when_forced = true;   // and of a status that was chosen for them, or a call that was ended

    crm::BoardLimits board_limits = crm::usual_board_limits;

    MapSettings map;

    std::vector<recordings::MonitorFolder> monitor_folders;
    std::chrono::seconds recordings_timeout{20};  // for a recording that comes over the network

    [[nodiscard]] static Settings from(const runtime::Config& config);
    // The file named by the environment's ASTERCRM_CONF, else /etc/astercc/astercrm.conf.
    [[nodiscard]] static Settings load();
    // The file that was loaded is another one by now, and fits.
    [[nodiscard]] bool is_outdated() const;
};

}  // namespace web
