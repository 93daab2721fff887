# SPDX-License-Identifier: GPL-3.0-or-later
"""What every part of a demo needs: its directory, the user it runs as, its programs, and what was decided for it."""
from dataclasses import dataclass

from .place import Place
from .processes import Processes
from .worker import Worker


@dataclass(frozen=True)
class Context:
    place: Place
    worker: Worker
    processes: Processes
    state: dict  # demo.json

    @classmethod
    def of(cls, place: Place) -> "Context":
        """The demo that lives in `place`; a sentence when there is none."""
        worker = Worker()
        return cls(place, worker, Processes(place, worker), place.load())

    def port(self, name: str) -> int:
        return self.state["ports"][name]

    def secret(self, name: str) -> str:
        return self.state["secrets"][name]

    @property
    def has_own_pbx(self) -> bool:
        return self.state["asterisk"]["private"]
