"""Acts of the organisation: effects, refusals, and what stays as it was."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from gonglian.core import clock
from gonglian.core.models import Act
from gonglian.core.periods import since
from gonglian.core.refused import Refused
from gonglian.organisation import actions
from gonglian.organisation.models import Line, Position, Union, UnionName
from gonglian.organisation.states import LineKind, PositionRole, Role, UnionKind
from tests.factories.organisation import (
    DAY,
    LONG_AGO,
    Town,
    a_code,
    make_employer,
    make_member,
    make_primary,
    make_town,
    make_union,
    make_user,
)

pytestmark = pytest.mark.django_db


# -- unions and employers


def test_union_with_a_code_that_fails_its_checksum_is_refused() -> None:
    code = a_code()
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(Refused, match="统一社会信用代码"):
        make_union("甲工会委员会", UnionKind.PRIMARY, code=wrong)
    assert not Union.objects.filter(name="甲工会委员会").exists()


def test_union_with_a_code_that_is_taken_is_refused() -> None:
    code = a_code()
    make_union("甲工会委员会", UnionKind.PRIMARY, code=code)
    with pytest.raises(Refused, match="已属于另一个工会"):
        make_union("乙工会委员会", UnionKind.PRIMARY, code=code)


def test_union_without_a_name_is_refused() -> None:
    with pytest.raises(Refused, match="名称没有填"):
        make_union("  ", UnionKind.PRIMARY)


def test_union_founded_in_1026_is_refused() -> None:
    with pytest.raises(IntegrityError, match="union_dates_in_this_age"), transaction.atomic():
        make_union("甲工会委员会", UnionKind.PRIMARY, founded_on=date(1026, 3, 1))


def test_employer_with_a_taken_code_is_refused() -> None:
    code = a_code("91")
    actions.register_employer(uscc=code, name="甲公司", region_id="371302", actor=None, on=DAY)
    with pytest.raises(Refused, match="已属于另一个单位"):
        actions.register_employer(uscc=code, name="乙公司", region_id="371302", actor=None, on=DAY)


def test_branch_can_not_be_its_own_head() -> None:
    from gonglian.core.acts import record

    employer = make_employer("甲公司")
    with pytest.raises(IntegrityError, match="employer_not_its_own_head"), transaction.atomic():
        with record("test.head", actor=None, on=DAY):
            employer.legal_person = employer
            employer.save()


def test_renamed_union_keeps_its_old_name_for_the_days_before(town: Town) -> None:
    later = DAY + timedelta(days=10)
    actions.rename_union(union=town.north, name="北关供应链有限公司工会委员会", actor=None, on=later)
    names = UnionName.objects.filter(union=town.north)
    assert [names.as_of(day).get().name for day in (DAY, later)] == [
        "北关货运有限公司工会委员会", "北关供应链有限公司工会委员会",
    ]  # fmt: skip


def test_renaming_to_the_same_name_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="相同"):
        actions.rename_union(union=town.north, name=town.north.name, actor=None, on=DAY)


# -- lines


def test_second_leader_in_the_same_period_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="已有上级 柳青街道工会"):
        actions.open_line(
            child=town.north, parent=town.county, kind=LineKind.LEADERSHIP, start=DAY, actor=None, on=DAY
        )


def test_overlapping_leaders_are_refused_by_the_database_itself(town: Town) -> None:
    from gonglian.core.acts import record

    with pytest.raises(IntegrityError, match="line_one_leader_at_a_time"), transaction.atomic():
        with record("test.second", actor=None, on=DAY):
            Line.objects.create(child=town.east, parent=town.city, kind=LineKind.LEADERSHIP, valid=since(DAY))


def test_circle_in_the_lines_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="绕成圈"):
        actions.open_line(
            child=town.city, parent=town.town, kind=LineKind.LEADERSHIP, start=DAY, actor=None, on=DAY
        )


def test_union_as_its_own_leader_is_refused(town: Town) -> None:
    lone = make_union("丙工会委员会", UnionKind.PRIMARY)
    with pytest.raises(Refused, match="绕成圈"):
        actions.open_line(child=lone, parent=lone, kind=LineKind.LEADERSHIP, start=DAY, actor=None, on=DAY)


def test_changed_leader_moves_the_subtree_and_leaves_history(town: Town) -> None:
    later = DAY + timedelta(days=30)
    actions.change_line(
        child=town.town,
        parent=town.other_county,
        kind=LineKind.LEADERSHIP,
        mandate=None,
        actor=None,
        on=later,
    )
    town.north.refresh_from_db()
    assert town.north.path == f"{town.other_county.path}{town.town.pk}/{town.north.pk}/"
    lines = Line.objects.filter(child=town.town, kind=LineKind.LEADERSHIP)
    assert [lines.as_of(day).get().parent for day in (DAY, later)] == [town.county, town.other_county]


def test_changed_leader_is_as_before_when_asked_as_known_before(transactional_db: None) -> None:
    town = make_town()
    known = clock.now()
    actions.change_line(
        child=town.east, parent=town.town, kind=LineKind.LEADERSHIP, mandate=None, actor=None, on=DAY
    )
    lines = Line.objects.filter(child=town.east, kind=LineKind.LEADERSHIP)
    assert (lines.as_of(DAY, known).get().parent, lines.as_of(DAY).get().parent) == (town.county, town.town)


def test_change_to_the_same_leader_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="相同"):
        actions.change_line(
            child=town.east, parent=town.county, kind=LineKind.LEADERSHIP, mandate=None, actor=None, on=DAY
        )


def test_leader_is_changed_never_just_ended(town: Town) -> None:
    line = Line.objects.get(child=town.east, kind=LineKind.LEADERSHIP)
    with pytest.raises(Refused, match="只能变更"):
        actions.end_line(line=line, first_day_after=DAY, actor=None, on=DAY)


def test_constituent_line_ends_and_stays_readable(town: Town) -> None:
    line = Line.objects.get(child=town.north, kind=LineKind.CONSTITUENT)
    actions.end_line(line=line, first_day_after=DAY, actor=None, on=DAY)
    rows = Line.objects.filter(child=town.north, kind=LineKind.CONSTITUENT)
    assert (rows.as_of(DAY).count(), rows.as_of(LONG_AGO).count()) == (0, 1)


def test_line_that_ends_before_it_began_is_refused_by_the_database(town: Town) -> None:
    line = Line.objects.get(child=town.north, kind=LineKind.CONSTITUENT)
    with pytest.raises(Exception, match="range lower bound"), transaction.atomic():
        actions.end_line(line=line, first_day_after=LONG_AGO - timedelta(days=1), actor=None, on=DAY)


# -- people


def test_person_is_found_by_hash_and_the_number_is_nowhere_in_clear() -> None:
    number = "371398199001010013"
    actions.register_person(name="秦小满", id_number=number, actor=None, on=DAY)
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from organisation_person where position(%s in id_sealed::text) > 0", [number]
        )
        in_clear = cursor.fetchone()[0]
    in_log = sum(number in str((act.before, act.after, act.object_name)) for act in Act.objects.all())
    assert (in_clear, in_log) == (0, 0)


def test_second_person_with_the_same_number_is_refused() -> None:
    actions.register_person(name="秦小满", id_number="371398199001010013", actor=None, on=DAY)
    with pytest.raises(Refused, match="已属于另一个人"):
        actions.register_person(name="秦大满", id_number="371398199001010013", actor=None, on=DAY)


def test_second_open_membership_is_refused(town: Town) -> None:
    person = make_member("曾立秋", town.north)
    with pytest.raises(Refused, match="会籍在 北关货运有限公司工会委员会"):
        actions.keep_membership(person=person, union=town.south, start=DAY, actor=None, on=DAY)


def test_ended_position_is_held_until_its_last_day(town: Town) -> None:
    person = make_member("单知夏", town.north)
    position = actions.add_position(
        person=person, role=PositionRole.UNION_CHAIR, union=town.north, start=LONG_AGO, actor=None, on=DAY
    )
    actions.end_position(position=position, last_day=DAY, actor=None, on=DAY)
    rows = Position.objects.filter(person=person)
    assert (rows.as_of(DAY).count(), rows.as_of(DAY + timedelta(days=1)).count()) == (1, 0)


@pytest.mark.parametrize(
    ("name", "initials"), [("单知夏", "szx"), ("曾立秋", "zlq"), ("仇明", "qm"), ("尉迟恭", "ycg")]
)
def test_surnames_are_read_as_surnames(name: str, initials: str) -> None:
    assert actions.register_person(name=name, actor=None, on=DAY).initials == initials


# -- accounts and duties


def test_same_duty_twice_is_refused(town: Town) -> None:
    user = make_user("lin")
    actions.grant_duty(user=user, union=town.town, role=Role.HANDLER, actor=None, on=DAY)
    with pytest.raises(Refused, match="已有这个身份"):
        actions.grant_duty(user=user, union=town.town, role=Role.HANDLER, actor=None, on=DAY)


def test_ended_duty_gives_no_authority_the_day_after(town: Town) -> None:
    user = make_user("lin")
    duty = actions.grant_duty(user=user, union=town.town, role=Role.HANDLER, actor=None, on=LONG_AGO)
    actions.end_duty(duty=duty, last_day=DAY, actor=None, on=DAY)
    active = [
        type(duty).objects.filter(user=user).active(day).count() for day in (DAY, DAY + timedelta(days=1))
    ]
    assert active == [1, 0]


def test_coverage_of_the_same_employer_twice_is_refused_by_the_database(town: Town) -> None:
    union = make_primary("西岭商贸有限公司", town.town)
    employer = union.coverages.get().employer
    with pytest.raises(IntegrityError, match="coverage_once_per_pair"), transaction.atomic():
        actions.cover_employer(union=union, employer=employer, start=DAY, actor=None, on=DAY)
