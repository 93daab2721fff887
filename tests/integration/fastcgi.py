# SPDX-License-Identifier: GPL-3.0-or-later
"""FastCGI without a web server: programs that listen on a unix socket, and requests to them."""
import os
import socket
import struct
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

_BEGIN, _END, _PARAMS, _STDIN, _STDOUT = 1, 3, 4, 5, 6
_MOST_CONTENT = 0xFFFF
_PATIENCE = 60  # seconds


class Program:
    """A program that accepts requests on the socket it finds as its descriptor 0, one after the other."""

    def __init__(self, path: Path, environment: dict[str, str], before_exec: Callable | None = None):
        self._directory = tempfile.TemporaryDirectory(prefix="astercc-fcgi-")
        self.socket = Path(self._directory.name) / "socket"
        log = Path(self._directory.name) / "log"
        with socket.socket(socket.AF_UNIX) as listener, open(log, "wb") as said:
            listener.bind(str(self.socket))
            listener.listen()
            self._process = subprocess.Popen([str(path)], stdin=listener, stdout=subprocess.DEVNULL, stderr=said, env=environment,
                                             preexec_fn=before_exec)
        self._log = open(log, "rb")

    def request(self, parameters: dict[str, str], body: bytes = b"") -> tuple[bytes, str]:
        """The answer, and what the program logged with it."""
        try:
            answer = request(self.socket, parameters, body)
        except (OSError, EOFError) as e:
            self._process.kill()
            raise AssertionError(f"{e!r}: {self._new_words()}") from e
        return answer, self._new_words()

    def stop(self) -> tuple[int, str]:
        """How it ended, and its last words."""
        self._process.terminate()
        status = self._process.wait(_PATIENCE)
        words = self._new_words()
        self._log.close()
        self._directory.cleanup()
        return status, words

    def _new_words(self) -> str:
        return self._log.read().decode(errors="replace")


class Pool:
    """Programs by path and configuration (and by what their process does first), each started when first asked for; a busy one
    gets a second beside it."""

    def __init__(self):
        self._lock = threading.Lock()
        self._idle: dict[tuple, list[Program]] = {}

    def request(self, path: Path, config: Path, parameters: dict[str, str], body: bytes,
                before_exec: Callable | None = None) -> tuple[bytes, str]:
        key = (path, config, config.read_bytes(), before_exec)
        with self._lock:
            waiting = self._idle.setdefault(key, [])
            program = waiting.pop() if waiting else None
        if program is None:
            program = Program(path, {"ASTERCRM_CONF": str(config), "PATH": "/usr/bin:/bin"}, before_exec)
        answer = program.request(parameters, body)
        with self._lock:
            self._idle[key].append(program)
        return answer

    def stop(self) -> None:
        """They must end as they should, leaks and all."""
        ends = [program.stop() for programs in self._idle.values() for program in programs]
        self._idle.clear()
        assert all(status == 0 for status, _ in ends), ends


def request(path: Path, parameters: dict[str, str], body: bytes = b"") -> bytes:
    """The whole answer of the program that listens there, header lines first."""
    encoded = b"".join(_pair(name, value) for name, value in parameters.items())
    asked = _record(_BEGIN, struct.pack("!HB5x", 1, 0)) + _stream(_PARAMS, encoded) + _stream(_STDIN, body)
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(_PATIENCE)
        line.connect(str(path))
        sender = threading.Thread(target=_send, args=(line, asked))  # who answers before he has read all must not wait for us
        sender.start()
        answer = bytearray()
        with line.makefile("rb") as stream:
            while (record := _read(stream))[0] != _END:
                if record[0] == _STDOUT:
                    answer += record[1]
        line.shutdown(socket.SHUT_RDWR)
        sender.join()
    return bytes(answer)


def _send(line: socket.socket, asked: bytes) -> None:
    try:
        line.sendall(asked)
    except OSError:  # the answer came first, and with it the end
        pass


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("!BBHHBx", 1, kind, 1, len(content), 0) + content


def _stream(kind: int, content: bytes) -> bytes:
    parts = [content[i:i + _MOST_CONTENT] for i in range(0, len(content), _MOST_CONTENT)]
    return b"".join(_record(kind, part) for part in [*parts, b""])


def _pair(name: str, value: str) -> bytes:
    texts = [os.fsencode(text) for text in (name, value)]
    return b"".join(struct.pack("!I", len(text) | 1 << 31) for text in texts) + b"".join(texts)


def _read(stream) -> tuple[int, bytes]:
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError("the program broke off its answer")
    _, kind, _, length, padding = struct.unpack("!BBHHBx", head)
    content = stream.read(length)
    stream.read(padding)
    return kind, content
