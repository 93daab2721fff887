# SPDX-License-Identifier: GPL-3.0-or-later
"""Telephones for the recorder: register, call, answer, hold, refer, forward; media both ways, for without media
Asterisk optimises no Local channel and no spy ever leaves. UDP on loopback: nothing is lost, so nothing is sent twice."""
import itertools
import random
import secrets
import socket
import threading
import time

from sip_message import SipMessage, credentials, reply, tag_of, uri_of

_TONE = bytes(random.Random(1).randrange(256) for _ in range(160))  # 20 ms of noise, u-law


class Call:
    """One dialog of a phone. Its states: ringing, up, over."""

    def __init__(self, phone: "Phone", call_id: str, peer: str):
        self.phone, self.call_id = phone, call_id
        self.state = "ringing"
        self.last_status = 0
        self.local = f"<{phone.uri}>;tag={secrets.token_hex(4)}"
        self.remote, self.target = f"<{peer}>", peer
        self.invite: SipMessage | None = None  # the request that began it, either way
        self.cseq = itertools.count(1)
        self.media = _Media(phone.address)
        self.referred = False

    # --- what a person does ------------------------------------------------------------------------------------
    def wait(self, state: str, seconds: float = 20) -> bool:
        with self.phone.changed:
            return self.phone.changed.wait_for(lambda: self.state == state, seconds)

    def hold(self) -> None:
        self._reinvite("sendonly")

    def unhold(self) -> None:
        self._reinvite("sendrecv")

    def refer(self, number: str) -> None:
        """Blind transfer by the telephone."""
        self._refer(f"<{self.phone.uri_for(number)}>")

    def refer_to(self, other: "Call") -> None:
        """Attended transfer by the telephone: our partner gets the partner of the other call."""
        call_id = other.call_id.replace("@", "%40")
        replaces = f"{call_id}%3Bto-tag%3D{tag_of(other.remote)}%3Bfrom-tag%3D{tag_of(other.local)}"
        self._refer(f"<{uri_of(other.remote)}?Replaces={replaces}>")

    def press(self, keys: str) -> None:
        for key in keys:
            self._request("INFO", f"Signal={key}\r\nDuration=120\r\n", [("Content-Type", "application/dtmf-relay")])
            time.sleep(0.15)

    def hang_up(self) -> None:
        if self.state == "ringing" and self.invite.get("From") == self.local:
            self.phone.send(self._request_like(self.invite, "CANCEL"))
        elif self.state == "up":
            self._request("BYE")
            self.set_state("over")

    # --- the protocol ------------------------------------------------------------------------------------------
    def start(self) -> None:
        self.invite = self._build("INVITE", self.media.offer(), [("Content-Type", "application/sdp")])
        self.phone.send(self.invite)

    def on_response(self, message: SipMessage) -> None:
        if message.method != "INVITE":
            return
        self.last_status = message.status
        if message.status >= 200:
            self.remote = message.get("To")
            self._acknowledge(message)
        if message.status in (401, 407):
            self._authenticate(message)
        elif 200 <= message.status < 300:
            self.target = uri_of(message.get("Contact"))
            self.media.connect(message.body)
            self.set_state("up")
        elif message.status >= 300:
            self.set_state("over")

    def on_request(self, message: SipMessage) -> None:
        if message.method == "INVITE" and message.cseq != self.invite.cseq:  # again, about the media
            self.phone.send(self._accept(message))
            return
        if message.method == "BYE":
            self.set_state("over")
        elif message.method == "NOTIFY" and "SIP/2.0 200" in message.body:
            self.referred = True
        elif message.method == "CANCEL":
            self.phone.send(reply(self.invite, "487 Request Terminated", tag_of(self.local)))
            self.set_state("over")
        elif message.method in ("ACK", "INVITE"):
            return
        self.phone.send(reply(message, "200 OK", tag_of(self.local)))
        if self.referred:
            self.hang_up()

    def incoming(self, invite: SipMessage) -> None:
        self.invite = invite
        self.local, self.remote = f"{invite.get('To')};tag={secrets.token_hex(4)}", invite.get("From")
        self.target = uri_of(invite.get("Contact"))
        self.media.connect(invite.body)
        threading.Thread(target=self.phone.behave, args=(self,), daemon=True).start()

    def respond(self, status: str, contact: str = "") -> None:
        self.phone.send(reply(self.invite, status, tag_of(self.local), contact or self.phone.contact))

    def answer(self) -> None:
        if self.state == "ringing":
            self.phone.send(self._accept(self.invite))
            self.set_state("up")

    def set_state(self, state: str) -> None:
        with self.phone.changed:
            self.state = state
            self.phone.changed.notify_all()
        if state == "over":
            self.media.close()

    def _accept(self, invite: SipMessage) -> SipMessage:
        return reply(invite, "200 OK", tag_of(self.local), self.phone.contact, self.media.offer())

    def _reinvite(self, direction: str) -> None:
        self._request("INVITE", self.media.offer(direction), [("Content-Type", "application/sdp")])

    def _refer(self, target: str) -> None:
        self._request("REFER", "", [("Refer-To", target), ("Referred-By", f"<{self.phone.uri}>")])

    def _authenticate(self, message: SipMessage) -> None:
        challenge = message.get("WWW-Authenticate") or message.get("Proxy-Authenticate")
        proof = credentials(challenge, "INVITE", self.target, self.phone.number, self.phone.password)
        self.remote = f"<{self.target}>"
        kind = [("Content-Type", "application/sdp"), ("Authorization", proof)]
        self.invite = self._build("INVITE", self.media.offer(), kind)
        self.phone.send(self.invite)

    def _acknowledge(self, message: SipMessage) -> None:
        ack = self._request_like(self.invite if message.status >= 300 else message, "ACK")
        ack.headers = [(k, message.get("To") if k == "To" else v) for k, v in ack.headers]
        self.phone.send(ack)

    def _request_like(self, message: SipMessage, method: str) -> SipMessage:
        """CANCEL and ACK: in the transaction of the INVITE."""
        fresh = self._build(method, number=message.cseq)
        if message.status == 0:
            fresh.headers = [(k, message.get(k)) if k in ("Via", "To", "From") else (k, v) for k, v in fresh.headers]
        return fresh

    def _request(self, method: str, body: str = "", extra=()) -> None:
        self.phone.send(self._build(method, body, extra))

    def _build(self, method: str, body: str = "", extra=(), number: int = 0) -> SipMessage:
        via = f"SIP/2.0/UDP {self.phone.host};branch=z9hG4bK{secrets.token_hex(6)}"
        headers = [("Via", via), ("Max-Forwards", "70"), ("From", self.local), ("To", self.remote)]
        headers += [("Call-ID", self.call_id), ("CSeq", f"{number or next(self.cseq)} {method}")]
        headers += [("Contact", self.phone.contact), ("Allow", "INVITE, ACK, CANCEL, BYE, REFER, NOTIFY, INFO")]
        return SipMessage(f"{method} {self.target} SIP/2.0", [*headers, *extra], body)


class _Media:
    """Noise towards the other side, 50 packets a second; what comes is not listened to."""

    def __init__(self, address: str):
        self._address = address
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._peer = None
        self._open = True
        self.silent = False
        threading.Thread(target=self._stream, daemon=True).start()

    def offer(self, direction: str = "sendrecv") -> str:
        port = self._socket.getsockname()[1]
        return "\r\n".join([
            "v=0", f"o=- 1 {random.randrange(1 << 30)} IN IP4 {self._address}", "s=-", f"c=IN IP4 {self._address}", "t=0 0",
            f"m=audio {port} RTP/AVP 0", "a=rtpmap:0 PCMU/8000", f"a={direction}", "",
        ])

    def connect(self, sdp: str) -> None:
        lines = sdp.split("\r\n")
        host = next((line.split()[-1] for line in lines if line.startswith("c=")), None)
        port = next((line.split()[1] for line in lines if line.startswith("m=audio")), None)
        if host and port:
            self._peer = (host, int(port))

    def close(self) -> None:
        self._open = False

    def _stream(self) -> None:
        head = bytes([0x80, 0])
        for number in itertools.count():
            if not self._open:
                break
            if self._peer:
                stamp = (number * 160) & 0xFFFFFFFF
                packet = head + (number & 0xFFFF).to_bytes(2, "big") + stamp.to_bytes(4, "big") + b"\0\0\0\7" + _TONE
                self._socket.sendto(packet, self._peer)
            time.sleep(0.02)
        self._socket.close()


class Phone:
    """A telephone or (without a password) the carrier's trunk. `behaviour` says what it does when it is called:
    ("answer", after seconds), ("ring",), ("refuse", "486 Busy Here"), ("forward", number)."""

    def __init__(self, number: str, registrar: int, address: str = "127.0.0.1", password: str = "", port: int = 0):
        self.number, self.address, self.password = number, address, password
        self.behaviour: tuple = ("answer", 0.5)
        self.changed = threading.Condition()
        self.calls: dict[str, Call] = {}
        self.received: list[Call] = []
        self._registrar = ("127.0.0.1", registrar)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, port))
        self._registered = threading.Event()
        self._register_call = f"{secrets.token_hex(8)}@{address}"
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def host(self) -> str:
        return f"{self.address}:{self._socket.getsockname()[1]}"

    @property
    def uri(self) -> str:
        return f"sip:{self.number}@127.0.0.1:{self._registrar[1]}"

    @property
    def contact(self) -> str:
        return f"<sip:{self.number}@{self.host}>"

    def uri_for(self, number: str) -> str:
        return f"sip:{number}@127.0.0.1:{self._registrar[1]}"

    def register(self) -> None:
        self.send(self._registration(1))
        if not self._registered.wait(5):
            raise RuntimeError(f"phone {self.number} was not registered")

    def call(self, number: str) -> Call:
        call = Call(self, f"{secrets.token_hex(8)}@{self.address}", self.uri_for(number))
        self.calls[call.call_id] = call
        call.start()
        return call

    def wait_for_call(self, seconds: float = 20, state: str = "up") -> Call:
        """The call that reaches this phone next (or has just reached it), in that state."""
        with self.changed:
            if not self.changed.wait_for(lambda: any(c.state == state for c in self.received), seconds):
                raise RuntimeError(f"no call of phone {self.number} was {state} within {seconds} s")
            return next(c for c in reversed(self.received) if c.state == state)

    def behave(self, call: Call) -> None:
        what, *details = self.behaviour
        if what == "refuse":
            call.respond(details[0])
            call.set_state("over")
            return
        if what == "forward":
            call.respond("302 Moved Temporarily", f"<{self.uri_for(details[0])}>")
            call.set_state("over")
            return
        call.respond("180 Ringing")
        if what == "answer":
            time.sleep(details[0])
            call.answer()

    def send(self, message: SipMessage) -> None:
        self._socket.sendto(message.encode(), self._registrar)

    def close(self) -> None:
        for call in self.calls.values():
            call.media.close()
        self._socket.close()

    def _read(self) -> None:
        while True:
            try:
                data, _ = self._socket.recvfrom(65536)
            except OSError:
                return
            if data.strip():
                self._take(SipMessage.parse(data))

    def _take(self, message: SipMessage) -> None:
        call_id = message.get("Call-ID")
        if call_id == self._register_call:
            self._on_registration(message)
        elif call := self.calls.get(call_id):
            call.on_response(message) if message.status else call.on_request(message)
        elif message.method == "INVITE":
            call = self.calls[call_id] = Call(self, call_id, uri_of(message.get("From")))
            call.incoming(message)
            with self.changed:
                self.received.append(call)
                self.changed.notify_all()
        elif not message.status and message.method != "ACK":
            self.send(reply(message, "200 OK", secrets.token_hex(4)))

    def _registration(self, number: int, extra=()) -> SipMessage:
        uri = f"sip:127.0.0.1:{self._registrar[1]}"
        via = f"SIP/2.0/UDP {self.host};branch=z9hG4bK{secrets.token_hex(6)}"
        headers = [("Via", via), ("Max-Forwards", "70"), ("From", f"<{self.uri}>;tag=reg"), ("To", f"<{self.uri}>")]
        headers += [("Call-ID", self._register_call), ("CSeq", f"{number} REGISTER"), ("Contact", self.contact)]
        return SipMessage(f"REGISTER {uri} SIP/2.0", [*headers, ("Expires", "3600"), *extra])

    def _on_registration(self, message: SipMessage) -> None:
        if message.status == 401:
            uri = f"sip:127.0.0.1:{self._registrar[1]}"
            proof = credentials(message.get("WWW-Authenticate"), "REGISTER", uri, self.number, self.password)
            self.send(self._registration(message.cseq + 1, [("Authorization", proof)]))
        elif message.status == 200:
            self._registered.set()
