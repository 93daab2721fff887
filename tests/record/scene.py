# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scenario has at hand: the bed, the phones, one recorded AMI session; and where the recording goes."""
import gzip
import pathlib
import shutil
import time
from collections.abc import Callable

from ami_recorder import AmiRecorder
from bed import OUTSIDE, PJSIP_PHONES, SECRET, SIP_PHONES, USER, Bed
from phone import Call, Phone

CALLER = "02188776655"  # somebody outside
DID = "031180930758"
_PACK_FROM = 30_000  # bytes

SCENARIOS: dict[str, Callable[["Scene"], None]] = {}


def scenario(function):
    """Registers a function of one Scene; its docstring says what happens."""
    SCENARIOS[function.__name__] = function
    return function


class Phones:
    """Every registered telephone, by its number, and the carrier."""

    def __init__(self, bed: Bed):
        self.all = {n: Phone(n, bed.ports["pjsip"], password=f"pw{n}") for n in PJSIP_PHONES}
        if bed.has_chan_sip:
            self.all |= {n: Phone(n, bed.ports["sip"], password=f"pw{n}") for n in SIP_PHONES}
        for phone in self.all.values():
            phone.register()
        self.carrier = Phone("trunk", bed.ports["pjsip"], OUTSIDE, port=bed.ports["carrier"])

    def reset(self) -> None:
        for phone in (*self.all.values(), self.carrier):
            phone.behaviour = ("answer", 0.5)
            phone.calls.clear()
            phone.received.clear()
        self.all["8009"].behaviour = ("ring",)
        self.all["8010"].behaviour = ("refuse", "486 Busy Here")
        self.all["8006"].behaviour = ("forward", "8003")

    def close(self) -> None:
        for phone in (*self.all.values(), self.carrier):
            phone.close()


class Scene:
    def __init__(self, bed: Bed, phones: Phones):
        self.bed, self._phones = bed, phones
        self.version = bed.version
        self._sizes = {name: _size(path) for name, path in bed.oracles.items()}
        self.ami = self._log_in()

    def _log_in(self) -> AmiRecorder:
        return AmiRecorder(self.bed.ports["ami"], USER, SECRET)

    def connect_again(self) -> None:
        """The recording begins here: what happened before, the recorded session has not seen."""
        self.ami.close()
        self.ami = self._log_in()

    # --- people ------------------------------------------------------------------------------------------------
    def phone(self, number: str) -> Phone:
        return self._phones.all[number]

    @property
    def carrier(self) -> Phone:
        """Whoever is called outside."""
        return self._phones.carrier

    def call(self, caller: str, number: str) -> Call:
        return self.phone(caller).call(number)

    def talk(self, caller: str, number: str) -> Call:
        """A call that is up."""
        call = self.call(caller, number)
        call.wait("up")
        return call

    def outside_call(self, number: str = DID) -> Call:
        carrier = self._phones.carrier
        carrier.number = CALLER
        return carrier.call(number)

    def add_members(self, *interfaces: str, queue: str = "support", **more) -> None:
        for interface in interfaces:
            name = f"Agent {interface.split('/')[1][:4]}"
            self.ami.act("QueueAdd", Queue=queue, Interface=interface, MemberName=name, Penalty=0, **more)

    # --- Asterisk ----------------------------------------------------------------------------------------------
    def channel(self, device: str, number: int = 1) -> str:
        """The name of the device's channel, once it is there; the `number`th of the scenario."""
        return self.ami.wait("Newchannel", Channel=f"{device}-", count=number)["Channel"]

    def channel_alive(self, device: str) -> str:
        found = [c["Channel"] for c in self.live_channels() if c["Channel"].startswith(f"{device}-")]
        return found[-1]

    def live_channels(self) -> list[dict[str, str]]:
        return [e for e in self.ami.ask_list("CoreShowChannels", "CoreShowChannelsComplete") if "Channel" in e]

    def save(self, folder: pathlib.Path) -> None:
        """Waits for the last channel to go, and writes what was recorded."""
        self.clear()
        time.sleep(0.3)  # the CDR backends have threads of their own
        self.ami.close()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _write_stream(folder, bytes(self.ami.raw))
        index = "".join(f"{at:.4f} {offset}\n" for at, offset in self.ami.chunks)
        (folder / "ami.idx").write_text("# unix_time byte_offset_of_chunk\n" + index, encoding="ascii")
        sent = b"".join(f"# t={at:.4f}\n".encode() + data for at, data in self.ami.sent)
        (folder / "sent.txt").write_bytes(sent)
        for name, path in self.bed.oracles.items():
            (folder / name).write_bytes(path.read_bytes()[self._sizes[name] :] if path.exists() else b"")

    def clear(self) -> None:
        self._drain()
        for queue, interface in self._members():
            self.ami.act("QueueRemove", Queue=queue, Interface=interface)

    def _drain(self) -> None:
        end = time.monotonic() + 40
        while left := self.live_channels():
            if time.monotonic() > end:
                raise RuntimeError("channels are left: " + ", ".join(c["Channel"] for c in left))
            time.sleep(0.5)

    def _members(self) -> list[tuple[str, str]]:
        items = self.ami.ask_list("QueueStatus", "QueueStatusComplete")
        return [(e["Queue"], e["Location"]) for e in items if e["Event"] == "QueueMember"]


def _size(path: pathlib.Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _write_stream(folder: pathlib.Path, raw: bytes) -> None:
    if len(raw) < _PACK_FROM:
        (folder / "ami.raw").write_bytes(raw)
    else:
        (folder / "ami.raw.gz").write_bytes(gzip.compress(raw, 9, mtime=0))
