# SPDX-License-Identifier: GPL-3.0-or-later
"""One survey of Support: the three kinds of questions there are."""
_QUESTIONS = (
    (
        "How satisfied are you with our service?",
        "read out the scale",
        "radio",
        ("very satisfied", "satisfied", "neutral", "unsatisfied"),
    ),
    (
        "Which products do you use?",
        "more than one may be ticked",
        "checkbox",
        ("telephone system", "CRM", "recording", "none yet"),
    ),
    ("What should we do better?", "the caller's own words", "text", ()),
)


def add(rows, team) -> None:
    common = {"cretime": rows.now, "creby": "grace"}
    survey = rows.add(
        "survey",
        surveyname="Customer satisfaction",
        surveynote="Ask when the matter is settled.",
        enable=1,
        groupid=team.groups["Support"],
        **common,
    )
    for question, note, kind, items in _QUESTIONS:
        option = rows.add(
            "surveyoptions", surveyoption=question, optionnote=note, optiontype=kind, surveyid=survey, **common
        )
        for item in items:
            rows.add("surveyoptionitems", optionid=option, itemtype=kind, itemcontent=item, **common)
