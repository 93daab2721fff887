# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of scripts/demo."""
import argparse
import json
import os
import pathlib
import sys

from . import calls, demo, team, traffic
from .context import Context
from .errors import DemoError
from .place import DEFAULT_ROOT, Place
from .progress import say

_NO = 3  # exit status of `status` when something does not run


def _host_and_port(text: str) -> tuple[str, int]:
    host, _, port = text.partition(":")
    if not host or not (port or "5038").isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not HOST or HOST:PORT")
    return host, int(port or 5038)


def _arguments(words: list[str]) -> argparse.Namespace:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--dir",
        type=pathlib.Path,
        default=argparse.SUPPRESS,
        help="the demo's directory (default: run/ in the checkout)",
    )
    parser = argparse.ArgumentParser(
        prog="scripts/demo", description="A whole call center on this machine, in one directory.", parents=[common]
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="up|down|status|logs|call|traffic")

    up = verbs.add_parser("up", parents=[common], help="build, install and start everything; prints the address")
    up.add_argument("--port", type=int, default=8080, help="of the web server (default 8080)")
    up.add_argument(
        "--answer-after",
        type=float,
        default=5.0,
        metavar="SECONDS",
        help="how long the agents' phones ring (default 5)",
    )
    up.add_argument(
        "--event-mode",
        action="store_true",
        help="eventtype = event: eventsdaemon tells the pages of calls, astercc does not run",
    )
    up.add_argument("--asterisk", type=_host_and_port, metavar="HOST[:PORT]", help="use this Asterisk instead of a private one")
    up.add_argument("--ami-user", metavar="NAME", help="its manager user")
    up.add_argument("--ami-secret", metavar="SECRET", help="the user's secret")
    up.add_argument(
        "--build",
        type=pathlib.Path,
        metavar="DIR",
        help="install from this build directory as it is (default: build the preset release)",
    )
    up.set_defaults(act=demo.up)

    down = verbs.add_parser("down", parents=[common], help="end everything `up` started and remove the directory")
    down.add_argument("--keep", action="store_true", help="keep the directory: the next `up` finds its data again")
    down.set_defaults(act=demo.down)

    verbs.add_parser("status", parents=[common], help="what runs").set_defaults(act=_status)

    logs = verbs.add_parser("logs", parents=[common], help="the log files, or the end of one")
    logs.add_argument("program", nargs="?", help="show this one's")
    logs.add_argument("-f", "--follow", action="store_true", help="and what is added to it, until Ctrl-C")
    logs.set_defaults(act=_logs)

    call = verbs.add_parser("call", parents=[common], help="make one call and watch it")
    call.add_argument(
        "kind",
        choices=("inbound", "outbound", "internal"),
        help="a customer calls a queue, an agent calls a customer, an agent calls a colleague",
    )
    call.add_argument(
        "number", nargs="?", help="the customer's number (default: a random customer's) or the colleague's extension"
    )
    call.add_argument("--to", choices=("support", "sales"), default="support", help="the queue an inbound call is for")
    call.add_argument(
        "--agent",
        default="alice",
        choices=[m.username for m in team.PHONES],
        help="who makes an outbound or internal call",
    )
    call.add_argument("--name", default="", help="the caller's name, as a trunk may send it")
    call.add_argument(
        "--talk",
        type=float,
        default=20.0,
        metavar="SECONDS",
        help="the caller hangs up so long after the answer (default 20)",
    )
    call.add_argument(
        "--patience", type=float, default=180.0, metavar="SECONDS", help="the caller gives up so long after dialing"
    )
    call.add_argument("--json", action="store_true", help="print nothing but the result, as JSON")
    call.set_defaults(act=_call)

    flow = verbs.add_parser("traffic", parents=[common], help="keep calls flowing until Ctrl-C")
    flow.add_argument("--rate", type=float, default=6.0, metavar="CALLS", help="per minute (default 6)")
    flow.add_argument("--for", dest="seconds", type=float, metavar="SECONDS", help="end by itself")
    flow.set_defaults(act=lambda o: traffic.run(_running(o), o.rate, o.seconds))
    options = parser.parse_args(words)
    options.dir = getattr(options, "dir", DEFAULT_ROOT)
    return options


def _running(options) -> demo.Demo:
    found = demo.Demo(_context(options))
    if missing := found.missing():
        raise DemoError(
            f"the demo in {options.dir} is not up ({', '.join(missing)} not running): `scripts/demo up` starts it"
        )
    return found


def _context(options) -> Context:
    context = Context.of(Place(options.dir))
    if "ports" not in context.state:
        raise DemoError(f"the demo in {options.dir} never came up: `scripts/demo up` starts it")
    return context


def _status(options) -> int:
    found = demo.Demo(_context(options))
    missing = found.missing()
    for name in demo.programs(found.context):
        pid = found.context.processes.pid(name)
        say(f"  {name}: {'runs, pid ' + str(pid) if pid else 'does not run'}")
    for line in found.daemons.status()[1].splitlines():
        say(f"  {line}")
    if missing:
        return _NO
    if found.context.has_own_pbx:
        absent = found.pbx.unregistered_phones()
        say(
            f"  phones registered: {len(team.PHONES) - len(absent)} of {len(team.PHONES)}; {found.pbx.calls_under_way()}"
        )
    say(f"  {found.web.address}")
    return 0


def _logs(options) -> None:
    folder = _context(options).place.log
    files = {str(p.relative_to(folder)): p for p in sorted(folder.rglob("*")) if p.is_file()}
    if not options.program:
        for name, path in files.items():
            say(f"  {path.stat().st_size:10}  {name}")
        return
    wanted = [
        p
        for name, p in files.items()
        if name.startswith(options.program) or pathlib.PurePath(name).stem.startswith(options.program)
    ]
    if not wanted:
        raise DemoError(f"no log of {options.program} in {folder}: `scripts/demo logs` lists what there is")
    follow = ["-F"] if options.follow else []
    os.execv("/usr/bin/tail", ["tail", "-n", "100", *follow, *map(str, wanted)])


def _plan(options, found: demo.Demo) -> calls.Plan:
    if options.kind == "inbound":
        number, name = (options.number, options.name) if options.number else calls.random_customer(found)
        did = team.DID_SALES if options.to == "sales" else team.DID_SUPPORT
        return calls.Plan(number, did, options.talk, options.patience, name)
    agent = next(m for m in team.PHONES if m.username == options.agent)
    other = next(m for m in team.PHONES if m != agent and m.group == agent.group and m.usertype == "agent")
    dials = options.number or (calls.random_customer(found)[0] if options.kind == "outbound" else other.extension)
    return calls.Plan(agent.extension, dials, options.talk, options.patience, member=agent)


def _call(options) -> None:
    found = _running(options)
    plan = _plan(options, found)
    call = calls.make(found, plan, tell=(lambda text: None) if options.json else say)
    say(json.dumps(call.as_dict()) if options.json else f"  {call.outcome}")


def main() -> int:
    options = _arguments(sys.argv[1:])
    try:
        return options.act(options) or 0
    except DemoError as e:
        print(f"demo: {e}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):  # the reader has gone, or never mind
        return 130


sys.exit(main())
