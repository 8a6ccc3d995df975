"""A meeting in being: a roll of people, two tellers, a ballot and sheets that meet. Every name belongs to nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gonglian.meetings import actions
from gonglian.meetings.models import Ballot, Meeting
from gonglian.organisation.actions import register_person
from gonglian.organisation.models import Person, Union
from tests.factories.organisation import make_user

HELD = date(2026, 3, 18)
SURNAMES = "王丁于张李尹朱孔田刘陈孙孟赵徐"


def make_people(count: int, given: str = "安和") -> list[Person]:
    """So many persons with different names."""
    names = [f"{SURNAMES[place % 15]}{given}{'一二三四五六七八九十'[place // 15]}" for place in range(count)]
    return [register_person(name=name, actor=None, on=HELD) for name in names]


class Hall:
    """A congress of `union` with `entitled` people on a sealed roll, `present` of them there, officers appointed."""

    def __init__(
        self, union: Union, entitled: int = 9, present: int = 8, kind: str = "congress", **fields: Any
    ) -> None:
        self.people = make_people(entitled)
        self.watchers = make_people(2, "监票")
        self.teller1 = make_user(f"teller1-{union.pk}-{kind}", "计票甲")
        self.teller2 = make_user(f"teller2-{union.pk}-{kind}", "计票乙")
        self.meeting = actions.open_meeting(
            union=union, kind=kind, held_on=HELD, members=300, actor=None, on=HELD, **fields
        )
        entries = [{"person": person, "unit_name": "甲单位"} for person in self.people]
        actions.set_roll(meeting=self.meeting, entries=entries, actor=None, on=HELD)
        actions.seal_roll(meeting=self.meeting, actor=None, on=HELD)
        ids = [person.pk for person in self.people[:present]]
        actions.record_presence(meeting=self.meeting, present_ids=ids, actor=None, on=HELD)
        self.agree(("credentials", "found", "rules", "list", "scrutineers", "election"))
        actions.appoint_officers(
            meeting=self.meeting,
            scrutineers=self.watchers,
            tellers=[self.teller1, self.teller2],
            approved=True,
            actor=None,
            on=HELD,
        )
        self.meeting.refresh_from_db()

    def agree(self, items: Sequence[str]) -> None:
        """Record an agenda whose items all passed."""
        rows = [{"item": item, "votes_for": 8, "voters": 8, "passed": True} for item in items]
        actions.record_agenda(meeting=self.meeting, items=rows, actor=None, on=HELD)

    def vote(self, candidates: Sequence[Person], seats: int, **fields: Any) -> Ballot:
        """Open a ballot of a federation's committee."""
        given = {"body": "committee", "org_form": "federation", "source": "free", **fields}
        return actions.open_ballot(
            meeting=self.meeting, candidates=candidates, seats=seats, actor=None, on=HELD, **given
        )

    def count(self, ballot: Ballot, votes: Sequence[int], **papers: Any) -> dict[str, Any]:
        """Both tellers hand in the same sheet; the verdict."""
        sheet = make_sheet(ballot, votes, **papers)
        for teller in (self.teller1, self.teller2):
            actions.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=HELD)
        verdict = actions.reconcile(ballot=ballot, actor=None, on=HELD)
        ballot.refresh_from_db()
        return verdict


def make_gathering(
    union: Union, entitled: int, held_on: date = HELD, sealed: bool = True, **fields: Any
) -> Meeting:
    """A congress about to begin: its roll set, nobody here yet; three units in turn."""
    meeting = actions.open_meeting(
        union=union, kind="congress", held_on=held_on, members=3000, actor=None, on=held_on, **fields
    )
    names = [f"{SURNAMES[place % 15]}代表{place}" for place in range(entitled)]
    people = [register_person(name=name, actor=None, on=HELD) for name in names]
    entries = [
        {"person": person, "unit_name": f"{'甲乙丙'[place % 3]}单位"} for place, person in enumerate(people)
    ]
    actions.set_roll(meeting=meeting, entries=entries, actor=None, on=held_on)
    if sealed:
        actions.seal_roll(meeting=meeting, actor=None, on=held_on)
    meeting.refresh_from_db()
    return meeting


def make_sheet(
    ballot: Ballot,
    votes: Sequence[int],
    valid: int = 8,
    write_ins: Mapping[str, int] | None = None,
    **papers: int,
) -> dict[str, Any]:
    """A sheet whose sums meet: `votes` for the candidates in the ballot's order, the rest against."""
    lines = [
        {"person": row.person_id, "for": count, "against": valid - count, "abstain": 0}
        for row, count in zip(ballot.candidates.order_by("order"), votes, strict=True)
    ]
    return {
        "issued": papers.pop("issued", valid),
        "returned": papers.pop("returned", valid),
        "valid": valid,
        "void": papers.pop("void", 0),
        "proxies": papers.pop("proxies", 0),
        "lines": lines,
        "write_ins": [{"name": name, "for": count} for name, count in (write_ins or {}).items()],
    }


def hold(union: Union, **fields: Any) -> Hall:
    return Hall(union, **fields)


__all__ = ["HELD", "Hall", "Meeting", "hold", "make_gathering", "make_people", "make_sheet"]
