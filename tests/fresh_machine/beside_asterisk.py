#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""beside_asterisk.py COMMAND...: runs it while a manager interface answers, whose port is in AMI_PORT (user astercc,
password s3cret)."""
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration"))
from fake_asterisk import FakeAsterisk  # noqa: E402

asterisk = FakeAsterisk()
done = subprocess.run(sys.argv[1:], env={**os.environ, "AMI_PORT": str(asterisk.port)})
asterisk.close()
sys.exit(done.returncode)
