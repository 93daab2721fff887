# SPDX-License-Identifier: GPL-3.0-or-later
"""Up, down and status of a demo: which parts there are and in which order they start and stop."""
import contextlib
import fcntl
import pathlib
import secrets

from . import build, database, pbx, phones, ports, team, web
from .ami import Ami
from .context import Context
from .daemons import METRICS_PORTS, Daemons
from .errors import DemoError
from .place import DEFAULT_ROOT, Place
from .processes import wait_until
from .progress import say, step
from .seed import seed
from .worker import Worker

_AUTOMATIC_PORTS = {"db": "tcp", "live": "tcp", "ami": "tcp", "sip": "udp", "phones": "udp", "carrier": "udp"}
_AUTOMATIC_PORTS |= dict.fromkeys(METRICS_PORTS, "tcp")
_RTP_PORTS = 400
_SECRETS = ("db_astercc", "db_astercrm", "db_dialer", "ami", "ami_recorder", "ami_web", "ami_dialer", "ami_demo", "sip")
# From the outermost inwards, the order of stopping: nobody asks a part that has gone.
_PROGRAMS = (web.NAME, phones.REGISTER, phones.PHONES, phones.CARRIER, pbx.NAME, database.NAME)
_OF_OWN_PBX = (phones.REGISTER, phones.PHONES, phones.CARRIER, pbx.NAME)


def programs(context: Context) -> list[str]:
    """What runs in this demo beside our own daemons."""
    return [p for p in _PROGRAMS if context.has_own_pbx or p not in _OF_OWN_PBX]


class Demo:
    def __init__(self, context: Context):
        self.context = context
        self.database = database.Database(context)
        self.pbx = pbx.Pbx(context)
        self.phones = phones.Phones(context, self.pbx)
        self.daemons = Daemons(context)
        self.web = web.Web(context)

    def is_up(self) -> bool:
        return self.context.state.get("complete", False) and not self.missing()

    def missing(self) -> list[str]:
        """Programs that should run and do not."""
        absent = [name for name in programs(self.context) if not self.context.processes.pid(name)]
        return absent + ([] if self.daemons.status()[0] else ["daemons"])

    def start(self, build_folder: pathlib.Path) -> None:
        with step("Installing into the demo's directory") as s:
            build.install(build_folder, self.context.place.opt, s)
        self._write_files()
        with step("Starting MariaDB"):
            if not self.database.is_created():
                self.database.create_files()
            self.database.start()
        self._fill_database()
        if self.context.has_own_pbx:
            with step(f"Starting Asterisk and {len(team.PHONES)} phones"):
                self.pbx.start()
                self.phones.start()
        with step("Starting the daemons"):
            self.daemons.start()
            if self.context.has_own_pbx:
                user = self.context.state["asterisk"]["user"]
                wait_until(lambda: self.pbx.has_session(user), 20, "the daemons' login at Asterisk")
        with step("Starting Apache"):
            self.web.start()

    def _write_files(self) -> None:
        self.database.write_files()
        self.daemons.write_files()
        self.web.write_files()
        if self.context.has_own_pbx:
            self.pbx.write_files()
            self.phones.write_files()
        place = self.context.place
        private = [place.etc, place.pbx, place.data, place.root / "journal", place.root / "upload"]
        self.context.worker.own(place.log, place.run, place.root / "www", *private)
        for folder in private:
            folder.chmod(0o750)  # passwords, and what customers said

    def _fill_database(self) -> None:
        if not self.database.has_schema():
            with step("Creating the schema"):
                self.database.load_schema()
        if not self.database.value("SELECT COUNT(*) FROM astercrm_account"):
            with step("Filling in a team, customers and a week of calls") as s, self.database.connect() as connection:
                counts = seed(connection)
                s.remark = f"{counts['customer']} customers, {counts['mycdr']} calls"
        for member in team.TEAM:
            if not self.database.value("SELECT password FROM astercrm_account WHERE username = %s", member.username):
                self.daemons.set_password(member.username, member.password)

    def stop(self) -> list[str]:
        """Ends everything this demo started; returns what had to be looked for."""
        try:
            self.daemons.stop()
        except DemoError as e:
            say(f"  !! {e}")
        for name in _PROGRAMS:
            self.context.processes.stop(name)
        return self.context.processes.stop_leftovers()


def up(options) -> None:
    place = Place(options.dir)
    Worker().check_reach(place.root)
    place.create()
    with _alone_in(place):
        demo = Demo(Context.of(place))
        if demo.is_up():
            say(f"The demo in {place.root} is up already.")
        else:
            _bring_up(demo, options)
    tell(demo)


def _bring_up(demo: Demo, options) -> None:
    context = demo.context
    say(f"Starting the demo in {context.place.root}, its programs as user {context.worker.name}")
    context.state["complete"] = False
    context.place.save(context.state)
    demo.stop()  # the rest of one that has died
    _decide(context, options)
    if context.has_own_pbx:
        with step("Unpacking Asterisk 22") as s:
            demo.pbx.tree.ensure(s)
    else:
        _check_manager(context)
    if not options.build:
        with step("Building asterCC") as s:
            build.build(s)
    try:
        demo.start(options.build or build.RELEASE)
    except BaseException:
        demo.stop()
        raise
    context.state["complete"] = True
    context.place.save(context.state)


@contextlib.contextmanager
def _alone_in(place: Place):
    """One `up` or `down` at a time."""
    with open(place.root / "lock", "w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoError(f"another `scripts/demo up` or `down` is at work in {place.root}: wait for it") from None
        yield


def _decide(context: Context, options) -> None:
    """What holds for this demo from now on. Secrets and, while still free, ports stay those of its earlier life."""
    state = context.state
    _check_port(options.port, context.worker)
    state["secrets"] = {name: secrets.token_urlsafe(18) for name in _SECRETS} | state.get("secrets", {})
    state["answer_after"] = options.answer_after
    state["event_mode"] = options.event_mode
    kept = state.get("ports", {})
    state["ports"] = {name: _keep_or_pick(kept.get(name), kind, name) for name, kind in _AUTOMATIC_PORTS.items()}
    state["ports"] |= {"web": options.port, "rtp": ports.pick("udp", block=_RTP_PORTS)}
    state["asterisk"] = _asterisk(options, state)
    context.place.save(state)


def _keep_or_pick(port: int | None, kind: str, name: str) -> int:
    address = phones.OUTSIDE if name == "carrier" else phones.INSIDE
    return port if port and ports.is_free(kind, port, address) else ports.pick(kind, address)


def _asterisk(options, state: dict) -> dict:
    if not options.asterisk:
        local = {"host": "127.0.0.1", "port": state["ports"]["ami"]}
        return {"private": True, **local, "user": pbx.MANAGER_USER, "secret": state["secrets"]["ami"]}
    if not options.ami_user or not options.ami_secret:
        raise DemoError(
            "--asterisk needs --ami-user and --ami-secret as well: a user of its manager.conf"
            " (sample: etc/asterisk/manager.conf)"
        )
    host, port = options.asterisk
    return {"private": False, "host": host, "port": port, "user": options.ami_user, "secret": options.ami_secret}


def _check_port(port: int, worker: Worker) -> None:
    if port < 1024 and not worker.drops:
        raise DemoError(f"port {port} needs root: choose one above 1023 with --port")
    if not ports.is_free("tcp", port):
        raise DemoError(f"port {port} is taken: choose another with --port")


def _check_manager(context: Context) -> None:
    asterisk = context.state["asterisk"]
    with step(f"Asking Asterisk at {asterisk['host']}:{asterisk['port']}"):
        Ami(asterisk["port"], asterisk["user"], asterisk["secret"], asterisk["host"]).close()


def down(options) -> None:
    place = Place(options.dir)
    context = Context.of(place)
    with _alone_in(place):
        with step("Stopping the demo") as s:
            if found := Demo(context).stop():
                s.remark = f"{len(found)} stray processes ended too"
        if not options.keep:
            with step(f"Removing {place.root}"):
                place.remove()


def tell(demo: Demo) -> None:
    """The address, the logins, and what to try."""
    say(f"\n  {demo.web.address}\n")
    say(f"  {'login':10}{'password':10}{'phone':7}who")
    for m in team.TEAM:
        group = f" of {m.group}" if m.group else ""
        say(f"  {m.username:10}{m.password:10}{m.extension:7}{m.full_name}, {m.usertype}{group}")
    root = demo.context.place.root
    command = "scripts/demo" if root == DEFAULT_ROOT else f"scripts/demo --dir {root}"
    if demo.context.has_own_pbx:
        say("\n  Try: log in as alice, then let a customer call her queue and watch the record pop up:")
        say(f"    {command} call inbound          {command} traffic --for 120")
    say(f"  See:  {command} status            {command} logs")
    say(f"  End:  {command} down")
