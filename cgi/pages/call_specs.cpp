// SPDX-License-Identifier: GPL-3.0-or-later
// The words of calls, recordings, and who listened.
#include "cgi/pages/crm_specs.h"
#include "cgi/pages/spec_fields.h"
#include "common/db/crm_tables.h"

namespace pages::specs {

namespace {

constexpr std::array disposition_words{ChoiceWord{"ANSWERED", message("answered")},
                                       ChoiceWord{"NO ANSWER", message("no answer")},
                                       ChoiceWord{"BUSY", message("busy")}, ChoiceWord{"FAILED", message("failed")}};
constexpr std::array hangup_words{ChoiceWord{"caller", message("caller")},
                                  ChoiceWord{"callee", message("called party")}};
constexpr std::array recording_state_words{
    ChoiceWord{"requested", message("requested")}, ChoiceWord{"recording", message("recording")},
    ChoiceWord{"stopping", message("stopping")},   ChoiceWord{"recorded", message("recorded")},
    ChoiceWord{"ready", message("ready")},         ChoiceWord{"failed", message("failed")},
    ChoiceWord{"missing", message("missing")}};
constexpr std::array recording_reason_words{ChoiceWord{"forced", message("by rule")},
                                            ChoiceWord{"demand", message("on demand")}};
constexpr std::array listening_words{ChoiceWord{"play", message("listened")},
                                     ChoiceWord{"download", message("downloaded")}};

constexpr std::array call_fields{
    shown("calldate", message("Date")),
    shown("recording", message("Recording")),
    dialed(shown("src", message("Caller"))),
    dialed(shown("dst", message("Called"))),
    shown("didnumber", message("Number dialed (DID)")),
    shown("srcagent", message("Calling agent")),
    shown("dstagent", message("Called agent")),
    shown("queue", message("Queue")),
    shown("duration", message("Duration (s)")),
    shown("billsec", message("Talk (s)")),
    chosen("disposition", message("Result"), disposition_words),
    aside(shown("waitsec", message("Waited (s)"))),
    aside(shown("ringsec", message("Rang (s)"))),
    aside(shown("holdsec", message("On hold (s)"))),
    aside(chosen("hangupby", message("Hung up by"), hangup_words)),
    shown("credit", message("Charge")),
    shown("destination", message("Destination")),
    shown("memo", message("Memo")),
    aside(shown("legno", message("Leg"))),
    shown("legs", message("Legs")),
    shown("recordings", message("Recordings")),
    aside(shown("accountcode", message("Account code"))),
    technical("linkedid", message("Call")),
    aside(shown("group", message("Group"))),
};
constexpr std::array call_links{RowLink{"recording", "", "", true},
                                RowLink{"legs", "/cdr?f1=linkedid&c1=equal&v1=", "linkedid"},
                                RowLink{"recordings", "/recordings?f1=linkedid&c1=equal&v1=", "linkedid"}};

constexpr std::array recording_fields{
    shown("starttime", message("Date")),
    shown("recording", message("Recording")),
    dialed(shown("src", message("Caller"))),
    dialed(shown("dst", message("Called"))),
    aside(shown("didnumber", message("Number dialed (DID)"))),
    aside(shown("callerid", message("Caller id"))),
    shown("extension", message("Agent's extension")),
    shown("agent", message("Agent")),
    shown("duration", message("Duration (s)")),
    shown("billsec", message("Talk (s)")),
    chosen("status", message("Status"), recording_state_words),
    aside(chosen("reason", message("Recorded"), recording_reason_words)),
    shown("filename", message("File")),
    aside(shown("fileformat", message("Format"))),
    aside(shown("filesize", message("Size (bytes)"))),
    shown("listened", message("Listened")),
    shown("creby", message("Created by")),
    shown("group", message("Group")),
    technical("linkedid", message("Call")),
};
constexpr std::array recording_links{RowLink{"recording", "", "", true},
                                     RowLink{"listened", "/listening?f1=recording&c1=equal&v1=", ""}};

constexpr std::array listening_fields{
    shown("cretime", message("Time")),
    shown("username", message("User name")),
    chosen("action", message("Action"), listening_words),
    shown("address", message("Address of the browser")),
    shown("recording", message("Recording")),
    shown("starttime", message("Recorded on")),
    dialed(shown("callerid", message("Caller id"))),
    shown("extension", message("Agent's extension")),
    aside(shown("group", message("Group"))),
};
constexpr std::array listening_links{RowLink{"recording", "/recordings?f1=recording&c1=equal&v1=", "recording"}};

}  // namespace

constinit const GridSpec call_records{.path = "/cdr",
                                      .menu = "/cdr",
                                      .title = message("Call records"),
                                      .table = db::tables::call_records,
                                      .fields = call_fields,
                                      .page_size = 50,
                                      .default_sort = "calldate",
                                      .links = call_links};

constinit const GridSpec recordings{.path = "/recordings",
                                    .menu = "/recordings",
                                    .title = message("Recordings"),
                                    .table = db::tables::recordings,
                                    .fields = recording_fields,
                                    .page_size = 50,
                                    .links = recording_links};

constinit const GridSpec listening{.path = "/listening",
                                   .menu = "/recordings",
                                   .title = message("Who listened"),
                                   .table = db::tables::listening,
                                   .fields = listening_fields,
                                   .page_size = 50,
                                   .links = listening_links};

}  // namespace pages::specs
