# SPDX-License-Identifier: GPL-3.0-or-later
"""CPU per event of AMI clients that read the same real stream over a socket, each in a process of its own."""
import gzip
import os
import re
import socket
import subprocess
import threading
from pathlib import Path

from ccdemo.place import BUILD, CHECKOUT

_HERE = Path(__file__).parent / "ami_clients"
_NODE_MODULES = BUILD / "bench-clients"
_NPM = ("yana@0.3.0", "asterisk-manager@0.2.0")
_DEBIAN = ("python3-panoramisk", "libtelephony-asterisk-ami-perl", "nodejs")
_FEW, _MANY = 10_000, 50_000  # events: the difference leaves out what starting costs
_ROUNDS = 3

CLIENTS = {
    "asterCC: session": [BUILD / "release/tests/ami_client", "read"],
    "asterCC: session and tracker": [BUILD / "release/tests/ami_client", "track"],
    "Node: yana": ["node", _HERE / "yana_client.js"],
    "Perl: Telephony::Asterisk::AMI": ["perl", _HERE / "perl_client.pl"],
    "Python: panoramisk": ["/usr/bin/python3", _HERE / "panoramisk_client.py"],
    "Node: asterisk-manager": ["node", _HERE / "asterisk_manager_client.js"],
}


def run() -> None:
    """CPU microseconds per event beside other AMI clients."""
    _install_others()
    stream = _stream(_MANY)
    costs = {name: [] for name in CLIENTS}
    for _ in range(_ROUNDS):  # in turns, so that what else the machine does hits them alike
        for name, command in CLIENTS.items():
            few, many = (_cpu_seconds(command, stream, events) for events in (_FEW, _MANY))
            costs[name].append(1e6 * (many - few) / (_MANY - _FEW))
    medians = {name: sorted(values)[_ROUNDS // 2] for name, values in costs.items()}
    first = medians["asterCC: session"]
    for name, cost in medians.items():
        print(f"{name:32} {cost:8.2f} us/event {cost / first:8.1f} x", flush=True)


def _install_others() -> None:
    _NODE_MODULES.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", _NODE_MODULES, *_NPM], check=True)
    missing = [p for p in _DEBIAN[:2] if subprocess.run(["dpkg", "-s", p], capture_output=True, check=False).returncode]
    if missing:
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing], check=True)


def _stream(events: int) -> list[bytes]:
    """That many messages of real calls of Asterisk 22, VarSet and all, without answers to actions."""
    messages = []
    for capture in sorted((CHECKOUT / "tests/data/captures/22").iterdir()):
        plain, packed = capture / "ami.raw", capture / "ami.raw.gz"
        raw = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
        messages += [m + b"\r\n\r\n" for m in raw.split(b"\r\n\r\n") if m.startswith(b"Event: ")]
    return (messages * (events // len(messages) + 1))[:events]


def _cpu_seconds(command: list, stream: list[bytes], events: int) -> float:
    """User and system time of a client that reads so many events and ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        manager = threading.Thread(target=_serve, args=(listener, b"".join(stream[:events])), daemon=True)
        manager.start()
        child = subprocess.Popen([str(word) for word in command] + [str(listener.getsockname()[1]), str(events)],
                                 env={**os.environ, "NODE_PATH": str(_NODE_MODULES / "node_modules")})
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def _serve(listener: socket.socket, stream: bytes) -> None:
    """A manager that lets everybody in, then sends the stream."""
    client, _ = listener.accept()
    with client:
        client.sendall(b"Asterisk Call Manager/11.0.0\r\n")
        pending = b""
        while chunk := _receive(client):
            *actions, pending = (pending + chunk).split(b"\r\n\r\n")
            for action in actions:
                fields = dict(re.findall(rb"(?im)^(action|actionid): *(.*?)\r?$", action))
                fields = {key.lower(): value for key, value in fields.items()}
                _answer(client, fields.get(b"action", b"").lower(), fields.get(b"actionid", b""), stream)


def _receive(client: socket.socket) -> bytes:
    try:
        return client.recv(65536)
    except OSError:
        return b""  # it has read enough


def _answer(client: socket.socket, action: bytes, action_id: bytes, stream: bytes) -> None:
    known = b"\r\nActionID: " + action_id if action_id else b""
    try:
        if action == b"challenge":
            client.sendall(b"Response: Success" + known + b"\r\nChallenge: 461515001\r\n\r\n")
        elif action == b"login":
            client.sendall(b"Response: Success" + known + b"\r\nMessage: Authentication accepted\r\n\r\n" + stream)
            client.shutdown(socket.SHUT_WR)
        else:
            client.sendall(b"Response: Success" + known + b"\r\n\r\n")
    except OSError:
        pass  # it has read enough
