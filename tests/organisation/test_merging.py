"""Two records of a person or an employer made one, and two again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from gonglian.core.merging import bearing
from gonglian.core.models import Act
from gonglian.organisation import access, actions
from gonglian.organisation.models import (
    Coverage,
    Employer,
    Mandate,
    Membership,
    Person,
    PersonMerge,
    Position,
)
from gonglian.organisation.states import MergeState, PositionRole
from tests.factories.organisation import (
    DAY,
    LONG_AGO,
    Town,
    a_code,
    make_member,
)
from tests.organisation.merging import BIRTH, Desk, refusal, twin_of

pytestmark = pytest.mark.django_db
OTHER_NUMBER = "371302198005015678"


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town)


def posts_of(person: Person) -> list[tuple[str, Any]]:
    rows = Position.objects.current_record().filter(person=person)
    return [(row.role, row.valid.lower) for row in rows]


def coverage_of(employer: Employer) -> list[tuple[str, Any, bool]]:
    rows = Coverage.objects.current_record().filter(employer=employer).order_by("union__pk")
    return [(row.union.name, row.valid.lower, row.mandate_id is not None) for row in rows]


# -- every key to a person or an employer has said how it behaves


@pytest.mark.parametrize("model", [Person, Employer])
def test_every_key_follows_or_stays(model: Any) -> None:
    keys = {
        (field.model._meta.label_lower, field.name)
        for found in apps.get_models()
        for field in found._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is model and field.model is found
    }
    known = bearing(model._meta.label_lower)
    assert sorted([*known.follow, *known.stay]) == sorted(keys)


# -- people


def test_posts_follow_and_the_former_record_leads_on(desk: Desk) -> None:
    merge = desk.merge()
    desk.chair.refresh_from_db()
    assert (merge.state, desk.chair.merged_into) == (MergeState.DONE, desk.member)
    assert posts_of(desk.member) == [(PositionRole.UNION_CHAIR, LONG_AGO)]
    assert posts_of(desk.chair) == []
    assert access.get_person(desk.one, desk.chair.pk) == desk.member


def test_what_was_known_before_the_merge_stays_readable(desk: Desk) -> None:
    desk.merge()
    old = Position.objects.get(pk=desk.post.pk)
    assert (old.person, Position.objects.current_record().filter(pk=old.pk).exists()) == (desk.chair, False)


def test_number_and_birth_fill_a_record_without_them(desk: Desk) -> None:
    desk.merge(desk.chair, desk.member)
    desk.chair.refresh_from_db()
    desk.member.refresh_from_db()
    assert (desk.chair.born_on, desk.chair.phone) == (BIRTH, "13800000000")
    assert (bool(desk.chair.id_hash), desk.member.id_hash) == (True, None)
    rows = Membership.objects.current_record().filter(person=desk.chair)
    assert [(row.union, row.valid.lower) for row in rows] == [(desk.town.north, LONG_AGO)]


def test_log_says_who_why_and_how_many_but_nothing_personal(desk: Desk) -> None:
    desk.merge(desk.chair, desk.member)
    act = Act.objects.get(act="organisation.confirm_merge")
    assert act.after == {"former": "周一鸣", "reason": "核对过会员登记表", "rows": 1}
    assert act.touches == [desk.town.north.pk]
    for row in Act.objects.filter(act__contains="merge"):
        assert "13800000000" not in f"{row.before}{row.after}"


def test_different_numbers_are_two_people(desk: Desk) -> None:
    other = make_member("周一鸣", desk.town.south, id_number=OTHER_NUMBER)
    assert "身份证号不同，是两个人" in refusal(lambda: desk.propose(dropped=other))


def test_open_memberships_elsewhere_ask_for_a_choice(desk: Desk) -> None:
    other = make_member("周一鸣", desk.town.south)
    assert "没有选哪一个有效" in refusal(lambda: desk.propose(dropped=other))
    chosen = Membership.objects.get(person=other)
    desk.merge(dropped=other, choices={"membership": str(chosen.pk)})
    rows = Membership.objects.current_record().filter(person=desk.member)
    assert [row.union for row in rows] == [desk.town.south]
    assert (
        Membership.objects.filter(union=desk.town.north, person=desk.member).count() == 1
    )  # closed, not lost


def test_memberships_in_one_union_become_the_earlier(desk: Desk) -> None:
    other = actions.register_person(name="周一鸣", actor=None, on=DAY)
    actions.keep_membership(person=other, union=desk.town.north, actor=None, on=DAY, start=date(2010, 1, 1))
    desk.merge(dropped=other)
    [row] = Membership.objects.current_record().filter(person=desk.member)
    assert row.valid.lower == date(2010, 1, 1)


def test_differing_values_ask_for_a_choice_and_take_it(desk: Desk) -> None:
    other = actions.register_person(name="周一明", actor=None, on=DAY)
    assert "两条记录的姓名不同" in refusal(lambda: desk.propose(dropped=other))
    desk.merge(dropped=other, choices={"name": "dropped"})
    desk.member.refresh_from_db()
    assert (desk.member.name, desk.member.pinyin) == ("周一明", "zhouyiming")


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("no reason", "没有写理由。"),
        ("itself", "这是同一条记录。"),
        ("twice", "这条记录的合并已在等复核。"),
        ("merged", "其中一条已经并入别的记录。"),
        ("accounts", "两条记录各有一个账号。"),
    ],
)
def test_proposal_is_refused(desk: Desk, case: str, said: str) -> None:
    fields: dict[str, Any] = {"reason": " "} if case == "no reason" else {}
    if case == "itself":
        fields = {"dropped": desk.member}
    if case == "twice":
        desk.propose()
    if case == "merged":
        desk.merge()
        desk.chair.refresh_from_db()
    if case == "accounts":
        desk.member.user, desk.chair.user = desk.one, desk.two
    before = PersonMerge.objects.count()
    assert (refusal(lambda: desk.propose(**fields)), PersonMerge.objects.count()) == (said, before)


def test_record_on_the_roll_of_an_open_meeting_is_not_merged_away(desk: Desk) -> None:
    from tests.factories.meetings import Hall

    hall = Hall(desk.town.industrial)
    person = hall.people[0]
    said = refusal(lambda: desk.propose(dropped=person, choices={"name": "kept"}))
    assert str(hall.meeting) in said


def test_proposer_does_not_confirm(desk: Desk) -> None:
    merge = desk.propose()
    assert (
        refusal(lambda: actions.confirm_merge(merge=merge, actor=desk.one, on=DAY))
        == "合并要由第二个人复核。"
    )
    assert posts_of(desk.member) == []


def test_confirming_twice_is_refused(desk: Desk) -> None:
    merge = desk.merge()
    said = refusal(lambda: actions.confirm_merge(merge=merge, actor=desk.two, on=DAY))
    assert said == "这件合并现在是“已合并”。"


def test_what_changed_since_the_proposal_is_asked_again(desk: Desk) -> None:
    merge = desk.propose()
    actions.keep_membership(person=desk.chair, union=desk.town.south, actor=None, on=DAY, start=LONG_AGO)
    said = refusal(lambda: actions.confirm_merge(merge=merge, actor=desk.two, on=DAY))
    assert "没有选哪一个有效" in said


def test_withdrawn_proposal_changes_nothing_and_may_be_made_again(desk: Desk) -> None:
    merge = desk.propose()
    assert (
        refusal(lambda: actions.withdraw_merge(merge=merge, reason=" ", actor=desk.one, on=DAY))
        == "没有写理由。"
    )
    actions.withdraw_merge(merge=merge, reason="不是同一个人", actor=desk.one, on=DAY)
    assert (merge.state, posts_of(desk.chair)) == (
        MergeState.WITHDRAWN, [(PositionRole.UNION_CHAIR, LONG_AGO)],
    )  # fmt: skip
    desk.propose()


# -- undoing


def test_undone_merge_leaves_both_as_they_were(desk: Desk) -> None:
    other = make_member("周一明", desk.town.south, phone="13900000000")
    chosen = Membership.objects.get(person=other)
    merge = desk.merge(
        dropped=other, choices={"name": "dropped", "phone": "dropped", "membership": chosen.pk}
    )
    actions.undo_merge(merge=merge, reason="认错了人", actor=desk.one, on=DAY)
    desk.member.refresh_from_db()
    other.refresh_from_db()
    assert (desk.member.name, desk.member.phone, other.merged_into) == ("周一鸣", "13800000000", None)
    rows = Membership.objects.current_record().order_by("union__pk")
    assert [(row.person, row.union) for row in rows] == [
        (desk.member, desk.town.north), (other, desk.town.south),
    ]  # fmt: skip
    assert (other.phone, merge.state) == ("13900000000", MergeState.UNDONE)


def test_undone_merge_gives_the_number_back(desk: Desk) -> None:
    merge = desk.merge(desk.chair, desk.member)
    actions.undo_merge(merge=merge, reason="认错了人", actor=desk.one, on=DAY)
    desk.chair.refresh_from_db()
    desk.member.refresh_from_db()
    assert (bool(desk.member.id_hash), desk.chair.id_hash, desk.chair.born_on) == (True, None, None)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("no reason", "没有写理由。"),
        ("who confirmed", "撤销合并要由复核人以外的人办理。"),
        ("post ended", "合并以后，这条记录又办过别的事，不能撤销。"),
        ("merged on", "合并以后，这条记录又办过别的事，不能撤销。"),
    ],
)
def test_undoing_is_refused(desk: Desk, case: str, said: str) -> None:
    merge = desk.merge()
    if case == "post ended":
        post = Position.objects.current_record().get(person=desk.member)
        actions.end_position(position=post, last_day=DAY, actor=None, on=DAY)
    if case == "merged on":
        third = actions.register_person(name="周一鸣", actor=None, on=DAY)
        desk.merge(third, desk.member)
    reason = " " if case == "no reason" else "认错了人"
    actor = desk.two if case == "who confirmed" else desk.one
    assert refusal(lambda: actions.undo_merge(merge=merge, reason=reason, actor=actor, on=DAY)) == said


def test_address_leads_through_two_mergers(desk: Desk) -> None:
    third = make_member("周一鸣", desk.town.north)
    desk.merge()
    desk.member.refresh_from_db()
    desk.merge(third, desk.member)
    assert access.get_person(desk.one, desk.chair.pk) == third


# -- employers


def test_coverage_of_a_constituent_follows_with_a_paper_of_correction(desk: Desk) -> None:
    other = twin_of(desk.employer)
    desk.merge(other, desk.employer, choices={"name": "dropped"})
    other.refresh_from_db()
    assert coverage_of(other) == [(desk.town.north.name, LONG_AGO, True)]
    assert (coverage_of(desk.employer), other.name) == ([], "北关货运有限公司")
    paper = Mandate.objects.get(union=desk.town.north)
    assert (paper.kind, paper.second_person) == ("correction", desk.two)


def test_union_that_covered_both_covers_one_from_the_earlier_day(desk: Desk) -> None:
    employer = Employer.objects.get(coverages__union=desk.town.east)
    other = twin_of(employer)
    actions.cover_employer(union=desk.town.east, employer=other, actor=None, on=DAY, start=date(2010, 1, 1))
    desk.merge(employer, other, choices={"name": "kept"})
    assert coverage_of(employer) == [(desk.town.east.name, date(2010, 1, 1), False)]


def test_undone_merge_of_employers_gives_the_coverage_back(desk: Desk) -> None:
    other = twin_of(desk.employer)
    merge = desk.merge(other, desk.employer, choices={"name": "kept"})
    actions.undo_merge(merge=merge, reason="两个单位", actor=desk.one, on=DAY)
    assert coverage_of(desk.employer) == [(desk.town.north.name, LONG_AGO, True)]
    assert coverage_of(other) == []


def test_branches_and_hosts_follow(desk: Desk) -> None:
    from gonglian.core.acts import record
    from gonglian.organisation.models import HostBody

    other = twin_of(desk.employer)
    branch = actions.register_employer(
        uscc=a_code("91"), name="北关货运分公司", region_id="371302", legal_person=other, actor=None, on=DAY
    )
    with record("test.host", actor=None, on=DAY):
        host = HostBody.objects.create(kind="leading_enterprise", name="北关货运", employer=other)
    desk.merge(desk.employer, other, choices={"name": "kept"})
    branch.refresh_from_db()
    host.refresh_from_db()
    assert (branch.legal_person, host.employer) == (desk.employer, desk.employer)


def test_different_bodies_are_two_employers(desk: Desk) -> None:
    other = Employer.objects.get(coverages__union=desk.town.east)
    said = refusal(lambda: desk.propose(desk.employer, other, choices={"name": "kept"}))
    assert "主体标识码不同，是两个单位" in said


def test_branch_is_not_its_head(desk: Desk) -> None:
    other = twin_of(desk.employer)
    other.legal_person = desk.employer
    assert "分支机构" in refusal(lambda: desk.propose(desk.employer, other, choices={"name": "kept"}))
