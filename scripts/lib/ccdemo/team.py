# SPDX-License-Identifier: GPL-3.0-or-later
"""Who works in the demo's call center. Phones, queues and accounts all come from here."""
from dataclasses import dataclass

PASSWORD = "demo"
DID_SUPPORT, DID_SALES = "031180930758", "02150001000"
SERVER = "asterisk"


@dataclass(frozen=True)
class Member:
    username: str
    first: str
    last: str
    extension: str
    group: str
    usertype: str = "agent"
    lang: str = ""

    @property
    def channel(self) -> str:
        return f"PJSIP/{self.extension}"

    @property
    def full_name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def password(self) -> str:
        return "admin" if self.username == "admin" else PASSWORD


GROUPS = ("Support", "Sales")
TEAM = (
    Member("admin", "Ada", "Lindqvist", "8000", "", "admin"),
    Member("grace", "Grace", "Okafor", "8007", "Support", "groupadmin"),
    Member("alice", "Alice", "Bergmann", "8001", "Support"),
    Member("bruno", "Bruno", "Keller", "8002", "Support"),
    Member("chen", "Wei", "Chen", "8003", "Support"),
    Member("daria", "Daria", "Novak", "8004", "Sales"),
    Member("emil", "Emil", "Sommer", "8005", "Sales"),
    Member("fang", "Li", "Fang", "8006", "Sales"),
)
PHONES = tuple(m for m in TEAM if m.usertype != "admin")


def of(group: str) -> tuple[Member, ...]:
    """The agents of a group."""
    return tuple(m for m in TEAM if m.group == group and m.usertype == "agent")
