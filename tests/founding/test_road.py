"""The straight road of a federation, from draft to established."""

import pytest

from gonglian.core.models import Act
from gonglian.founding.plans import plan_establishment
from gonglian.organisation.models import Line
from tests.factories.founding import Road

pytestmark = pytest.mark.django_db


def test_road_leads_from_draft_to_established() -> None:
    road = Road()
    case = road.to_report()
    plan = plan_establishment(case, on=road.on)
    road.send()
    case = road.answer()
    union = case.union
    assert (case.stage, union.state, union.founded_on, union.approved_on) == (
        "established", "active", plan.founded_on, road.on,
    )  # fmt: skip
    lines = {
        (line.kind, line.child_id, line.parent_id)
        for line in Line.objects.as_of(road.on)
        if union.pk in (line.child_id, line.parent_id)
    }
    assert lines == {("leadership", union.pk, road.town.county.pk)} | {
        ("constituent", constituent.pk, union.pk) for constituent in road.unions
    }
    assert {(b.kind, b.seats.count()) for b in union.bodies.all()} == {
        ("committee", 5),
        ("audit", 3),
        ("women", 3),
    }
    assert Act.objects.get(act="founding.establish").after["proof"] == case.proof["digest"]
