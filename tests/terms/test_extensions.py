"""A term is extended: decided within the limit, recorded as it came about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gonglian.core.refused import Refused
from gonglian.organisation.models import Union
from gonglian.terms.actions import appoint_body, decide_extension, record_extension
from gonglian.terms.actions.bodies import SeatPlan
from gonglian.terms.models import Extension
from gonglian.terms.queries import bodies_of
from tests.factories.organisation import Town
from tests.terms.seats import LAST, Bench, last_act

ASKED, TODAY = date(2031, 2, 1), date(2031, 2, 10)
LIMIT = date(2031, 9, 18)  # six months from the original end


def decided(bench: Bench, issuer: Union | None = None, **given: Any) -> Extension:
    asked = {"asked_on": ASKED, "until": LIMIT, "number": "兰工发〔2031〕3号", "actor": None, "on": TODAY}
    return decide_extension(**{"body": bench.body, "issuer": issuer or bench.town.county} | asked | given)


def recorded(bench: Bench, **given: Any) -> Extension:
    asked = {
        "issuer": "兰山区总工会", "asked_on": ASKED, "approved_on": TODAY, "until": LIMIT, "number": "兰工发〔2031〕3号",
        "actor": None, "on": TODAY,
    }  # fmt: skip
    return record_extension(**{"body": bench.body} | asked | given)


def test_extension_runs_from_the_day_after_the_end(bench: Bench) -> None:
    row = decided(bench)
    assert (row.valid.lower, row.ends_on, row.original_end, row.is_past) == (
        LAST + timedelta(days=1), LIMIT, LAST, False
    )  # fmt: skip
    assert last_act("decide_extension")[0] == [("TRM-04", "OK")]
    (committee, audit) = bodies_of(bench.town.industrial, on=TODAY)
    assert (committee.ends_on, committee.extended_to, committee.runs_to) == (LAST, LIMIT, LIMIT)
    assert (audit.extended_to, audit.runs_to) == (None, LAST)


@pytest.mark.parametrize(
    "given",
    [
        {"until": LIMIT + timedelta(days=1)},
        {"until": LIMIT + timedelta(days=1), "reason": "改制"},
        {"asked_on": LAST + timedelta(days=1), "on": LAST + timedelta(days=2)},
    ],
    ids=["beyond without reason", "beyond by a county", "asked too late"],
)
def test_extension_beyond_the_clause_is_not_decided(bench: Bench, given: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        decided(bench, **given)
    assert [finding.clause for finding in refusal.value.findings] == ["TRM-04"]
    assert not Extension.objects.exists()


def test_the_city_federation_decides_beyond_with_reason(bench: Bench) -> None:
    row = decided(bench, bench.town.city, until=date(2031, 12, 31), reason="企业改制，组成单位重新核定")
    assert row.ends_on == date(2031, 12, 31)


def test_all_extensions_count_from_the_original_end(bench: Bench) -> None:
    decided(bench, until=date(2031, 6, 18))
    with pytest.raises(Refused) as refusal:
        decided(bench, until=LIMIT + timedelta(days=1), number="兰工发〔2031〕9号")
    assert refusal.value.findings[0].clause == "TRM-04"
    second = decided(bench, number="兰工发〔2031〕9号")
    assert (second.valid.lower, second.ends_on) == (date(2031, 6, 19), LIMIT)
    assert [row.ends_on for row in bodies_of(bench.town.industrial, on=TODAY)[0].extensions] == [
        date(2031, 6, 18), LIMIT
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "result"),
    [
        ({}, "OK"),
        ({"until": date(2032, 3, 18)}, "FAIL"),
        ({"until": date(2032, 3, 18), "reason": "改制"}, "FAIL"),
        ({"until": date(2032, 3, 18), "reason": "改制", "issuer": "沂州市总工会"}, "OK"),
        ({"until": date(2032, 3, 18), "reason": "改制", "issuer": "原筹备处"}, "UNKNOWN"),
        ({"asked_on": date(2031, 4, 1), "approved_on": date(2031, 4, 2), "on": date(2031, 5, 1)}, "FAIL"),
    ],
)
def test_old_papers_are_recorded_with_their_finding(bench: Bench, given: dict[str, Any], result: str) -> None:
    assert recorded(bench, **given).is_past
    assert last_act("record_extension")[0] == [("TRM-04", result)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": " "}, "number"),
        ({"issuer": ""}, "issuer"),
        ({"until": LAST}, "until"),
        ({"approved_on": TODAY + timedelta(days=1)}, "approved_on"),
        ({"asked_on": TODAY + timedelta(days=1)}, "asked_on"),
    ],
)
def test_papers_that_contradict_themselves_are_refused(
    bench: Bench, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        recorded(bench, **given)
    assert [reason.field for reason in refusal.value.reasons] == [field]


def test_asked_in_the_future_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match="还没有到"):
        decided(bench, asked_on=TODAY + timedelta(days=1))


def test_a_body_without_a_term_is_not_extended(town: Town, bench: Bench) -> None:
    body = appoint_body(
        union=town.county, kind="committee", seats=[SeatPlan(bench.people[9], "director")], appointed_on=ASKED,
        actor=None, on=TODAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="没有任期"):
        decided(bench, body=body)
