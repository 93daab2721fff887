# SPDX-License-Identifier: GPL-3.0-or-later
"""On the loopback what a map is loaded from: tiles and a search for places, or, over TLS, Google's page for a frame. Remembers what was
asked for."""
import contextlib
import json
import ssl
import struct
import subprocess
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

FOUND = {
    "lat": "50.9384",
    "lon": "6.9599",
    "display_name": "Domkloster, Altstadt-Nord, Köln, Deutschland",
    "boundingbox": ["50.9380", "50.9390", "6.9590", "6.9610"],
}


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))


def _tile() -> bytes:
    """A grey square of 256 x 256 with a darker frame."""
    edge, middle = bytes([0]) + bytes([170]) * 256, bytes([0, 170]) + bytes([215]) * 254 + bytes([170])
    pixels = edge + middle * 254 + edge
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack("!IIBBBBB", 256, 256, 8, 0, 0, 0, 0)) + _chunk(b"IDAT", zlib.compress(pixels)) + _chunk(b"IEND", b"")


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Referer")))
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/search":
            self._answer("application/json", json.dumps([p for p in [self.server.places.get(query["q"][0])] if p]).encode())
        elif path.endswith(".png"):
            self._answer("image/png", _tile())
        else:
            self._answer("text/html", b"<!doctype html><title>Map</title><h1>A map</h1>")

    def _answer(self, kind, content):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(content)


class MapServer(ThreadingHTTPServer):
    """`places`: what is found, by what is searched for."""

    def __init__(self, places: dict | None = None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.places = places or {}
        self.asked = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def use_tls(self, folder: Path) -> None:
        """With a certificate nobody trusts."""
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=map", "-days", "1", "-keyout", folder / "key", "-out", folder / "cert"],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert", folder / "key")
        self.socket = context.wrap_socket(self.socket, server_side=True)

    @contextlib.contextmanager
    def served(self):
        with self:
            thread = threading.Thread(target=self.serve_forever)
            thread.start()
            try:
                yield self
            finally:
                self.shutdown()
                thread.join()
