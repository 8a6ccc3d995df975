"""Everybody else who may knock, beside the stranger, insider and holder of the table of doors; and what lists show whom.

Expectations are written by hand. `former` was head of the county until yesterday; `auditor` audits the county now;
`rival` heads another industrial union of the county; `industrial` is handler of the industrial union of the examples, `guide`
reads for the industrial union above it; `constituent` is handler of a union that belongs to it; `above` is handler of the city;
`mover` heads the other county, to which a union of the county moved yesterday.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gonglian.core import clock
from gonglian.organisation import actions
from gonglian.organisation.states import Level, LineKind, Role, UnionKind
from tests.architecture.doors import DOORS, SLOW_FOR_EVERYBODY
from tests.architecture.scene import WORDS, Scene
from tests.architecture.test_doors import knock
from tests.factories.organisation import DAY, LONG_AGO, a_code, make_duty, make_primary, make_union, make_user

TODAY = clock.today()

# What lists, searches, pickers and exports name to whom: the industrial union, its constituent, a primary union that belongs
# to none, one of the other county, one that moved away, a member.
MARKS = {
    "union": "兰山区物流行业工会联合会", "primary": "北关货运有限公司工会委员会", "east": "东岭快运有限公司工会委员会",
    "far": "远山木业有限公司工会委员会", "moved": "迁安仓储有限公司工会委员会", "person": "示例人",
}  # fmt: skip
UNIONS = {
    "former": set(),
    "rival": set(),
    "mover": {"far", "moved"},
    "auditor": {"union", "primary", "east"},
    "industrial": {"union", "primary"},
    "guide": {"union"},
    "constituent": {"primary"},
    "above": {"union", "primary", "east", "far", "moved"},
}
SEES_MEMBERS = {"auditor", "constituent", "above"}

# Examples each of them finds; every other example is not there for them (404).
COUNTY = {
    "union", "primary", "employer", "person", "meeting", "ballot", "paper", "attachment", "notice", "objection",
    "asked", "request", "case", "case_row", "unit", "nominee", "case_notice", "case_objection", "sheet", "convened",
    "case_meeting", "foreign_meeting", "foreign_unit", "foreign_nominee", "foreign_notice", "foreign_objection", "batch",
    "former", "pair", "merge", "congress", "archive", "delegate", "foreign_delegate", "proposal", "foreign_proposal",
}  # fmt: skip
JOINING = {"joining", "joining_row"}
SEATS = {"body", "seat", "seat_post", "substitution"}
VOTES = {"by_election", "by_nominee", "roll_change", "ballot_issue"}  # read with their meetings
ASKED = {"extension", "extension_request"}
CHANGES = {"line_change", "sent_change", "change_request"}
FINDS = {
    "former": set(),
    "rival": set(),
    "mover": CHANGES,  # asked to take a union over
    "auditor": COUNTY | JOINING | CHANGES | SEATS | VOTES | ASKED | {
        "chair", "correction", "account", "own_account", "duty", "own_duty",  # looks on where the administrator works
    },
    "industrial": {
        "union", "primary", "chair", "drafted_extension", "employer", "meeting", "ballot",
    } | JOINING | SEATS | VOTES | ASKED,
    "guide": {"union", "meeting", "ballot"} | SEATS | VOTES | ASKED,
    "constituent": {"primary", "employer", "person", "former", "pair", "merge", "correction"},
    "above": {  # the paper is a draft
        "union", "primary", "employer", "person", "former", "pair", "merge", "meeting", "ballot", "notice", "objection",
        "change", "correction", "congress", "archive",
    } | JOINING | CHANGES | SEATS | VOTES | ASKED,
}  # fmt: skip


class Cast(Scene):
    """The scene with the rest of the people in it."""

    def __init__(self) -> None:
        super().__init__()
        town = self.town
        rival = self._industrial("兰山区印刷行业工会联合会", "371302", town.county, Level.COUNTY)
        guide = self._industrial("沂州市物流行业工会联合会", "3713", town.city, Level.CITY)
        actions.open_line(
            child=self.union, parent=guide, kind=LineKind.GUIDANCE, actor=None, on=DAY, start=LONG_AGO
        )
        self.moved = make_primary("迁安仓储有限公司", town.county)
        actions.change_line(
            child=self.moved, parent=town.other_county, kind=LineKind.LEADERSHIP, mandate=None, actor=None,
            on=TODAY,
        )  # fmt: skip
        former = make_user("former")
        duty = make_duty(former, town.county, Role.HEAD)
        actions.end_duty(duty=duty, last_day=TODAY - timedelta(days=1), actor=None, on=TODAY)
        former.duty = None
        self.people |= {
            "former": former,
            "rival": self._officer("rival", rival, Role.HEAD),
            "guide": self._officer("guide", guide, Role.READER),
            "industrial": self._officer("industrial", self.union, Role.HANDLER),
            "constituent": self._officer("constituent", town.north, Role.HANDLER),
            "above": self._officer("above", town.city, Role.HANDLER),
            "auditor": self._officer("auditor", town.county, Role.AUDITOR),
            "mover": self._officer("mover", town.other_county, Role.HEAD),
        }

    def _industrial(self, name: str, region: str, leader: Any, level: str) -> Any:
        return make_union(
            name, UnionKind.INDUSTRIAL, region, leader, trades=["54"], level=level, code=a_code()
        )


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    return Cast()


def test_examples_are_there_only_for_those_in_whose_reach_they_lie(cast: Cast) -> None:
    doors = [
        d
        for d in DOORS
        if d.of
        and d.of not in WORDS
        and d.of not in ("series", "series_year")
        and d.page not in SLOW_FOR_EVERYBODY
    ]
    found = {who: {d.of for d in doors if knock(cast, d, who) != 404} for who in FINDS}
    assert found == FINDS


def test_lists_searches_and_exports_name_only_what_lies_in_reach(cast: Cast) -> None:
    found = {who: named_to(cast.people[who]) for who in UNIONS}
    people = {who: {"person"} if who in SEES_MEMBERS else set() for who in UNIONS}
    assert found == {who: [unions, unions, unions | people[who]] for who, unions in UNIONS.items()}


def named_to(user: Any) -> list[set[str]]:
    """What the list, its export and the search for each name."""
    client = Client()
    client.force_login(user)
    asked = [words[:2] for words in MARKS.values()] + ["shiliren"]  # people: by the whole name or its letters
    texts = [
        text_of(client.get(reverse("organisation:unions"), {"per": "100"})),
        text_of(client.get(reverse("organisation:unions_xlsx"))),
        "".join(text_of(client.get(reverse("dashboards:find"), {"q": words})) for words in asked),
    ]
    return [{mark for mark, words in MARKS.items() if words in text} for text in texts]


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        return "\n".join(str(cell.value) for row in load_workbook(BytesIO(body)).active for cell in row)
    return str(body.decode())
