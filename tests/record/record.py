#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records AMI streams of a real Asterisk for tests/data/captures, with what Asterisk itself wrote about the same calls.

    tests/record/record.py --list
    tests/record/record.py 22 [SCENARIO ...]        # no name: all
    tests/record/record.py 16 --out DIR pickup hold

Asterisk 22 or 16 is unpacked beside the system into --bed (once, about 80 MB from Debian's mirror), run on loopback with
telephones of our own, and stopped at the end."""
import argparse
import pathlib
import signal
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import dialing  # noqa: E402, F401  scenarios register themselves
import queues  # noqa: E402, F401
import shapes  # noqa: E402, F401
import transfers  # noqa: E402, F401
from bed import SUITES, Bed  # noqa: E402
from scene import SCENARIOS, Phones, Scene  # noqa: E402


class _Step:
    """Where the unpacking tells of its progress."""

    remark = ""

    def detail(self, text: str) -> None:
        print(f"  {text}", file=sys.stderr)


def main() -> int:
    options = _options()
    if options.list:
        for name, function in SCENARIOS.items():
            print(f"{name}\n    {' '.join(function.__doc__.split())}")
        return 0
    names = options.scenarios or list(SCENARIOS)
    if unknown := set(names) - set(SCENARIOS):
        sys.exit(f"no scenario {', '.join(sorted(unknown))}: --list shows them")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    bed = Bed(options.version, options.bed)
    bed.tree.ensure(_Step())
    bed.write_files()
    try:
        bed.start()
        return _record(bed, names, options.out)
    finally:
        bed.stop()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version", nargs="?", choices=list(SUITES), default="22")
    parser.add_argument("scenarios", nargs="*")
    parser.add_argument("--list", action="store_true", help="name the scenarios")
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parents[0] / "data/captures")
    parser.add_argument("--bed", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "astercc-record")
    return parser.parse_intermixed_args()


def _record(bed: Bed, names: list[str], out: pathlib.Path) -> int:
    phones = Phones(bed)
    failed = 0
    for name in names:
        if name.startswith("sip_") and not bed.has_chan_sip:
            continue
        phones.reset()
        scene = Scene(bed, phones)
        try:
            SCENARIOS[name](scene)
            scene.save(out / bed.version / name)
            print(f"{bed.version} {name}: {len(scene.ami.raw)} bytes, {len(scene.ami.events)} events", flush=True)
        except (RuntimeError, LookupError, StopIteration) as e:
            failed += 1
            print(f"{bed.version} {name}: FAILED: {e!r}", flush=True)
            traceback.print_exc()
            bed.ask("channel request hangup all")
            scene.save(out / bed.version / f"{name}.failed")
    phones.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
