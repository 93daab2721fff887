# SPDX-License-Identifier: GPL-3.0-or-later
"""One survey of Support: the three kinds of questions there are, and what two weeks of callers answered."""
from datetime import timedelta

from .. import team as demo_team

_ANSWERS, _DAYS = 60, 14
_QUESTIONS = (
    (
        "How satisfied are you with our service?",
        "read out the scale",
        "radio",
        {"very satisfied": 9, "satisfied": 14, "neutral": 5, "unsatisfied": 2},
    ),
    (
        "Which products do you use?",
        "more than one may be ticked",
        "checkbox",
        {"telephone system": 10, "CRM": 7, "recording": 4, "none yet": 1},
    ),
    ("What should we do better?", "the caller's own words", "text", {}),
)
_WISHES = ("Answer faster in the morning.", "A person who knows my orders.", "Kürzere Wartezeiten", "周末也能联系到客服")


def add(rows, team, people: list) -> None:
    common = {"cretime": rows.now, "creby": "grace"}
    group = team.groups["Support"]
    title = "Customer satisfaction"
    survey = rows.add(
        "survey",
        surveyname=title,
        surveynote="Ask when the matter is settled.",
        enable=1,
        groupid=group,
        **common,
    )
    questions = []
    for question, note, kind, items in _QUESTIONS:
        option = rows.add(
            "surveyoptions", surveyoption=question, optionnote=note, optiontype=kind, surveyid=survey, **common
        )
        ids = {
            item: rows.add("surveyoptionitems", optionid=option, itemtype=kind, itemcontent=item, **common)
            for item in items
        }
        questions.append((option, question, kind, items, ids))
    for customerid in rows.chance.sample(sorted({p.customerid for p in people}), _ANSWERS):
        answered = {
            "customerid": customerid,
            "surveyid": survey,
            "surveytitle": title,
            "groupid": group,
            "creby": rows.chance.choice(demo_team.of("Support")).username,
            "cretime": rows.now - timedelta(minutes=rows.chance.randrange(_DAYS * 24 * 60)),
        }
        _answer(rows, questions, answered)


def _answer(rows, questions: list, answered: dict) -> None:
    chance = rows.chance
    for option, question, kind, items, ids in questions:
        common = {**answered, "surveyoptionid": option, "surveyoption": question}
        if kind == "text":
            if chance.random() < 0.4:
                rows.add("surveyresult", **common, surveynote=chance.choice(_WISHES))
            continue
        picks = 1 if kind == "radio" else chance.choice((1, 1, 2))
        for item in sorted(set(chance.choices(list(items), list(items.values()), k=picks))):
            rows.add("surveyresult", **common, itemid=ids[item], itemcontent=item, surveynote="")
