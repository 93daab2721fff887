# SPDX-License-Identifier: GPL-3.0-or-later
"""A small AMI client for the demo and the tests: logs in, keeps every event in order, waits for one. Not a model for ours."""
import itertools
import socket
import threading
import time

from .errors import DemoError


class Ami:
    """`with Ami(port, user, secret) as ami:`; one thread reads, any thread may ask."""

    def __init__(self, port: int, user: str, secret: str, host: str = "127.0.0.1"):
        self.events: list[dict[str, str]] = []
        self._replies: dict[str, dict[str, str]] = {}
        self._changed = threading.Condition()
        self._closed = False
        self._numbers = itertools.count(1)
        try:
            self._socket = socket.create_connection((host, port), timeout=5)
        except OSError as e:
            raise DemoError(f"no Asterisk manager at {host}:{port} ({e.strerror or e})") from None
        self._socket.settimeout(None)
        threading.Thread(target=self._read, daemon=True).start()
        if self.act("Login", Username=user, Secret=secret)["Response"] != "Success":
            self.close()
            raise DemoError(
                f"the Asterisk manager at {host}:{port} refused user {user}: check name, secret and `permit` in manager.conf"
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self) -> None:
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the other side was faster
        self._socket.close()

    def act(self, action: str, timeout: float = 10, **headers) -> dict[str, str]:
        """Sends an action and returns its response. A list as value repeats the header."""
        number = f"demo-{next(self._numbers)}"
        lines = [f"Action: {action}", f"ActionID: {number}"]
        for key, value in headers.items():
            lines += [f"{key}: {v}" for v in (value if isinstance(value, list) else [value])]
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        reply = self._await(lambda: self._replies.get(number), timeout)
        if reply is None:
            raise DemoError(f"the Asterisk manager did not answer {action} within {timeout} s")
        return reply

    def is_closed(self) -> bool:
        return self._closed

    def mark(self) -> int:
        """The position behind the last event: what `wait` starts from."""
        return len(self.events)

    def wait(self, wanted, since: int = 0, timeout: float = 20):
        """The first event from `since` on for which wanted(event) holds, or None when none came in time."""
        position = since

        def look():
            nonlocal position
            while position < len(self.events):
                position += 1
                if wanted(self.events[position - 1]):
                    return self.events[position - 1]
            return None

        return self._await(look, timeout)

    def _await(self, look, timeout: float):
        end = time.monotonic() + timeout
        with self._changed:
            while (found := look()) is None:
                rest = end - time.monotonic()
                if rest <= 0 or self._closed:
                    return None
                self._changed.wait(rest)
            return found

    def _read(self) -> None:
        pending = b""
        while chunk := self._receive():
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
        fields: dict[str, str] = {}
        for line in message.decode("utf-8", "replace").split("\r\n"):
            key, colon, value = line.partition(": ")
            if colon:
                fields[key] = f"{fields[key]}\n{value}" if key in fields else value
        if "Response" in fields and "ActionID" in fields:
            self._replies[fields["ActionID"]] = fields
        else:
            self.events.append(fields)
