// SPDX-License-Identifier: GPL-3.0-or-later
#include "cgi/pages/setting_keys.h"

#include "common/crm/board_limits.h"

#include <algorithm>
#include <array>

namespace pages {

namespace {

using i18n::message;
using enum SettingKind;

// What the codes of a choice mean.
constexpr std::array database_kinds{SettingChoice{"mysql", message("MySQL or MariaDB")}};
constexpr std::array sound_formats{SettingChoice{"gsm", message("GSM, small")},
                                   SettingChoice{"wav", message("WAV, plays everywhere")},
                                   SettingChoice{"wav49", message("GSM within WAV, small")}};
constexpr std::array event_sources{SettingChoice{"curcdr", message("live calls, by astercc")},
                                   SettingChoice{"event", message("plain events, by eventsdaemon")}};
constexpr std::array caller_scopes{SettingChoice{"all", message("among all records")},
                                   SettingChoice{"group", message("in the agent's own group")}};
constexpr std::array first_rung{SettingChoice{"caller", message("the agent")},
                                SettingChoice{"callee", message("the customer")}};
constexpr std::array hand_profiles{SettingChoice{"none", message("none but the do-not-call list")},
                                   SettingChoice{"generic", message("generic")},
                                   SettingChoice{"US", message("United States")},
                                   SettingChoice{"UK", message("United Kingdom")},
                                   SettingChoice{"CA", message("Canada")},
                                   SettingChoice{"CN", message("China")},
                                   SettingChoice{"DE", message("Germany")}};
constexpr std::array portal_lists{SettingChoice{"customer", message("customers the agent added")},
                                  SettingChoice{"note", message("notes the agent wrote")}};

constexpr std::array database_keys{
    SettingKey{"database", "dbtype", choice, "mysql", message("Kind of database"), {}, database_kinds},
    SettingKey{"database", "dbhost", host, "127.0.0.1", message("Database server"),
               message("Its name or address, or the absolute path of its socket on this machine.")},
    SettingKey{"database", "dbport", number, "3306", message("Port"), message("Not used with a socket."), {}, 1, 65535},
    SettingKey{"database", "dbname", text, "astercc", message("Name of the database"), {}},
    SettingKey{"database", "username", text, "", message("User of the database"), {}},
    SettingKey{"database", "password", secret, "", message("Password of the database"), {}},
};

constexpr std::array asterisk_keys{
    SettingKey{"asterisk", "server", host, "127.0.0.1", message("Asterisk server"), {}},
    SettingKey{"asterisk", "port", number, "5038", message("Port of the manager interface (AMI)"), {}, {}, 1, 65535},
    SettingKey{"asterisk", "username", text, "", message("AMI user"), {}},
    SettingKey{"asterisk", "secret", secret, "", message("AMI password"), {}},
    SettingKey{
        "asterisk", "monitorpath", path, "/var/spool/asterisk/monitor/", message("Folder of the recordings"),
        message("As Asterisk knows it. To play them, this machine must see the same folder: the same machine, or "
                "mounted.")},
    SettingKey{"asterisk", "recordings_path", path, "", message("The same folder on this machine"),
               message("Where it is mounted under another path. Empty: the path is the same.")},
    SettingKey{"asterisk", "recordings_url", url, "", message("Address of the recordings"),
               message("Where a web server beside Asterisk shows the folder, when it is not mounted here.")},
    SettingKey{"asterisk", "monitorformat", choice, "wav", message("Format of the recordings"), {}, sound_formats},
};

constexpr std::array system_keys{
    SettingKey{"system",
               "timezone",
               time_zone,
               "",
               message("Time zone"),
               message("Written like Asia/Shanghai or Europe/Berlin. Empty: this machine's own."),
               {},
               0,
               0,
               TakenOver::by_daemons},
    SettingKey{"system", "eventtype", choice, "curcdr", message("How calls are noticed"),
               message("eventsdaemon notices them without call records."), event_sources, 0, 0, TakenOver::by_daemons},
    SettingKey{"system", "live_url", web_path, "/live", message("Address of the event stream"),
               message("A path on this web server, which hands it on to astercclive.")},
    SettingKey{"system", "astercc_path", path, "/opt/asterisk/scripts/astercc", message("Folder of astercc"), {}},
    SettingKey{"system", "log_enabled", flag, "0", message("Write a log file"),
               message("No: messages go to the web server's error log.")},
    SettingKey{"system", "log_file_path", path, "", message("Log file"),
               message("Its folder must be writable for the web server.")},
    SettingKey{"system", "upload_file_path", path, "/var/lib/astercc/upload", message("Folder of uploaded lists"),
               message("Must be writable for the web server and outside of what it serves.")},
    SettingKey{"system",
               "upload_max_mib",
               number,
               "256",
               message("Largest list to upload, in MiB"),
               message("The web server's own limits must allow it, too."),
               {},
               1,
               2047},
    SettingKey{"system",
               "recordings_timeout",
               number,
               "20",
               message("Seconds to fetch a recording"),
               message("From the address of the recordings."),
               {},
               1,
               50},
    SettingKey{"system", "share_path", path, "", message("Folder of templates and translations"),
               message("Empty: where the installation put it.")},
    SettingKey{"system",
               "status_check_interval",
               number,
               "2",
               message("Seconds between two questions"),
               message("Of a page that cannot receive the event stream."),
               {},
               1,
               60},
    SettingKey{"system",
               "password_memory_mib",
               number,
               "19",
               message("Memory for hashing a password, in MiB"),
               message("19 is the least; 64 is better where there is memory for it."),
               {},
               19,
               1024},
};

constexpr std::array pop_keys{
    SettingKey{"system", "pop_up_when_dial_in", flag, "1", message("Pop up when a call comes in"), {}},
    SettingKey{"system", "pop_up_when_dial_out", flag, "1", message("Pop up when a call goes out"), {}},
    SettingKey{"system",
               "phone_number_length",
               number,
               "0",
               message("Only numbers longer than"),
               message("Digits. 4 keeps colleagues with four-digit extensions out; 0: every call pops up."),
               {},
               0,
               40},
    SettingKey{"system", "trim_prefix", prefixes, "", message("Prefixes to take off"),
               message("Separated by commas, like 0,00,+86: the longest that fits is taken off before a number is "
                       "looked for.")},
    SettingKey{"system",
               "smart_match_remove",
               number,
               "1",
               message("Last digits that may differ"),
               message("When nobody has the number, similar ones are listed. 0: they are not."),
               {},
               0,
               6},
    SettingKey{"system", "detail_level", choice, "all", message("Where callers are looked for"), {}, caller_scopes},
    SettingKey{"system", "allow_same_data", flag, "0", message("Allow the same name twice"),
               message("No: a new record of a known name goes into the existing one.")},
    SettingKey{"system", "enable_contact", flag, "1", message("Ask for the contact in the pop-up"), {}},
    SettingKey{
        "system", "browser_maximize_when_pop_up", flag, "0", message("Maximise the browser"),
        message(
            "Browsers do it for the page in a window without tabs only; the tab's title and a notification tell of the "
            "call in any case.")},
};

constexpr std::array agent_keys{
    SettingKey{"system", "outcontext", context, "from-internal", message("Context for numbers outside"),
               message("Of the dialplan. A group may have its own.")},
    SettingKey{"system", "incontext", context, "from-internal", message("Context for reaching agents"),
               message("Of the dialplan. A group may have its own.")},
    SettingKey{"system", "firstring", choice, "caller", message("Who is called first"), message("With click to dial."),
               first_rung},
    SettingKey{"system", "compliance_profile", choice, "none", message("Rules for calls by hand"),
               message("The compliance profile of numbers dialed on the pages: its hours, lists and attempts hold."),
               hand_profiles},
    SettingKey{"system", "allow_dropcall", flag, "0", message("Dial by call files"),
               message("Only where Asterisk runs on this machine. No: by the manager interface.")},
    SettingKey{"system", "spool_path", path, "/var/spool/asterisk/outgoing", message("Folder of call files"),
               message("Asterisk's own; must be writable for the web server.")},
    SettingKey{"system", "phone_requests", flag, "0", message("Telephones answer and hold on request"),
               message("They obey NOTIFY with Event: talk and hold, as those of Polycom, Snom and Yealink can. The AMI "
                       "user needs the right system.")},
    SettingKey{"system", "stop_work_verify", flag, "0", message("Password to stop auto dialing"),
               message("Of an administrator or of the group's administrator.")},
    SettingKey{"system", "notify_when_spied", flag, "0", message("Tell agents who listens"),
               message("When a supervisor listens to their call, whispers or joins it.")},
    SettingKey{"system", "notify_when_forced", flag, "1", message("Tell agents what was done for them"),
               message("When a supervisor chose their status or ended their call.")},
    SettingKey{
        "system", "portal_display_type", choice, "customer", message("List on the agent's page"), {}, portal_lists},
};

constexpr std::array external_keys{
    SettingKey{"system", "enable_external_crm", flag, "0", message("Open another CRM when a call comes in"), {}},
    SettingKey{"system", "open_new_window", flag, "0", message("In a window of its own"), {}},
    SettingKey{"system", "external_crm_default_url", url, "", message("Its first page"), {}},
    SettingKey{"system", "external_crm_url", url_template, "", message("Its page for a call"),
               message("Filled in: %callerid, %calleeid, %method (dial_in or dial_out), %uniqueid and %calldate.")},
};

constexpr std::array map_keys{
    SettingKey{"google-map", "key", text, "", message("Google Maps key"),
               message("From Google, for its Maps Embed API. Without one, maps are those of OpenStreetMap.")},
    SettingKey{"map", "tile_url", tile_url, "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
               message("Map tile server"),
               message("Without a Google key: a server of OpenStreetMap tiles, with {z}, {x} and {y} in its address.")},
    SettingKey{
        "map", "search_url", service_url, "https://nominatim.openstreetmap.org/search", message("Place search server"),
        message("Without a Google key: a Nominatim server. It is told a customer's address when somebody opens the "
                "map, not before.")},
};

constexpr SettingKey board_limit(std::string_view name, std::string_view usual, i18n::Message label, i18n::Message help)
{
    return {"board", name, number, usual, label, help, {}, 0, crm::highest_board_limit};
}

constexpr std::array board_keys{
    board_limit("waiting_amber", "2", message("Callers waiting: amber above"), message("Callers.")),
    board_limit("waiting_red", "5", message("Callers waiting: red above"), message("Callers.")),
    board_limit("wait_amber", "20", message("Longest wait: amber above"), message("Seconds.")),
    board_limit("wait_red", "60", message("Longest wait: red above"), message("Seconds.")),
    board_limit("service_level_amber", "90", message("Service level: amber below"), message("Percent.")),
    board_limit("service_level_red", "80", message("Service level: red below"), message("Percent.")),
    board_limit("abandoned_amber", "5", message("Abandoned calls: amber above"),
                message("Percent of the calls of today.")),
    board_limit("abandoned_red", "10", message("Abandoned calls: red above"),
                message("Percent of the calls of today.")),
    board_limit("ready_amber", "2", message("Agents ready: amber below"), message("Agents.")),
    board_limit("ready_red", "1", message("Agents ready: red below"), message("Agents.")),
    board_limit("ringing_amber", "15", message("Ringing: amber above"), message("Seconds.")),
    board_limit("ringing_red", "30", message("Ringing: red above"), message("Seconds.")),
    board_limit("talking_amber", "600", message("Talking: amber above"), message("Seconds.")),
    board_limit("talking_red", "1200", message("Talking: red above"), message("Seconds.")),
    board_limit("hold_amber", "60", message("On hold: amber above"), message("Seconds.")),
    board_limit("hold_red", "180", message("On hold: red above"), message("Seconds.")),
    board_limit("wrapup_amber", "60", message("Wrap-up: amber above"), message("Seconds.")),
    board_limit("wrapup_red", "180", message("Wrap-up: red above"), message("Seconds.")),
    board_limit("paused_amber", "600", message("Pause: amber above"),
                message("Seconds, for reasons without a limit of their own.")),
    board_limit("paused_red", "1200", message("Pause: red above"),
                message("Seconds, for reasons without a limit of their own.")),
};

constexpr std::array licence_keys{
    SettingKey{"licence", "licenceto", text, "", message("Organisation"), message("Shown at the top of every page.")},
    SettingKey{
        "licence",
        "channel",
        number,
        "0",
        message("Channels"),
        message("How many calls may be placed from here at once, by clicks and campaigns together. 0: any number."),
        {},
        0,
        100000,
        TakenOver::by_daemons},
};

constexpr std::array database_checks{
    SettingCheck{"database", message("Check the database"),
                 "database.dbhost,database.dbport,database.dbname,database.username,database.password"},
};

constexpr std::array asterisk_checks{
    SettingCheck{"asterisk", message("Check Asterisk"),
                 "asterisk.server,asterisk.port,asterisk.username,asterisk.secret"},
    SettingCheck{"recordings", message("Check the folder of the recordings"), "asterisk.monitorpath"},
};

constexpr std::array system_checks{
    SettingCheck{"events", message("Check the source of the calls"),
                 "system.eventtype,database.dbhost,database.dbport,database.dbname,database.username,"
                 "database.password"},
    SettingCheck{"upload", message("Check the upload folder"), "system.upload_file_path"},
};

constexpr std::array external_checks{
    SettingCheck{"external", message("Check the address"), "system.external_crm_url"},
};

constexpr i18n::Message for_pages_only =
    message("Of the web pages. The daemons have theirs in astercc.conf on the machine they run on.");

const std::array blocks{
    SettingBlock{"database", message("Database"), for_pages_only, database_keys, database_checks},
    SettingBlock{"asterisk", message("Asterisk"), for_pages_only, asterisk_keys, asterisk_checks},
    SettingBlock{"system", message("System"), {}, system_keys, system_checks},
    SettingBlock{"pop", message("Pop-up"), {}, pop_keys, {}},
    SettingBlock{"agents", message("Agents and dialing"), {}, agent_keys, {}},
    SettingBlock{"external", message("Another CRM"), {}, external_keys, external_checks},
    SettingBlock{"board",
                 message("System status and wallboard"),
                 message("From when on a figure is shown in amber, and from when on in red."),
                 board_keys,
                 {}},
    SettingBlock{"map", message("Map"), {}, map_keys, {}},
    SettingBlock{"licence",
                 message("Licence"),
                 message("asterCC is free software: there is no key, and no function depends on this."),
                 licence_keys,
                 {}},
};

}  // namespace

std::span<const SettingBlock> setting_blocks()
{
    return blocks;
}

const SettingKey* find_setting_key(std::string_view name)
{
    for (const auto& block : blocks) {
        const auto found =
            std::find_if(block.keys.begin(), block.keys.end(), [&](const auto& key) { return key.name() == name; });
        if (found != block.keys.end()) return &*found;
    }
    return nullptr;
}

const SettingCheck* find_setting_check(std::string_view id)
{
    for (const auto& block : blocks) {
        const auto found =
            std::find_if(block.checks.begin(), block.checks.end(), [&](const auto& check) { return check.id == id; });
        if (found != block.checks.end()) return &*found;
    }
    return nullptr;
}

}  // namespace pages
