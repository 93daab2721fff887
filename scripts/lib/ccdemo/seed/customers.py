# SPDX-License-Identifier: GPL-3.0-or-later
"""200 customers with one or two contacts each and notes of the last two months."""
import re
from dataclasses import dataclass
from datetime import timedelta

from .. import team as demo_team
from . import names

COUNT = 200
_SHARE = {"zh": 12, "de": 5, "en": 3}
# text and attitude: 10 happy, 5 content, 0 unknown, -1 unhappy
_NOTES = {
    "zh": (
        ("客户询问发货时间，已告知三个工作日内送达。", 0),
        ("要求开具增值税发票，资料已发邮箱。", 5),
        ("对新产品很感兴趣，下周再联系。", 10),
        ("投诉包装破损，已安排补发。", -1),
        ("续约价格需请示主管。", 0),
        ("联系人更换，新的采购经理接手。", 5),
        ("已发送报价单，等待回复。", 0),
    ),
    "de": (
        ("Fragt nach dem Liefertermin, Auskunft: drei Werktage.", 0),
        ("Rechnung nochmals per E-Mail geschickt.", 5),
        ("Großes Interesse am Jahresvertrag, Rückruf nächste Woche.", 10),
        ("Reklamation: Ware beschädigt, Ersatz ist unterwegs.", -1),
        ("Möchte nur vormittags angerufen werden.", 0),
        ("Angebot gesendet, wartet auf Freigabe.", 5),
    ),
    "en": (
        ("Asked about the delivery date, told three working days.", 0),
        ("Invoice sent again by e-mail.", 5),
        ("Very interested in a yearly contract, call back next week.", 10),
        ("Complaint: damaged goods, replacement is on its way.", -1),
        ("Prefers calls in the morning.", 0),
        ("Quote sent, waiting for approval.", 5),
    ),
}


@dataclass(frozen=True)
class Person:
    """Somebody who may call: what the trunk shows, and whose record must pop up."""

    number: str
    name: str
    customer: str
    customerid: int


def digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)


class _Maker:
    def __init__(self, rows, team):
        self._rows, self._team, self._chance = rows, team, rows.chance
        self._used: set[str] = set()

    def phone(self, pattern: str) -> str:
        """A number nobody has yet."""
        while True:
            number = re.sub("#", lambda _: str(self._chance.randrange(10)), pattern)
            if digits(number) not in self._used:
                self._used.add(digits(number))
                return number

    def name(self, tongue: str) -> str:
        pick = self._chance.choice
        if tongue == "zh":
            return pick(names.ZH_FAMILY) + pick(names.ZH_GIVEN)
        given, family = (names.DE_GIVEN, names.DE_FAMILY) if tongue == "de" else (names.EN_GIVEN, names.EN_FAMILY)
        return f"{pick(given)} {pick(family)}"

    def firm(self, tongue: str, city) -> tuple[str, str]:
        """Name and category."""
        pick = self._chance.choice
        if tongue == "zh":
            trade, category = pick(names.ZH_TRADE)
            return city.name + pick(names.ZH_FIRM) + trade, category
        families, trades = (names.DE_FAMILY, names.DE_TRADE) if tongue == "de" else (names.EN_FAMILY, names.EN_TRADE)
        trade, category = pick(trades)
        return f"{pick(families)} {trade}", category

    def street(self, tongue: str) -> str:
        number, pick = self._chance.randrange(1, 250), self._chance.choice
        if tongue == "zh":
            return f"{pick(names.ZH_STREET)}{number}号"
        return f"{pick(names.DE_STREET)} {number}" if tongue == "de" else f"{number} {pick(names.EN_STREET)}"

    def customer(self, tongue: str) -> list[Person]:
        rows, chance = self._rows, self._chance
        city = chance.choice(names.CITIES[tongue])
        firm, category = self.firm(tongue, city)
        group = chance.choice(demo_team.GROUPS)
        owner = chance.choice(demo_team.of(group)).username
        since = rows.now - timedelta(days=chance.randrange(65, 900), minutes=chance.randrange(600))
        common = {"groupid": self._team.groups[group], "creby": owner, "cretime": since}
        phone, head = self.phone(city.landline), self.name(tongue)
        customerid = rows.add(
            "customer",
            customer=firm,
            address=self.street(tongue),
            zipcode=city.zipcode,
            city=city.name,
            state=city.state,
            country=city.country,
            phone=phone,
            mobile=self.phone(city.mobile),
            category=category,
            contact=head,
            website=f"https://customer-{len(self._used)}.example",
            **common,
        )
        people = [Person(digits(phone), head, firm, customerid)]
        people += [
            self.contact(tongue, city, customerid, firm, name, common)
            for name in [head, self.name(tongue)][: chance.choice((1, 1, 2))]
        ]
        for _ in range(chance.choice((0, 1, 1, 2, 4))):
            self.note(tongue, customerid, group)
        return people

    def contact(self, tongue: str, city, customerid: int, firm: str, name: str, common: dict) -> Person:
        number = self.phone(city.mobile)
        self._rows.add(
            "contact",
            contact=name,
            position=self._chance.choice(names.ROLES[tongue]),
            phone=self.phone(city.landline),
            mobile=number,
            email=f"contact-{len(self._used)}@customer.example",
            customerid=customerid,
            **common,
        )
        return Person(digits(number), name, firm, customerid)

    def note(self, tongue: str, customerid: int, group: str) -> None:
        when = self._rows.now - timedelta(days=self._chance.randrange(60), minutes=self._chance.randrange(1, 480))
        text, attitude = self._chance.choice(_NOTES[tongue])
        self._rows.add(
            "note",
            note=text,
            attitude=attitude,
            priority=self._chance.choice((0, 3, 5, 5, 8, 10)),
            cretime=when,
            creby=self._chance.choice(demo_team.of(group)).username,
            customerid=customerid,
            groupid=self._team.groups[group],
        )


def add(rows, team) -> list[Person]:
    """Everybody who may call, customer by customer."""
    maker = _Maker(rows, team)
    tongues = [tongue for tongue, share in _SHARE.items() for _ in range(share)]
    return [person for _ in range(COUNT) for person in maker.customer(rows.chance.choice(tongues))]
