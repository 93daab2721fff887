# SPDX-License-Identifier: GPL-3.0-or-later
"""panoramisk: PORT EVENTS"""
import sys

from panoramisk import Manager

left = int(sys.argv[2])
manager = Manager(host="127.0.0.1", port=int(sys.argv[1]), username="bench", secret="bench", ping_delay=3600)


def count(_, __):
    global left
    left -= 1
    if left == 0:
        manager.loop.stop()


manager.register_event("*", count)
manager.connect()
manager.loop.run_forever()
