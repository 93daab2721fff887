# SPDX-License-Identifier: GPL-3.0-or-later
"""A manager interface that plays captured streams: for what a real Asterisk cannot be made to do at will (a torn
connection, a hostile byte, a call that ends while nobody listens).

It checks the MD5 login, answers Ping and the lists (as Asterisk 13 and later do) truthfully from what it has played so
far, and may be cut at any byte. Events go to everybody who is logged in.
"""
import contextlib
import hashlib
import socket
import threading


class FakeAsterisk:
    ABOUT_A_CHANNEL = ("Newstate", "Newexten", "NewConnectedLine", "BridgeEnter", "BridgeLeave")

    def __init__(self, username="astercc", secret="s3cret", banner="Asterisk Call Manager/11.0.0"):
        self.username, self.secret, self.banner = username, secret, banner
        self.after_login = b""
        self.mute_after_login = False  # half-open: it hears, and says nothing
        self.channels = {}  # Uniqueid -> headers as CoreShowChannel lists them
        self.logins = 0
        self.listed = 0     # how often all the lists were given
        self.more_users = {}    # name -> secret, of users who get no events
        self.asked = []         # (user, headers) of the actions it does not know
        self.answers = {}       # action -> what it answers: headers -> (response, *lines), or None for no answer at all
        self._changed = threading.Condition()
        self._clients = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def access(self):
        """The keys of a configuration by which it is reached."""
        return {"port": self.port, "username": self.username, "secret": self.secret}

    # --- what a test does ---
    def play(self, data):
        """Sends bytes of a stream, and follows them so that the lists tell the truth."""
        self.happen(data)
        self._send(data)

    def happen(self, data):
        """The same while nobody listens: the events are lost, the lists know."""
        for block in data.replace(b"\r\n", b"\n").split(b"\n\n"):
            self._follow(dict(line.split(": ", 1) for line in block.decode("utf-8", "replace").split("\n") if ": " in line))

    def await_login(self, count, seconds=15):
        return self._await(lambda: self.logins >= count, seconds)

    def await_listing(self, count, seconds=15):
        return self._await(lambda: self.listed >= count, seconds)

    def actions(self, name):
        with self._changed:
            return [headers for _, headers in self.asked if headers["Action"] == name]

    def cut(self):
        with self._changed:
            clients, self._clients = self._clients, []
        for client in clients:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

    def restart(self):
        """Asterisk died and is back: no call lives, and it says so to whoever logs in."""
        self.channels.clear()
        self.after_login = b"Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n"
        self.cut()

    def close(self):
        try:
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
        except OSError:
            pass  # closed already
        self._listener.close()
        self.cut()

    # --- Asterisk's side ---
    def _await(self, condition, seconds):
        with self._changed:
            if not self._changed.wait_for(condition, seconds):
                raise AssertionError("astercc did not come within %s s" % seconds)

    def _send(self, data):
        with self._changed:
            for client in self._clients:
                with contextlib.suppress(OSError):  # it was killed
                    client.sendall(data)

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        client.sendall(self.banner.encode() + b"\r\n")
        buffer, session = b"", {"user": "", "challenge": "461515001"}
        while True:
            try:
                chunk = client.recv(65536)
            except OSError:
                chunk = b""
            if not chunk:
                self._forget(client)
                return
            buffer += chunk
            while b"\r\n\r\n" in buffer:
                message, buffer = buffer.split(b"\r\n\r\n", 1)
                action = dict(line.split(": ", 1) for line in message.decode().split("\r\n") if ": " in line)
                try:
                    self._answer(client, action, session)
                except OSError:
                    self._forget(client)
                    return  # it was killed while we answered

    def _forget(self, client):
        with self._changed:
            self._clients = [c for c in self._clients if c is not client]
            self._changed.notify_all()

    def _answer(self, client, action, session):
        name, action_id = action["Action"], action.get("ActionID", "")

        def reply(response, *lines):
            client.sendall("\r\n".join([f"Response: {response}", f"ActionID: {action_id}", *lines, "", ""]).encode())

        if self.mute_after_login and name not in ("Challenge", "Login"):
            return
        if name == "Challenge":
            reply("Success", f"Challenge: {session['challenge']}")
        elif name == "Login":
            user, secrets = action.get("Username"), {**self.more_users, self.username: self.secret}
            if action.get("Key") != hashlib.md5((session["challenge"] + secrets.get(user, "")).encode()).hexdigest():
                reply("Error", "Message: Authentication failed")
                return
            session["user"] = user
            reply("Success", "Message: Authentication accepted")
            if user != self.username:
                return
            with self._changed:
                self._clients.append(client)
                client.sendall(self.after_login)
                self.logins += 1
                self._changed.notify_all()
        elif name == "CoreShowChannels":
            self._list(client, reply, action_id, "CoreShowChannel", "CoreShowChannelsComplete")
        elif name == "Status":
            self._list(client, reply, action_id, "Status", "StatusComplete")
        elif name == "BridgeList":
            reply("Success", "EventList: start")
            client.sendall(f"Event: BridgeListComplete\r\nActionID: {action_id}\r\nEventList: Complete\r\nListItems: 0\r\n\r\n".encode())
            with self._changed:  # the last of the lists astercc asks for
                self.listed += 1
                self._changed.notify_all()
        elif name == "Ping":
            reply("Success", "Ping: Pong")
        elif name == "Logoff":
            reply("Goodbye")
        else:
            with self._changed:
                self.asked.append((session["user"], action))
            answer = self.answers.get(name, lambda _: ("Success",))(action)
            if answer:
                reply(*answer)

    def _list(self, client, reply, action_id, item, complete):
        reply("Success", "EventList: start")
        for headers in list(self.channels.values()):
            lines = [f"Event: {item}", f"ActionID: {action_id}"] + [f"{k}: {v}" for k, v in headers.items()]
            client.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        client.sendall(f"Event: {complete}\r\nActionID: {action_id}\r\nEventList: Complete\r\nListItems: {len(self.channels)}\r\n\r\n".encode())

    def _follow(self, event):
        name, uid = event.get("Event"), event.get("Uniqueid", event.get("uniqueid"))
        keys = ("Channel", "ChannelState", "ChannelStateDesc", "CallerIDNum", "CallerIDName", "ConnectedLineNum",
                "ConnectedLineName", "Context", "Exten", "Priority", "Uniqueid", "Linkedid")
        if name == "Hangup":
            self.channels.pop(uid, None)
        elif name == "Newchannel" or (name in self.ABOUT_A_CHANNEL and uid in self.channels):
            known = self.channels.setdefault(uid, {"Duration": "00:00:01", "BridgeId": "", "Application": "", "ApplicationData": ""})
            known.update({k: event[k] for k in keys if k in event})
            if name == "Newexten":
                known.update({"Application": event.get("Application", ""), "ApplicationData": event.get("AppData", "")})
            if name == "BridgeEnter":
                known["BridgeId"] = event["BridgeUniqueid"]
            if name == "BridgeLeave":
                known["BridgeId"] = ""
