# SPDX-License-Identifier: GPL-3.0-or-later
"""The private Apache: the samples of etc/apache with the modules they need and the demo's ports and paths around them."""
import shutil

from . import fill
from .context import Context
from .errors import DemoError
from .place import CHECKOUT
from .ports import accepts
from .processes import MARK, wait_until

NAME = "apache"
_PROGRAM = "/usr/sbin/apache2"
_SAMPLES = CHECKOUT / "etc/apache"
_MODULES = (
    "mpm_event",
    "authz_core",
    "alias",
    "mime",
    "headers",
    "env",
    "setenvif",
    "reqtimeout",
    "fcgid",
    "proxy",
    "proxy_http",
)
_MODULE_FOLDER = "/usr/lib/apache2/modules"


class Web:
    def __init__(self, context: Context):
        self._context = context
        self._place = context.place
        self._etc = context.place.etc / "apache"

    @property
    def port(self) -> int:
        return self._context.port("web")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def write_files(self) -> None:
        for folder in (self._etc, self._place.run / "apache/fcgid", self._place.root / "www"):
            folder.mkdir(parents=True, exist_ok=True)
        for sample in ("astercc.conf", "mpm_event.conf"):
            shutil.copyfile(_SAMPLES / sample, self._etc / sample)
        modules = "\n".join(f"LoadModule {m}_module {_MODULE_FOLDER}/mod_{m}.so" for m in _MODULES)
        (self._etc / "apache.conf").write_text(
            fill.fill(
                "apache.conf",
                ROOT=self._place.root,
                RUN=self._place.run,
                LOG=self._place.log,
                ETC=self._place.etc,
                MODULES=modules,
                SAMPLES=self._etc,
                ADDRESS=f"127.0.0.1:{self.port}",
                PREFIX=self._place.opt,
                LIVE_PORT=self._context.port("live"),
                MARK=MARK,
            ),
            encoding="utf-8",
        )

    def start(self) -> None:
        command = [_PROGRAM, "-f", str(self._etc / "apache.conf")]
        check = self._context.processes.run([*command, "-t"])
        if check.returncode:
            raise DemoError(f"Apache does not accept {self._etc}/apache.conf: {check.stderr.strip()}")
        child = self._context.processes.start(NAME, [*command, "-D", "FOREGROUND"], low_port=self.port < 1024)
        wait_until(
            lambda: accepts(self.port),
            20,
            "the start of Apache",
            lambda: self._context.processes.require_alive(NAME, child),
        )
