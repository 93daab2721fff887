# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Asterisk of another Debian release beside the system, set up for recording: every AMI event, CDR twice (whole
seconds and fractions), queue_log. Everything lies in one folder and listens on loopback only."""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "scripts/lib"))

from ccdemo import audio, ports  # noqa: E402
from ccdemo.asterisk_tree import AsteriskTree  # noqa: E402
from ccdemo.place import CHECKOUT  # noqa: E402
from ccdemo.processes import wait_until  # noqa: E402

SUITES = {"22": "forky", "16": "bullseye"}
USER, SECRET = "recorder", "recorded"
OUTSIDE = "127.0.0.2"  # the trunk is known by its address
PJSIP_PHONES = [str(n) for n in range(8001, 8011)]
SIP_PHONES = [str(n) for n in range(8101, 8105)]  # chan_sip, gone since Asterisk 21
_EMPTY = "udptl pjproject pjsip_notify queuerules acl ccss confbridge cli_aliases cel".split()


class Bed:
    def __init__(self, version: str, folder: pathlib.Path):
        self.version, self.folder = version, folder / version
        self.tree = AsteriskTree(folder / f"asterisk-{version}", SUITES[version])
        self.etc, self.log = self.folder / "etc", self.folder / "log"
        self.ports = {name: ports.pick(kind) for name, kind in _PORTS.items()}
        self.ports["rtp"] = ports.pick("udp", block=400)
        self._child: subprocess.Popen | None = None

    @property
    def has_chan_sip(self) -> bool:
        return (self.tree.modules / "chan_sip.so").exists()

    @property
    def oracles(self) -> dict[str, pathlib.Path]:
        """What Asterisk appends to while calls go by."""
        return {
            "cdr.csv": self.log / "cdr-csv/Master.csv",
            "cdr_custom.csv": self.log / "cdr-custom/Master.csv",
            "queue_log.txt": self.log / "queue_log",
        }

    def write_files(self) -> None:
        for name in ("etc", "run", "log/cdr-csv", "log/cdr-custom", "lib/keys", "spool/tmp", "spool/monitor", "moh"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for template in (HERE / "etc").iterdir():
            (self.etc / template.name).write_text(self._fill(template.read_text(encoding="utf-8")), encoding="utf-8")
        for name in _EMPTY:
            (self.etc / f"{name}.conf").touch()
        self._write_modules()
        audio.write_hold_music(self.folder / "moh/hold.wav")
        audio.write_hello(self.folder / "hello.wav")
        audio.write_greeting(self.folder / "greeting.wav")

    def _fill(self, text: str) -> str:
        values = {
            "ETC": self.etc,
            "BED": self.folder,
            "LOG": self.log,
            "MODULES": self.tree.modules,
            "DATA": self.tree.data,
            "SBIN": self.tree.program.parent,
            "USER": USER,
            "SECRET": SECRET,
            "OUTSIDE": OUTSIDE,
            "DIALER": _section("extensions_astercc.conf", "astercc-dialer"),
            "RTP_LAST": self.ports["rtp"] + 399,
            "PJSIP_PHONES": "\n".join(_PJSIP_PHONE.format(n) for n in PJSIP_PHONES),
            "SIP_PHONES": "\n".join(_SIP_PHONE.format(n) for n in SIP_PHONES),
            **{f"{name.upper()}_PORT": port for name, port in self.ports.items()},
        }
        return re.sub(r"@([A-Z][A-Z_]*)@", lambda found: str(values[found[1]]), text)

    def _write_modules(self) -> None:
        wanted = (HERE / "modules.txt").read_text(encoding="ascii").split()
        present = [m for m in wanted if (self.tree.modules / f"{m}.so").exists()]
        lines = ["[modules]", "autoload = no", *(f"load = {m}.so" for m in present)]
        (self.etc / "modules.conf").write_text("\n".join(lines) + "\n", encoding="ascii")

    def start(self) -> None:
        with open(self.folder / "asterisk.out", "ab") as out:
            self._child = subprocess.Popen(
                self._command("-f", "-n"), stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        wait_until(lambda: ports.accepts(self.ports["ami"]), 30, "the manager port of Asterisk", self._require_alive)
        self.ask("core waitfullybooted")

    def ask(self, command: str) -> str:
        return subprocess.run(
            self._command("-rx", command), capture_output=True, text=True, timeout=30, check=False
        ).stdout

    def stop(self) -> None:
        if self._child:
            self._child.terminate()
            try:
                self._child.wait(20)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()

    def _require_alive(self) -> None:
        if self._child.poll() is not None:
            raise RuntimeError(f"Asterisk ended with {self._child.returncode}: see {self.folder}/asterisk.out")

    def _command(self, *arguments: str) -> list[str]:
        return self.tree.command(self.etc / "asterisk.conf", *arguments)


def _section(sample: str, name: str) -> str:
    """One section of a file of etc/asterisk."""
    text = (CHECKOUT / "etc/asterisk" / sample).read_text(encoding="utf-8")
    return re.search(rf"^\[{name}\].*?(?=^\[|\Z)", text, re.M | re.S)[0]


_PORTS = {"ami": "tcp", "pjsip": "udp", "sip": "udp", "iax": "udp", "carrier": "udp"}
_PJSIP_PHONE = """[{0}](phone)
auth = {0}
aors = {0}
callerid = Agent {0} <{0}>
[{0}](phone-auth)
username = {0}
password = pw{0}
[{0}](phone-aor)
"""
_SIP_PHONE = """[{0}](phone)
secret = pw{0}
callerid = Agent {0} <{0}>
"""
