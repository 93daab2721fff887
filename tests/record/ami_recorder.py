# SPDX-License-Identifier: GPL-3.0-or-later
"""One AMI session that keeps every byte it receives, with the time of each chunk, and what it sent."""
import hashlib
import itertools
import socket
import threading
import time
from collections.abc import Callable

Fields = dict[str, str]


class AmiRecorder:
    def __init__(self, port: int, user: str, secret: str):
        self.raw = bytearray()
        self.chunks: list[tuple[float, int]] = []
        self.sent: list[tuple[float, bytes]] = []
        self.events: list[Fields] = []
        self._replies: dict[str, Fields] = {}
        self._changed = threading.Condition()
        self._closed = False
        self._numbers = itertools.count(1)
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        challenge = self.act("Challenge", AuthType="MD5")["Challenge"]
        key = hashlib.md5((challenge + secret).encode()).hexdigest()
        self.act("Login", AuthType="MD5", Username=user, Key=key, Events="on")

    def send(self, action: str, **fields) -> str:
        """Sends an action; a list value repeats its header. Returns the ActionID."""
        action_id = f"rec-{next(self._numbers)}"
        lines = [f"Action: {action}", f"ActionID: {action_id}"]
        for key, value in fields.items():
            lines += [f"{key}: {v}" for v in (value if isinstance(value, list) else [value])]
        data = ("\r\n".join(lines) + "\r\n\r\n").encode()
        self.sent.append((time.time(), data))
        self._socket.sendall(data)
        return action_id

    def act(self, action: str, **fields) -> Fields:
        """The response to an action; an error is the scenario's failure."""
        action_id = self.send(action, **fields)
        with self._changed:
            self._changed.wait_for(lambda: action_id in self._replies or self._closed, 10)
            reply = self._replies.get(action_id, {})
        if reply.get("Response") in (None, "Error"):
            raise RuntimeError(f"{action} {fields}: {reply.get('Message', 'no answer')}")
        return reply

    def ask_list(self, action: str, complete: str) -> list[Fields]:
        """The items of a list action."""
        action_id = self.send(action)
        self.wait(complete, ActionID=action_id)
        return [e for e in self.events if e.get("ActionID") == action_id and e["Event"] != complete]

    def wait(self, event: str, seconds: float = 20, count: int = 1, **fields) -> Fields:
        """The `count`th event of that name, past or to come, whose headers begin with these values."""

        def fits(e: Fields) -> bool:
            return e["Event"] == event and all(e.get(k, "").startswith(v) for k, v in fields.items())

        def found() -> Fields | None:
            return next(itertools.islice((e for e in self.events if fits(e)), count - 1, None), None)

        with self._changed:
            if not self._changed.wait_for(lambda: found() is not None or self._closed, seconds) or not found():
                raise RuntimeError(f"no {event} {fields} within {seconds} s")
            return found()

    def wait_for(self, condition: Callable[[list[Fields]], bool], seconds: float, what: str) -> None:
        with self._changed:
            if not self._changed.wait_for(lambda: condition(self.events), seconds):
                raise RuntimeError(f"{what} did not happen within {seconds} s")

    def close(self) -> None:
        self.send("Logoff")
        self._reader.join(3)
        self._socket.close()

    def _read(self) -> None:
        pending = b""
        while chunk := self._receive():
            self.chunks.append((time.time(), len(self.raw)))
            self.raw += chunk
            *messages, pending = (pending + chunk).split(b"\r\n\r\n")
            with self._changed:
                for message in messages:
                    self._take(message)
                self._changed.notify_all()
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _receive(self) -> bytes:
        try:
            return self._socket.recv(65536)
        except OSError:
            return b""

    def _take(self, message: bytes) -> None:
        lines = [line.partition(": ") for line in message.decode("utf-8", "replace").split("\r\n")]
        fields = {key: value for key, colon, value in lines if colon}
        if "Event" in fields:
            self.events.append(fields)
        elif "ActionID" in fields:
            self._replies[fields["ActionID"]] = fields
