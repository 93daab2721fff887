// SPDX-License-Identifier: GPL-3.0-or-later
// The telephones and lines of one Asterisk server and whether they can be reached. Pure: messages in, rows out.
//
// Polls know most (PJSIPShowEndpoints with PJSIPShowContacts, SIPpeers, IAXpeerlist), events say it at once
// (PeerStatus, ContactStatus, DeviceStateChange), and DeviceStateList is what is left for a manager user without the
// rights for the first: it tells no more than whether somebody is there.
//
//   reachable     answers Asterisk's qualify                 registered    is registered; nobody asks whether it
//   answers unreachable   does not answer, or its device is away     unregistered  has told no address unknown Asterisk
//   itself does not know
#pragma once

#include "common/ami/message.h"
#include "common/runtime/time.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pbx {

using runtime::TimePoint;

enum class PeerStatus { unknown, unregistered, unreachable, registered, reachable };  // from bad to good
[[nodiscard]] std::string_view to_string(PeerStatus status);
[[nodiscard]] std::optional<PeerStatus> parse_peer_status(std::string_view word);

struct PeerRow {
    std::string peer;  // "PJSIP/8001"
    PeerStatus status = PeerStatus::unknown;
    TimePoint since{};  // whole seconds
    std::string address;
    std::optional<int> response_ms;

    bool operator==(const PeerRow&) const = default;
};

[[nodiscard]] inline const std::string& key_of(const PeerRow& row)
{
    return row.peer;
}

enum class PeerList { pjsip_endpoints, pjsip_contacts, sip, iax, devices };

class PeerBoard {
public:
    // Events and list items this class reads.
    [[nodiscard]] static bool is_wanted(std::string_view event);

    // What the table held: since when, and the address that an event told.
    void restore(const std::vector<PeerRow>& rows);

    // A live event; false when it changed nothing.
    bool apply(const ami::Message& event, TimePoint now);

    void begin_list(PeerList list);
    void listed(PeerList list, const ami::Message& item);
    // The list is whole: true when it changed something. Peers it does not name go, but for PeerList::devices, which
    // never names all. The contacts must come after the endpoints.
    bool end_list(PeerList list, TimePoint now);

    [[nodiscard]] std::vector<PeerRow> rows() const;  // sorted by peer

private:
    struct Sight {
        PeerStatus status = PeerStatus::unknown;
        std::string address;
        std::optional<int> response_ms;
    };
    struct Contact {
        PeerStatus status = PeerStatus::unknown;
        std::optional<int> response_ms;
    };
    using Contacts = std::map<std::string, Contact>;  // by URI
    using Sights = std::map<std::string, Sight>;      // by peer

    bool on_peer_status(const ami::Message& event, TimePoint now);
    bool on_contact_status(const ami::Message& event, TimePoint now);
    bool on_device_state(const ami::Message& event, TimePoint now);
    bool is_there(const std::string& peer, bool is_there, TimePoint now);
    void list_contact(const ami::Message& item);
    bool settle(std::string_view technology, const Sights& seen, TimePoint now);
    bool see(const std::string& peer, const Sight& sight, TimePoint now);
    [[nodiscard]] static Sight best_of(const Contacts& contacts);

    std::map<std::string, PeerRow> rows_;
    std::map<std::string, Contacts> contacts_;         // of PJSIP peers
    std::map<std::string, Contacts> listed_contacts_;  // of the list coming in
    Sights listed_;                                    // SIPpeers, IAXpeerlist
    std::map<std::string, bool> listed_devices_;
};

}  // namespace pbx
