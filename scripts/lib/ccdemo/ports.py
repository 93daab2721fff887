# SPDX-License-Identifier: GPL-3.0-or-later
"""Free ports on loopback. They are picked at random above the range the kernel deals out, so that nobody is given one
between our check and its use."""
import collections
import random
import socket
import threading

from .errors import DemoError

_ANY = {"tcp": socket.SOCK_STREAM, "udp": socket.SOCK_DGRAM}
_lock = threading.Lock()
_dealt: collections.deque[int] = collections.deque(maxlen=2000)
_FIRST, _LAST = 20000, 32000  # below net.ipv4.ip_local_port_range


def is_free(kind: str, port: int, address: str = "127.0.0.1") -> bool:
    with socket.socket(socket.AF_INET, _ANY[kind]) as s:
        if kind == "tcp":
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((address, port))
        except OSError:
            return False
    return True


def pick(kind: str, address: str = "127.0.0.1", block: int = 1) -> int:
    """The first of `block` free ports in a row. Thread-safe; what was dealt lately is not dealt again, for it may not be
    bound yet."""
    with _lock:
        for _ in range(200):
            first = random.randrange(_FIRST, _LAST - block, 2)
            wanted = range(first, first + block)
            if not any(port in _dealt for port in wanted) and all(is_free(kind, port, address) for port in wanted):
                _dealt.extend(wanted)
                return first
    raise DemoError(f"no {block} free {kind} ports in a row between {_FIRST} and {_LAST} on {address}")


def accepts(port: int, address: str = "127.0.0.1") -> bool:
    """Whether somebody listens there."""
    with socket.socket() as s:
        s.settimeout(0.5)
        return s.connect_ex((address, port)) == 0
