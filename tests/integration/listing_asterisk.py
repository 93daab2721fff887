# SPDX-License-Identifier: GPL-3.0-or-later
"""A fake Asterisk whose lists a test writes: peers, queues, members, callers. What it has no list for it does not know,
as an Asterisk without that module."""
from fake_asterisk import FakeAsterisk

COMPLETE = {
    "QueueStatus": "QueueStatusComplete",
    "PJSIPShowEndpoints": "EndpointListComplete",
    "PJSIPShowContacts": "ContactListComplete",
    "SIPpeers": "PeerlistComplete",
    "IAXpeerlist": "PeerlistComplete",
    "DeviceStateList": "DeviceStateListComplete",
}


def event(name, **headers):
    """The bytes of an event; an underscore at the end of a header's name keeps it apart from Python's words."""
    lines = [f"Event: {name}"] + [f"{key.rstrip('_')}: {value}" for key, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class ListingAsterisk(FakeAsterisk):
    def __init__(self):
        super().__init__()
        self.lists = {"QueueStatus": []}  # action -> [(event, headers)]
        self.denied = set()
        self.rounds = 0  # how often QueueStatus was answered

    def await_round(self, count=None):
        """Waits until a whole round of lists has been answered from now on."""
        aim = (self.rounds + 2) if count is None else count
        return self._await(lambda: self.rounds >= aim, 20)

    def _answer(self, client, action, challenge):
        name, action_id = action["Action"], action.get("ActionID", "")
        if name not in COMPLETE:
            super()._answer(client, action, challenge)
            return

        def send(*lines):
            client.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())

        if name in self.denied:
            send("Response: Error", f"ActionID: {action_id}", "Message: Permission denied")
        elif name not in self.lists:
            send("Response: Error", f"ActionID: {action_id}",
                 f"Message: Invalid/unknown command: {name}. Use Action: ListCommands to show available commands.")
        else:
            send("Response: Success", f"ActionID: {action_id}", "EventList: start")
            for kind, headers in list(self.lists[name]):
                send(f"Event: {kind}", f"ActionID: {action_id}", *[f"{key}: {value}" for key, value in headers.items()])
            send(f"Event: {COMPLETE[name]}", f"ActionID: {action_id}", "EventList: Complete")
        if name == "QueueStatus":
            with self._changed:
                self.rounds += 1
                self._changed.notify_all()
