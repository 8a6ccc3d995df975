"""Facts that the clauses of founding are judged by."""

import pytest

from gonglian.core.acts import record
from gonglian.founding.facts import founding_facts
from gonglian.policy.registry import judge
from tests.factories.founding import START, Road
from tests.factories.organisation import make_employer

pytestmark = pytest.mark.django_db


def test_branch_and_its_head_enterprise_count_as_one_legal_person() -> None:
    road = Road()
    head = make_employer("演练总公司")
    with record("test.branches", actor=None, on=START):
        for union in road.unions:
            union.coverages.get().employer.__class__.objects.filter(coverages__union=union).update(
                legal_person=head
            )
    road.begin()
    road.consent()
    finding = judge("ORG-01", founding_facts(road.case, on=road.on)["ORG-01"], road.on)
    assert (finding.result, finding.message) == (
        "FAIL", "组成单位工会 4 个，独立法人 1 个，须各不少于 2 个。",
    )  # fmt: skip


def test_possible_branch_without_a_head_enterprise_leaves_the_answer_open() -> None:
    road = Road()
    with record("test.branches", actor=None, on=START):
        for union in road.unions[1:]:
            union.coverages.get().employer.__class__.objects.filter(coverages__union=union).update(
                name="某行支行"
            )
    road.begin()
    road.consent()
    finding = judge("ORG-01", founding_facts(road.case, on=road.on)["ORG-01"], road.on)
    assert finding.result == "UNKNOWN"
