"""意见 2.2: the database itself refuses to move a constituent without a mandate naming it."""

import pytest
from django.db import DatabaseError, connection, transaction

from gonglian.core.acts import record
from gonglian.organisation import actions
from gonglian.organisation.models import Coverage, Line, Mandate, Union
from gonglian.organisation.states import LineKind, MandateKind
from tests.factories.organisation import DAY, Town, make_employer, make_member

pytestmark = pytest.mark.django_db


def _commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")


def _mandate(union: Union) -> Mandate:
    with record("test.mandate", actor=None, on=DAY):
        return Mandate.objects.create(
            union=union,
            kind=MandateKind.SPECIAL_CHANGE,
            number="沂工发〔2026〕1号",
            issuer="沂州市总工会",
            issued_on=DAY,
        )


@pytest.mark.parametrize("kind", [LineKind.LEADERSHIP, LineKind.DUES])
@pytest.mark.parametrize(
    "attempt",
    [
        "update organisation_line set parent_id = {other} where child_id = {child} and kind = '{kind}'",
        "delete from organisation_line where child_id = {child} and kind = '{kind}'",
        "update organisation_line set valid = daterange('2015-04-09', '2026-01-01') where child_id = {child} and kind = '{kind}'",
        "update organisation_line set recorded = tstzrange(lower(recorded), now()) where child_id = {child} and kind = '{kind}'",
    ],
)
def test_direct_sql_on_a_constituents_line_is_refused(town: Town, kind: str, attempt: str) -> None:
    sql = attempt.format(child=town.north.pk, other=town.other_county.pk, kind=kind)
    with pytest.raises(DatabaseError, match="four unchanged"), transaction.atomic():
        with record("test.attack", actor=None, on=DAY), connection.cursor() as cursor:
            cursor.execute(sql)
        _commit()


def test_direct_sql_on_coverage_is_refused(town: Town) -> None:
    other = make_employer("别处货运有限公司")
    with pytest.raises(DatabaseError, match="four unchanged"), transaction.atomic():
        with record("test.attack", actor=None, on=DAY):
            Coverage.objects.filter(union=town.north).update(employer=other)
        _commit()


def test_new_coverage_of_a_constituent_needs_a_mandate(town: Town) -> None:
    with pytest.raises(DatabaseError, match="four unchanged"), transaction.atomic():
        actions.cover_employer(
            union=town.north, employer=make_employer("新设货运有限公司"), actor=None, on=DAY, start=DAY
        )
        _commit()


def test_change_with_a_mandate_naming_the_union_is_kept(town: Town) -> None:
    actions.change_line(
        child=town.north,
        parent=town.county,
        kind=LineKind.LEADERSHIP,
        mandate=_mandate(town.north),
        actor=None,
        on=DAY,
    )
    _commit()
    line = Line.objects.as_of(DAY).get(child=town.north, kind=LineKind.LEADERSHIP)
    assert (line.parent, line.mandate.number) == (town.county, "沂工发〔2026〕1号")


def test_change_with_a_mandate_of_another_union_is_refused(town: Town) -> None:
    with pytest.raises(DatabaseError, match="four unchanged"), transaction.atomic():
        actions.change_line(
            child=town.north,
            parent=town.county,
            kind=LineKind.LEADERSHIP,
            mandate=_mandate(town.south),
            actor=None,
            on=DAY,
        )
        _commit()


def test_union_that_is_no_constituent_moves_without_mandate(town: Town) -> None:
    actions.change_line(
        child=town.east, parent=town.town, kind=LineKind.LEADERSHIP, mandate=None, actor=None, on=DAY
    )
    _commit()
    town.east.refresh_from_db()
    assert town.east.path == f"{town.town.path}{town.east.pk}/"


def test_membership_in_an_industrial_union_is_refused(town: Town) -> None:
    with pytest.raises(DatabaseError, match="membership_kept_in_primary"), transaction.atomic():
        make_member("秦小满", town.industrial)


def test_membership_can_not_lie_about_the_kind_of_union(town: Town) -> None:
    person = make_member("秦小满", town.north)
    with pytest.raises(DatabaseError, match="membership_union_kind"), transaction.atomic():
        with record("test.attack", actor=None, on=DAY):
            person.memberships.update(union=town.industrial)
        _commit()
