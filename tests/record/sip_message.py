# SPDX-License-Identifier: GPL-3.0-or-later
"""SIP messages as text, as far as a telephone of the recorder needs them."""
import hashlib
import re


class SipMessage:
    """One request or response: `start` line, headers in order, body."""

    def __init__(self, start: str, headers: list[tuple[str, str]], body: str = ""):
        self.start, self.headers, self.body = start, headers, body

    @classmethod
    def parse(cls, data: bytes) -> "SipMessage":
        head, _, body = data.decode("utf-8", "replace").partition("\r\n\r\n")
        start, *lines = head.split("\r\n")
        headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines if ":" in line]
        return cls(start, headers, body)

    def encode(self) -> bytes:
        lines = [self.start, *(f"{name}: {value}" for name, value in self.headers)]
        return ("\r\n".join([*lines, f"Content-Length: {len(self.body)}", "", ""]) + self.body).encode()

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def get(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    @property
    def status(self) -> int:
        """Of a response; 0 of a request."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        return self.get("CSeq").split()[-1] if self.status else self.start.split()[0]

    @property
    def user(self) -> str:
        """Whom a request is for: the user of its URI."""
        found = re.search(r"sip:([^@;>]*)@", self.start)
        return found[1] if found else ""

    @property
    def cseq(self) -> int:
        return int(self.get("CSeq").split()[0])


def tag_of(header: str) -> str:
    found = re.search(r";tag=([^;>]+)", header)
    return found[1] if found else ""


def uri_of(header: str) -> str:
    found = re.search(r"<([^>]+)>", header)
    return found[1] if found else header.split(";")[0]


def reply(request: SipMessage, status: str, to_tag: str, contact: str = "", body: str = "") -> SipMessage:
    """The response to a request, as RFC 3261 8.2.6 builds it."""
    to = request.get("To")
    headers = [("Via", v) for v in request.all("Via")]
    headers += [("From", request.get("From")), ("To", to if tag_of(to) else f"{to};tag={to_tag}")]
    headers += [("Call-ID", request.get("Call-ID")), ("CSeq", request.get("CSeq"))]
    if contact:
        headers.append(("Contact", contact))
    if body:
        headers.append(("Content-Type", "application/sdp"))
    return SipMessage(f"SIP/2.0 {status}", headers, body)


def credentials(challenge: str, method: str, uri: str, user: str, password: str) -> str:
    """The Authorization header that answers an MD5 digest challenge (RFC 2617)."""

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    given = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge))
    realm, nonce = given["realm"], given["nonce"]
    secret, request = md5(f"{user}:{realm}:{password}"), md5(f"{method}:{uri}")
    shown = f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", algorithm=MD5'
    if "opaque" in given:
        shown += ', opaque="' + given["opaque"] + '"'
    if "qop" not in given:
        proof = md5(f"{secret}:{nonce}:{request}")
        return f'{shown}, response="{proof}"'
    proof = md5(f"{secret}:{nonce}:00000001:a1b2c3d4:auth:{request}")
    return f'{shown}, qop=auth, nc=00000001, cnonce="a1b2c3d4", response="{proof}"'
