# SPDX-License-Identifier: GPL-3.0-or-later
"""Our daemons: their configuration, and asterccd, which starts, stops and watches them."""
from . import conf
from .context import Context
from .errors import DemoError
from .pbx import DIALER_USER, RECORDER_USER, WEB_USER
from .place import Place

METRICS_PORTS = ("astercc", "astercclive", "asterccdaemon", "astercctools", "dialer", "eventsdaemon")  # who answers /metrics


class Daemons:
    def __init__(self, context: Context):
        self._context = context
        self._config = context.place.etc / "astercc.conf"
        self._web_config = context.place.etc / "astercrm.conf"
        self._upload = context.place.root / "upload"
        self._program = context.place.opt / "bin/asterccd"

    def write_files(self) -> None:
        for folder in (self._context.place.run / "astercc", self._context.place.root / "journal", self._upload):
            folder.mkdir(exist_ok=True)
        self._config.write_text(conf.derive("astercc.conf", self._daemon_values()), encoding="utf-8")
        self._web_config.write_text(conf.derive("astercrm.conf", self._web_values()), encoding="utf-8")
        for file in (self._config, self._web_config):
            file.chmod(0o640)  # they hold passwords

    def _common(self, user: str) -> dict:
        asterisk = self._context.state["asterisk"]
        return {
            "database": {
                "dbhost": self._context.place.run / "mysql.sock",
                "username": user,
                "password": self._context.secret(f"db_{user}"),
            },
            "asterisk": {
                "server": asterisk["host"],
                "port": asterisk["port"],
                "username": asterisk["user"],
                "secret": asterisk["secret"],
            },
        }

    def _daemon_values(self) -> dict:
        place: Place = self._context.place
        common = self._common("astercc")
        if self._context.has_own_pbx:  # somebody else's has no such user, nor a file here
            common["asterisk"] |= {
                "record_username": RECORDER_USER,
                "record_secret": self._context.secret("ami_recorder"),
                "cdr_csv": place.cdr_file,
            }
        return common | {
            "dialer": self._dialer_values(),
            "system": {
                "rundir": place.run / "astercc",
                "logdir": place.log,
                "journal_path": place.root / "journal",
                "monitorpath": place.pbx / "spool/monitor",
                "queue_log_path": place.log / "asterisk/queue_log",
                "monitorformat": "wav",
                "agent_sign_in": "ready",  # so that calls come to whoever looks in
            },
            "live": {"port": self._context.port("live")},
            "metrics": {f"{name}_port": self._context.port(name) for name in METRICS_PORTS},
            "watchdog": {"programs": self._programs(), "bin_path": place.opt / "bin"},
        }

    def _dialer_values(self) -> dict:
        values = {"dbusername": "dialer", "dbpassword": self._context.secret("db_dialer")}
        if self._context.has_own_pbx:
            values |= {"username": DIALER_USER, "secret": self._context.secret("ami_dialer")}
        return values

    def _programs(self) -> str:
        return "eventsdaemon,astercctools,astercclive" if self._is_event_mode() else "astercc,astercctools,astercclive,dialer"

    def _is_event_mode(self) -> bool:
        return self._context.state.get("event_mode", False)

    def _web_values(self) -> dict:
        share = self._context.place.opt / "share/astercc"
        eventtype = "event" if self._is_event_mode() else "curcdr"  # for eventsdaemon too: its file lies beside this one
        program = self._context.place.opt / "lib/astercc/astercrm-import"
        common = self._common("astercrm")
        common["asterisk"]["monitorpath"] = self._context.place.pbx / "spool/monitor"
        if self._context.has_own_pbx:
            common["asterisk"] |= {"username": WEB_USER, "secret": self._context.secret("ami_web")}
        return common | {
            "system": {
                "share_path": share,
                "eventtype": eventtype,
                "upload_file_path": self._upload,
                "import_program": program,
                "phone_requests": int(self._context.has_own_pbx),
            }
        }

    def set_password(self, username: str, password: str) -> None:
        done = self._context.processes.run(
            [
                str(self._context.place.opt / "bin/astercrm-admin"),
                "-c",
                str(self._web_config),
                "--demo",
                "set-password",
                username,
            ],
            input=password + "\n",
        )
        if done.returncode:
            raise DemoError(f"`astercrm-admin set-password {username}` failed: {done.stderr.strip()}")

    def start(self) -> None:
        self._require("start")

    def stop(self) -> None:
        """Nothing to stop when `up` did not come this far."""
        if self._are_installed():
            self._require("stop")

    def status(self) -> tuple[bool, str]:
        """Whether all of them run, and a line for each."""
        if not self._are_installed():
            return False, ""
        done = self.control("status")
        return done.returncode == 0, done.stdout

    def _are_installed(self) -> bool:
        return self._program.exists() and self._config.exists()

    def control(self, verb: str, *programs: str):
        """asterccd VERB [PROGRAM...], as the user the daemons run as."""
        return self._context.processes.run([str(self._program), "-c", str(self._config), verb, *programs], timeout=60)

    def _require(self, verb: str) -> None:
        done = self.control(verb)
        if done.returncode:
            raise DemoError(
                f"`asterccd {verb}` failed (logs in {self._context.place.log}): {(done.stderr + done.stdout).strip()}"
            )
