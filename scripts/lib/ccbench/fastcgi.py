# SPDX-License-Identifier: GPL-3.0-or-later
"""FastCGI without a web server: one program that listens on a unix socket, and requests to it."""
import os
import socket
import struct
import subprocess
import time
from pathlib import Path

_BEGIN, _END, _PARAMS, _STDIN, _STDOUT = 1, 3, 4, 5, 6


class Server:
    """`with` it: a program that accepts FastCGI requests on the socket it finds as its descriptor 0."""

    def __init__(self, path: Path, program: Path, **environment: str):
        self.path, self._program, self._environment = path, program, environment

    def __enter__(self):
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.path))
            listener.listen()
            self._process = subprocess.Popen([self._program], stdin=listener, env=dict(os.environ, **self._environment))
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(20)


def request(path: Path, **parameters: str) -> tuple[float, str]:
    """Seconds from the request to the end of the answer, and the answer with its header lines."""
    encoded = b"".join(_pair(name, value) for name, value in parameters.items())
    asked = _record(_BEGIN, struct.pack("!HB5x", 1, 0)) + _record(_PARAMS, encoded) + _record(_PARAMS) + _record(_STDIN)
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(path))
        began = time.perf_counter()
        line.sendall(asked)
        stream = line.makefile("rb")
        answer = bytearray()
        while (kind_and_content := _read(stream))[0] != _END:
            if kind_and_content[0] == _STDOUT:
                answer += kind_and_content[1]
        return time.perf_counter() - began, answer.decode()


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("!BBHHBx", 1, kind, 1, len(content), 0) + content


def _pair(name: str, value: str) -> bytes:
    sizes = b"".join(struct.pack("!I", len(text.encode()) | 1 << 31) for text in (name, value))
    return sizes + name.encode() + value.encode()


def _read(stream) -> tuple[int, bytes]:
    _, kind, _, length, padding = struct.unpack("!BBHHBx", stream.read(8))
    content = stream.read(length)
    stream.read(padding)
    return kind, content
