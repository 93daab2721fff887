# SPDX-License-Identifier: GPL-3.0-or-later
"""A telephone that does nothing but register and unregister."""
import hashlib
import re
import secrets
import socket


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def register(port: int, extension: str, password: str, contact: str | None) -> None:
    """REGISTERs with the Asterisk at that port of loopback for ten minutes; without a contact all of them go."""
    call_id, uri = secrets.token_hex(8), f"sip:127.0.0.1:{port}"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        phone.bind(("127.0.0.1", 0))
        phone.settimeout(5)
        own = phone.getsockname()[1]

        def ask(sequence: int, authorization: str = "") -> str:
            lines = [
                f"REGISTER {uri} SIP/2.0",
                f"Via: SIP/2.0/UDP 127.0.0.1:{own};branch=z9hG4bK{secrets.token_hex(6)}",
                f"From: <sip:{extension}@127.0.0.1>;tag={call_id}",
                f"To: <sip:{extension}@127.0.0.1>",
                f"Call-ID: {call_id}",
                f"CSeq: {sequence} REGISTER",
                "Max-Forwards: 70",
                f"Contact: <{contact}>" if contact else "Contact: *",
                f"Expires: {600 if contact else 0}",
                *([authorization] if authorization else []),
                "Content-Length: 0",
            ]
            phone.sendto(("\r\n".join(lines) + "\r\n\r\n").encode(), ("127.0.0.1", port))
            while (answer := phone.recv(4096).decode()).startswith("SIP/2.0 1"):
                pass
            return answer

        challenge = dict(re.findall(r'(realm|nonce|opaque)="([^"]*)"', ask(1)))
        cnonce = secrets.token_hex(4)
        secret = _md5(f"{extension}:{challenge['realm']}:{password}")
        response = _md5(f"{secret}:{challenge['nonce']}:00000001:{cnonce}:auth:{_md5(f'REGISTER:{uri}')}")
        fields = {"username": extension, "realm": challenge["realm"], "nonce": challenge["nonce"], "uri": uri,
                  "response": response, "cnonce": cnonce, "opaque": challenge.get("opaque", "")}
        quoted = ", ".join(f'{key}="{value}"' for key, value in fields.items())
        answer = ask(2, f"Authorization: Digest {quoted}, algorithm=MD5, qop=auth, nc=00000001")
        assert answer.startswith("SIP/2.0 200"), answer
