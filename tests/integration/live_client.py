# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser's side of /live, as small as it can be: opens a stream and collects its messages in a thread."""
import json
import socket
import threading


class Message:
    def __init__(self, event, identifier, data):
        self.event, self.id, self.data = event, identifier, data

    def __repr__(self):
        return f"<{self.event} id={self.id} {self.data}>"


class Refused(Exception):
    def __init__(self, status, body):
        super().__init__(f"{status}: {body}")
        self.status, self.body = status, body


class LiveClient:
    """`board`: system or colleagues. Raises Refused unless the answer is a stream. `receive_buffer` makes a slow client that never reads."""

    def __init__(self, port, token=None, after=None, last_event_id=None, cookie="sid", receive_buffer=None, board=None):
        self.messages = []
        self.is_ended = False
        self.last_event_id = last_event_id
        self._socket = socket.socket()
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.settimeout(60)
        self._socket.connect(("127.0.0.1", port))
        query = "&".join(f"{key}={value}" for key, value in (("after", after), ("board", board)) if value is not None)
        lines = [f"GET /live?{query} HTTP/1.1", "Host: test"]
        if token:
            lines.append(f"Cookie: lang=en; {cookie}={token}")
        if last_event_id is not None:
            lines.append(f"Last-Event-ID: {last_event_id}")
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self._file = self._socket.makefile("rb")
        self._read_head()
        if not receive_buffer:
            self._thread = threading.Thread(target=self._collect, daemon=True)
            self._thread.start()

    def _read_head(self):
        status = int(self._file.readline().split()[1])
        self.headers = {}
        while (line := self._file.readline().strip()):
            name, _, value = line.decode().partition(": ")
            self.headers[name.lower()] = value
        if status != 200:
            raise Refused(status, self._file.read().decode())

    def _collect(self):
        fields = {}
        try:
            for raw in self._file:
                line = raw.decode().rstrip("\n")
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                    continue
                self.last_event_id = int(fields.get("id", self.last_event_id or 0))
                if "data" in fields:
                    self.messages.append(Message(fields["event"], self.last_event_id, json.loads(fields["data"])))
                fields = {}
        except (OSError, ValueError):  # closed from this side
            pass
        self.is_ended = True

    def rows(self):
        """Ids of the feed rows that came, in the order they came."""
        return [m.data["feed"] for m in self.messages if m.event == "call"]

    def kinds(self):
        return [m.event for m in self.messages if m.event != "board_beat"]

    def board(self):
        """What a page shows that follows the board's messages: {(part, id): row}; None before the first reset."""
        shown = None
        for message in list(self.messages):
            if message.event == "board_reset":
                shown = {(row["part"], row["id"]): row["row"] for row in message.data["rows"]}
            elif message.event == "board":
                key = message.data["part"], message.data["id"]
                if message.data["row"] is None:
                    del shown[key]
                else:
                    shown[key] = message.data["row"]
        return shown

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
