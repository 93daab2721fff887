# SPDX-License-Identifier: GPL-3.0-or-later
"""An Asterisk that takes the dialer's calls: what a number's last digits say happens to each, at once.

    ...00  a person answers, an agent takes the call (until hang_up())
    ...01  busy              ...02  no answer         ...03  not to be reached
    ...04  a machine         ...05  a person, and nobody comes
    ...09  rings until finish() says how it ends
"""
import threading
import time

from fake_asterisk import FakeAsterisk


class DialedAsterisk(FakeAsterisk):
    def __init__(self, **options):
        super().__init__(**options)
        self.orders = []        # headers of every Originate, with the numbers and names
        self.most_open = 0
        self.refuse = None      # what Originate is refused with
        self.is_deaf = False    # takes orders, and says nothing of them
        self.has_context = True
        self.answers["Originate"] = self._originate
        self.answers["ShowDialPlan"] = lambda _: ("Success",) if self.has_context else ("Error", "Message: Did not find context")
        self._lock = threading.RLock()
        self._open = {}         # name -> number

    # --- what a test looks at ---
    @property
    def names(self):
        with self._lock:
            return [order["ChannelId"] for order in self.orders]

    @property
    def numbers(self):
        with self._lock:
            return [order["Channel"].split("/")[1].split("@")[0] for order in self.orders]

    @property
    def open(self):
        with self._lock:
            return dict(self._open)

    # --- what happens ---
    def finish(self, name, status="NOANSWER", cause=19):
        """A call that rings ends unanswered."""
        self._say(name, ("DialEnd", {"Uniqueid": f"{name}-out", "DialStatus": status}), *self._gone(name, cause))

    def hang_up(self, name):
        self._say(name, ("AgentComplete", {"Interface": "PJSIP/8001"}), *self._gone(name, 16))

    def hang_up_all(self):
        for name in self.open:
            self.hang_up(name)

    def die(self, name):
        """It ends, and nobody is told."""
        with self._lock:
            self._open.pop(name, None)
            self.channels.pop(name, None)
            self.channels.pop(f"{name}-out", None)

    def _originate(self, action):
        if self.refuse:
            return "Error", f"Message: {self.refuse}"
        name = action["ChannelId"]
        with self._lock:
            self.orders.append(action)
            self._open[name] = action["Channel"].split("/")[1].split("@")[0]
            self.most_open = max(self.most_open, len(self._open))
            for uid in (name, f"{name}-out"):
                self.channels[uid] = {"Channel": f"Local/x;{uid}", "Uniqueid": uid, "Linkedid": name, "ChannelStateDesc": "Down",
                                      "BridgeId": "", "Application": "AppDial"}
        if not self.is_deaf:
            threading.Thread(target=self._live, args=(name, self._open[name][-2:]), daemon=True).start()
        return ("Success", "Message: Originate successfully queued")

    def _live(self, name, fate):
        out = {"Uniqueid": f"{name}-out"}
        ringing = ("Newstate", {"Uniqueid": name, "ChannelStateDesc": "Ringing"})
        answered = ("DialEnd", {**out, "DialStatus": "ANSWER"})
        person = ("UserEvent", {"UserEvent": "AsterccPerson", "Uniqueid": name})
        if fate == "01":
            self._say(name, ("DialEnd", {**out, "DialStatus": "BUSY"}), *self._gone(name, 17))
        elif fate == "02":
            self._say(name, ringing, ("DialEnd", {**out, "DialStatus": "CANCEL"}), *self._gone(name, 19))
        elif fate == "03":
            self._say(name, ("DialEnd", {**out, "DialStatus": "CONGESTION"}), *self._gone(name, 34))
        elif fate == "04":
            self._say(name, ringing, answered, ("UserEvent", {"UserEvent": "AsterccAmd", "Uniqueid": name, "Status": "MACHINE",
                                                              "Cause": "LONGGREETING"}), *self._gone(name, 16))
        elif fate == "05":
            self._say(name, ringing, answered, person, ("UserEvent", {"UserEvent": "AsterccNobody", "Uniqueid": name}), *self._gone(name, 16))
        elif fate == "00":
            self._say(name, ringing, answered, person, ("AgentConnect", {"Uniqueid": name, "Interface": "PJSIP/8001"}))
            with self._lock:
                if name in self.channels:
                    self.channels[name].update({"ChannelStateDesc": "Up", "BridgeId": "b1", "Application": "Queue"})
        else:
            self._say(name, ringing)

    @staticmethod
    def _gone(name, cause):
        return (("Hangup", {"Uniqueid": f"{name}-out", "Cause": cause}), ("Hangup", {"Uniqueid": name, "Cause": cause}))

    def _say(self, name, *events):
        for kind, headers in events:
            if kind == "Hangup" and headers["Uniqueid"] == name:
                with self._lock:
                    self._open.pop(name, None)
            lines = [f"Event: {kind}", f"Timestamp: {time.time():.6f}", f"Linkedid: {name}"]
            lines += [f"{key}: {value}" for key, value in headers.items()]
            self.play(("\r\n".join(lines) + "\r\n\r\n").encode())
