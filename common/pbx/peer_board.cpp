// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/pbx/peer_board.h"

#include "common/pbx/event_values.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pbx {

namespace {

constexpr std::array<std::pair<PeerStatus, std::string_view>, 5> words{{{PeerStatus::unknown, "unknown"},
                                                                        {PeerStatus::unregistered, "unregistered"},
                                                                        {PeerStatus::unreachable, "unreachable"},
                                                                        {PeerStatus::registered, "registered"},
                                                                        {PeerStatus::reachable, "reachable"}}};

constexpr std::array wanted_events{std::string_view{"PeerStatus"},        std::string_view{"ContactStatus"},
                                   std::string_view{"DeviceStateChange"}, std::string_view{"EndpointList"},
                                   std::string_view{"ContactList"},       std::string_view{"PeerEntry"}};

constexpr std::string_view pjsip = "PJSIP/";

bool is_online(PeerStatus status)
{
    return status == PeerStatus::registered || status == PeerStatus::reachable;
}

// Round trips of PJSIP are told in microseconds.
std::optional<int> milliseconds(std::string_view microseconds)
{
    const auto value = leading_number(microseconds);
    if (!value || *value <= 0) return std::nullopt;
    return (*value + 500) / 1000;
}

// "sip:8001@192.0.2.7:5062;transport=TCP" -> "192.0.2.7:5062"
std::string address_of(std::string_view uri)
{
    if (const auto at = uri.find('@'); at != std::string_view::npos)
        uri.remove_prefix(at + 1);
    else if (const auto colon = uri.find(':'); colon != std::string_view::npos)
        uri.remove_prefix(colon + 1);
    return std::string{uri.substr(0, uri.find_first_of(";>?"))};
}

// Of ContactList and of ContactStatus; nothing for what is no state ("Updated", "Removed").
std::optional<PeerStatus> contact_status(std::string_view word)
{
    if (word == "Reachable" || word == "Avail") return PeerStatus::reachable;
    if (word == "NonQualified" || word == "Created") return PeerStatus::registered;
    if (word == "Unreachable" || word == "Unavail") return PeerStatus::unreachable;
    if (word == "Unknown") return PeerStatus::unknown;
    return std::nullopt;
}

// chan_sip and chan_iax2 in a list: "OK (12 ms)", "LAGGED (2100 ms)", "UNREACHABLE", "UNKNOWN", "Unmonitored".
PeerStatus listed_status(std::string_view word, bool has_address)
{
    if (word.starts_with("OK") || word.starts_with("LAGGED")) return PeerStatus::reachable;
    if (word.starts_with("UNREACHABLE")) return PeerStatus::unreachable;
    if (!has_address) return PeerStatus::unregistered;
    return word.starts_with("Unmonitored") ? PeerStatus::registered : PeerStatus::unknown;
}

// The words of PeerStatus; "Rejected" is somebody else's failure to register.
std::optional<PeerStatus> told_status(std::string_view word)
{
    if (word == "Reachable" || word == "Lagged") return PeerStatus::reachable;
    if (word == "Unreachable") return PeerStatus::unreachable;
    if (word == "Registered") return PeerStatus::registered;
    if (word == "Unregistered") return PeerStatus::unregistered;
    return std::nullopt;
}

// "IAX" in lists, "IAX2" in the names of channels.
std::string peer_name(std::string_view technology, std::string_view name)
{
    return std::string{technology == "IAX" ? "IAX2" : technology}.append("/").append(name);
}

bool is_telephone(std::string_view device)
{
    return device.starts_with(pjsip) || device.starts_with("SIP/") || device.starts_with("IAX2/");
}

}  // namespace

std::string_view to_string(PeerStatus status)
{
    return std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.first == status; })->second;
}

std::optional<PeerStatus> parse_peer_status(std::string_view word)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.second == word; });
    if (found == words.end()) return std::nullopt;
    return found->first;
}

bool PeerBoard::is_wanted(std::string_view event)
{
    return std::find(wanted_events.begin(), wanted_events.end(), event) != wanted_events.end();
}

void PeerBoard::restore(const std::vector<PeerRow>& rows)
{
    for (const auto& row : rows)
        rows_.insert_or_assign(row.peer, row);
}

bool PeerBoard::apply(const ami::Message& event, TimePoint now)
{
    const auto name = event.event();
    if (name == "PeerStatus") return on_peer_status(event, now);
    if (name == "ContactStatus") return on_contact_status(event, now);
    if (name == "DeviceStateChange") return on_device_state(event, now);
    return false;
}

bool PeerBoard::on_peer_status(const ami::Message& event, TimePoint now)
{
    const std::string peer{event.find("Peer")};
    const auto status = told_status(event.find("PeerStatus"));
    if (!status || !is_telephone(peer)) return false;
    // PJSIP says Reachable of whoever has a contact, asked or not: its contacts tell more.
    if (peer.starts_with(pjsip)) return is_there(peer, is_online(*status), now);
    Sight sight{*status, std::string{known(event, {"Address"})}, leading_number(event.find("Time"))};
    if (const auto found = rows_.find(peer); found != rows_.end()) {
        // A telephone that is asked registers again every few minutes, and is as reachable as before.
        if (*status == PeerStatus::registered && is_online(found->second.status)) sight.status = found->second.status;
        if (sight.address.empty() && *status != PeerStatus::unregistered) sight.address = found->second.address;
    }
    return see(peer, sight, now);
}

bool PeerBoard::on_contact_status(const ami::Message& event, TimePoint now)
{
    const auto name = known(event, {"EndpointName", "AOR"});
    const auto uri = event.find("URI");
    if (name.empty() || uri.empty()) return false;
    const auto peer = peer_name("PJSIP", name);
    auto& contacts = contacts_[peer];
    if (const auto word = event.find("ContactStatus"); word == "Removed") {
        contacts.erase(std::string{uri});
    } else if (const auto status = contact_status(word)) {
        contacts[std::string{uri}] = {*status, milliseconds(event.find("RoundtripUsec"))};
    }
    return see(peer, best_of(contacts), now);
}

bool PeerBoard::on_device_state(const ami::Message& event, TimePoint now)
{
    const std::string peer{event.find("Device")};
    const auto state = event.find("State");
    if (!is_telephone(peer) || state == "INVALID" || state == "UNKNOWN") return false;
    return is_there(peer, state != "UNAVAILABLE", now);
}

// Says less than any other source: a finer word for the same stays.
bool PeerBoard::is_there(const std::string& peer, bool is_there, TimePoint now)
{
    const auto found = rows_.find(peer);
    if (found == rows_.end())
        return see(peer, {is_there ? PeerStatus::reachable : PeerStatus::unreachable, {}, {}}, now);
    const auto& row = found->second;
    if (is_online(row.status) == is_there && row.status != PeerStatus::unknown) return false;
    const auto contacts = contacts_.find(peer);
    if (contacts != contacts_.end() && !contacts->second.empty()) {
        const auto best = best_of(contacts->second);
        if (is_online(best.status) == is_there) return see(peer, best, now);
    }
    return see(peer, {is_there ? PeerStatus::reachable : PeerStatus::unreachable, row.address, {}}, now);
}

void PeerBoard::begin_list(PeerList list)
{
    switch (list) {
        case PeerList::pjsip_endpoints:
            listed_contacts_.clear();
            return;
        case PeerList::pjsip_contacts:
            return;
        case PeerList::sip:
        case PeerList::iax:
            listed_.clear();
            return;
        case PeerList::devices:
            listed_devices_.clear();
            return;
    }
}

void PeerBoard::listed(PeerList list, const ami::Message& item)
{
    const auto name = item.find("ObjectName");
    switch (list) {
        case PeerList::pjsip_endpoints:
            if (item.event() == "EndpointList" && !name.empty()) listed_contacts_[peer_name("PJSIP", name)];
            return;
        case PeerList::pjsip_contacts:
            if (item.event() == "ContactList") list_contact(item);
            return;
        case PeerList::sip:
        case PeerList::iax: {
            if (item.event() != "PeerEntry" || name.empty()) return;
            const auto ip = known(item, {"IPaddress", "IPAddress"});
            const auto port = known(item, {"IPport", "IPPort"});
            const auto word = item.find("Status");
            const auto milli = word.find('(');
            listed_[peer_name(item.find("Channeltype"), name)] = {
                listed_status(word, !ip.empty()),
                ip.empty() || port.empty() || port == "0" ? std::string{ip} : std::string{ip}.append(":").append(port),
                milli == std::string_view::npos ? std::nullopt : leading_number(word.substr(milli + 1))};
            return;
        }
        case PeerList::devices:
            if (const auto device = item.find("Device"); is_telephone(device)) {
                const auto state = item.find("State");
                if (state != "INVALID" && state != "UNKNOWN")
                    listed_devices_[std::string{device}] = state != "UNAVAILABLE";
            }
            return;
    }
}

// A static contact names no endpoint: by convention its address of record ("8001;@hash", "trunk@@hash") is called
// alike.
void PeerBoard::list_contact(const ami::Message& item)
{
    auto endpoint = known(item, {"Endpoint"});
    if (endpoint.empty()) {
        const auto name = item.find("ObjectName");
        endpoint = name.substr(0, name.find_first_of(";@"));
    }
    const auto found = listed_contacts_.find(peer_name("PJSIP", endpoint));
    if (found == listed_contacts_.end()) return;
    found->second[std::string{item.find("Uri")}] = {contact_status(item.find("Status")).value_or(PeerStatus::unknown),
                                                    milliseconds(item.find("RoundtripUsec"))};
}

bool PeerBoard::end_list(PeerList list, TimePoint now)
{
    switch (list) {
        case PeerList::pjsip_endpoints:
            return false;
        case PeerList::pjsip_contacts: {
            contacts_ = std::exchange(listed_contacts_, {});
            Sights seen;
            for (const auto& [peer, contacts] : contacts_)
                seen.emplace(peer, best_of(contacts));
            return settle(pjsip, seen, now);
        }
        case PeerList::sip:
            return settle("SIP/", listed_, now);
        case PeerList::iax:
            return settle("IAX2/", listed_, now);
        case PeerList::devices: {
            bool is_changed = false;
            for (const auto& [peer, state] : listed_devices_)
                is_changed = is_there(peer, state, now) || is_changed;
            return is_changed;
        }
    }
    return false;
}

bool PeerBoard::settle(std::string_view technology, const Sights& seen, TimePoint now)
{
    bool is_changed = std::erase_if(rows_, [&](const auto& row) {
                          return row.first.starts_with(technology) && !seen.contains(row.first);
                      }) > 0;
    for (const auto& [peer, sight] : seen)
        is_changed = see(peer, sight, now) || is_changed;
    return is_changed;
}

bool PeerBoard::see(const std::string& peer, const Sight& sight, TimePoint now)
{
    auto [found, is_new] = rows_.try_emplace(peer);
    auto& row = found->second;
    const auto before = row;
    if (is_new || row.status != sight.status) row.since = std::chrono::floor<std::chrono::seconds>(now);
    row.peer = peer;
    row.status = sight.status;
    row.address = sight.address;
    row.response_ms = sight.response_ms;
    return is_new || before != row;
}

PeerBoard::Sight PeerBoard::best_of(const Contacts& contacts)
{
    Sight best{PeerStatus::unregistered, {}, {}};
    for (const auto& [uri, contact] : contacts)
        if (best.address.empty() || contact.status > best.status)
            best = {contact.status, address_of(uri), contact.response_ms};
    return best;
}

std::vector<PeerRow> PeerBoard::rows() const
{
    std::vector<PeerRow> rows;
    rows.reserve(rows_.size());
    for (const auto& [peer, row] : rows_)
        rows.push_back(row);
    return rows;
}

}  // namespace pbx
