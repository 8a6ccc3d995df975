"""Records of employers and people put right, with a reason; of people the log keeps nothing but which fields."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.organisation import actions
from gonglian.organisation.models import Employer, Person
from gonglian.organisation.reads.story import story_of
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, Town, a_code, make_duty, make_employer, make_member, make_user

pytestmark = pytest.mark.django_db
PHONE = "13900001111"


@pytest.fixture
def employer(town: Town) -> Employer:
    return Employer.objects.get(coverages__union=town.east)


@pytest.fixture
def person(town: Town) -> Person:
    return make_member("周一名", town.east, phone="13800002222")


def correct_employer(employer: Employer, **fields: Any) -> Employer:
    given = {"name": employer.name, "region_id": "371302", "industry": "", "head": "", "reason": "登错"}
    return actions.correct_employer(employer=employer, **{**given, "actor": None, "on": DAY, **fields})


def correct_person(person: Person, **fields: Any) -> Person:
    given = {"name": person.name, "phone": "", "reason": "登错", "actor": None, "on": DAY}
    return actions.correct_person(person=person, **{**given, **fields})


def test_employer_is_put_right_and_the_log_tells_what_it_said(town: Town, employer: Employer) -> None:
    head, former = make_employer("东岭集团有限公司"), employer.name
    fields = {"name": "东岭快递有限公司", "region_id": "371311", "industry": "5431", "head": head.uscc}
    correct_employer(employer, **fields)
    employer.refresh_from_db()
    assert (employer.name, employer.initials, employer.region_id, employer.industry, employer.legal_person) == (
        "东岭快递有限公司", "dlkdyxgs", "371311", "5431", head,
    )  # fmt: skip
    act = Act.objects.get(act="organisation.correct_employer")
    assert (act.before["name"], act.after["reason"], act.touches) == (former, "登错", [town.east.pk])
    told = story_of(town.east, on=DAY, page="1").rows[0].words
    assert told == "东岭快递有限公司：更正单位名称、地域、行业代码、所属法人"


def test_head_given_by_the_code_of_a_merged_record_is_the_one_that_remains(employer: Employer) -> None:
    former, kept = make_employer("东岭集团"), make_employer("东岭集团有限公司")
    with record("test.merge", actor=None, on=DAY):
        Employer.objects.filter(pk=former.pk).update(merged_into=kept)
    assert correct_employer(employer, head=former.uscc).legal_person == kept


def test_branch_that_is_none_becomes_a_legal_person(employer: Employer) -> None:
    correct_employer(employer, head=make_employer("东岭集团有限公司").uscc)
    assert correct_employer(employer).legal_person is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"reason": " "}, "reason"),
        ({}, ""),
        ({"industry": "9999"}, "industry"),
        ({"head": a_code("91")}, "head"),
        ({"head": "itself"}, "head"),
        ({"head": "a branch"}, "head"),
        ({"head": "another", "branches": True}, "head"),
    ],
)
def test_correction_of_an_employer_is_refused(employer: Employer, fields: dict[str, Any], field: str) -> None:
    given = dict(fields)
    another = make_employer("东岭集团有限公司")
    codes = {
        "itself": employer.uscc, "another": another.uscc,
        "a branch": make_employer("东岭集团分公司", legal_person=another).uscc,
    }  # fmt: skip
    if given.pop("branches", False):
        make_employer("东岭快运分公司", legal_person=employer)
    given["head"] = codes.get(given.get("head", ""), given.get("head", ""))
    with pytest.raises(Refused) as refused:
        correct_employer(employer, **given)
    assert [reason.field for reason in refused.value.reasons] == [field]
    assert not Act.objects.filter(act="organisation.correct_employer").exists()


def test_name_and_telephone_are_put_right_and_not_logged(town: Town, person: Person) -> None:
    correct_person(person, name="周一鸣", phone=PHONE)
    person.refresh_from_db()
    assert (person.name, person.pinyin, person.phone) == ("周一鸣", "zhouyiming", PHONE)
    act = Act.objects.get(act="organisation.correct_person")
    assert (act.before, act.after) == ({}, {"fields": ["姓名", "手机号"], "reason": "登错"})
    assert act.touches == [town.east.pk]


def test_telephone_that_is_not_given_stays(person: Person) -> None:
    assert correct_person(person, name="周一鸣").phone == "13800002222"


@pytest.mark.parametrize(
    ("fields", "field"), [({"name": " "}, "name"), ({"name": "周一鸣", "reason": " "}, "reason"), ({}, "")]
)
def test_correction_of_a_person_is_refused(person: Person, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        correct_person(person, **fields)
    assert [reason.field for reason in refused.value.reasons] == [field]


def test_merged_records_are_not_put_right(town: Town, employer: Employer, person: Person) -> None:
    kept, other = make_employer("东岭集团有限公司"), make_member("周一鸣", town.east)
    with record("test.merge", actor=None, on=DAY):
        Employer.objects.filter(pk=employer.pk).update(merged_into=kept)
        Person.objects.filter(pk=person.pk).update(merged_into=other)
    with pytest.raises(Refused, match="已并入别的记录"):
        correct_employer(employer, name="新")
    with pytest.raises(Refused, match="已并入别的记录"):
        correct_person(person, name="新")


def signed_in(union: Any, role: str) -> Client:
    user, client = make_user(f"{role}-{union.pk}"), Client()
    make_duty(user, union, role)
    client.force_login(user)
    return client


def test_pages_put_records_right(town: Town, employer: Employer, person: Person) -> None:
    client = signed_in(town.county, Role.HANDLER)
    page = client.get(reverse("organisation:correct_person", args=[person.pk])).content.decode()
    assert "13800002222" not in page
    form = {"name": "周一鸣", "phone": "139 0000 1111", "reason": "登错"}
    assert client.post(reverse("organisation:correct_person", args=[person.pk]), form).status_code == 302
    form = {"name": "东岭快递有限公司", "region_id": "371302", "industry": "5431", "reason": "登错"}
    assert client.post(reverse("organisation:correct_employer", args=[employer.pk]), form).status_code == 302
    person.refresh_from_db()
    page = client.get(person.get_absolute_url()).content.decode()
    assert (person.phone, "更正人员资料" in page) == (PHONE, True)
    page = client.get(employer.get_absolute_url()).content.decode()
    assert ("<h1>东岭快递有限公司</h1>" in page, "更正单位资料" in page) == (True, True)


def test_page_refuses_what_is_no_telephone_and_keeps_what_was_typed(town: Town, person: Person) -> None:
    form = {"name": "周一鸣", "phone": "12", "reason": "登错"}
    address = reverse("organisation:correct_person", args=[person.pk])
    answer = signed_in(town.county, Role.HANDLER).post(address, form)
    assert (answer.status_code, "周一鸣" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("place", "role", "status"),
    [
        ("county", Role.HEAD, 200),
        ("county", Role.READER, 403),
        ("other_county", Role.HEAD, 404),
        ("county", Role.ADMIN, 404),
    ],
)
def test_who_may_put_records_right(
    town: Town, employer: Employer, person: Person, place: str, role: str, status: int
) -> None:
    client = signed_in(getattr(town, place), role)
    rows = (("correct_employer", employer.pk), ("correct_person", person.pk))
    found = [client.get(reverse(f"organisation:{name}", args=[pk])).status_code for name, pk in rows]
    assert found == [status, status]
