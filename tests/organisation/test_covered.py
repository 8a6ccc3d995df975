"""A union's employer: another one from a day on, or all the time; a constituent only with a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.organisation import actions
from gonglian.organisation.models import Coverage, Employer, Mandate, Union
from gonglian.organisation.reads.story import story_of
from gonglian.organisation.states import MandateKind, Role
from tests.factories.organisation import DAY, LONG_AGO, Town, a_code, make_duty, make_employer, make_user

pytestmark = pytest.mark.django_db
YESTERDAY = DAY - timedelta(days=1)
Doing = Callable[..., Coverage]


def coverage_of(union: Union) -> Coverage:
    return Coverage.objects.current_record().get(union=union, valid__upper_inf=True)


def covered(union: Union, on: date) -> list[str]:
    return [row.employer.name for row in Coverage.objects.as_of(on).filter(union=union)]


def paper(union: Union, kind: str = MandateKind.SPECIAL_CHANGE) -> Mandate:
    second = make_user("second") if kind == MandateKind.CORRECTION else None
    with record("test.mandate", actor=None, on=DAY):
        return Mandate.objects.create(
            union=union, kind=kind, number="沂工发〔2026〕1号", issuer="沂州市总工会", issued_on=DAY,
            second_person=second,
        )  # fmt: skip


def change(union: Union, **fields: Any) -> Coverage:
    given = {
        "coverage": coverage_of(union),
        "uscc": a_code("91"),
        "name": "东岭快递有限公司",
        "mandate": None,
        **fields,
    }
    result = actions.change_covered(union=union, **{"actor": None, "on": DAY, **given})
    commit()
    return result


def correct(union: Union, **fields: Any) -> Coverage:
    given = {
        "coverage": coverage_of(union),
        "uscc": a_code("91"),
        "name": "东岭快递有限公司",
        "mandate": None,
        **fields,
    }
    result = actions.correct_covered(union=union, **{"reason": "登错代码", "actor": None, "on": DAY, **given})
    commit()
    return result


def told(union: Union) -> str:
    return story_of(union, on=DAY, page="1").rows[0].words


def commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")


def test_change_holds_from_its_day_and_keeps_the_days_before(town: Town) -> None:
    former = coverage_of(town.east).employer
    made = change(town.east)
    assert (covered(town.east, YESTERDAY), covered(town.east, DAY)) == ([former.name], ["东岭快递有限公司"])
    assert (made.starts_on, made.employer.region_id) == (DAY, former.region_id)
    act = Act.objects.get(act="organisation.change_covered")
    assert told(town.east) == f"{town.east}：覆盖单位由{former.name}变更为东岭快递有限公司"
    assert (act.touches, act.before["uscc"], act.after["uscc"]) == (
        [town.east.pk], former.uscc, made.employer.uscc,
    )  # fmt: skip


def test_correction_takes_the_whole_period_and_the_wrong_record_stays_known(town: Town) -> None:
    wrong = coverage_of(town.east)
    right = make_employer("东岭快递有限公司")
    made = correct(town.east, uscc=right.uscc, name="")
    assert (made.employer, made.valid, covered(town.east, LONG_AGO)) == (right, wrong.valid, [right.name])
    assert not Coverage.objects.current_record().filter(pk=wrong.pk).exists()
    act = Act.objects.get(act="organisation.correct_covered")
    assert (act.after["reason"], told(town.east)) == (
        "登错代码", f"{town.east}：覆盖单位登错，{wrong.employer.name}更正为{right.name}",
    )  # fmt: skip


@pytest.mark.parametrize("act", [change, correct])
def test_employer_on_record_is_taken_as_it_stands(town: Town, act: Doing) -> None:
    other = make_employer("东岭快递有限公司")
    number = Employer.objects.count()
    assert act(town.east, uscc=other.uscc, name="另一个名称").employer == other
    other.refresh_from_db()
    assert (other.name, Employer.objects.count()) == ("东岭快递有限公司", number)


@pytest.mark.parametrize("act", [change, correct])
def test_code_of_a_merged_record_leads_to_the_one_that_remains(town: Town, act: Doing) -> None:
    former, kept = make_employer("东岭快递"), make_employer("东岭快递有限公司")
    with record("test.merge", actor=None, on=DAY):
        Employer.objects.filter(pk=former.pk).update(merged_into=kept)
    assert act(town.east, uscc=former.uscc).employer == kept


@pytest.mark.parametrize("act", [change, correct])
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"uscc": "91"}, "code"),
        ({"same": True}, "uscc"),
        ({"other_union": True}, "coverage"),
    ],
)
def test_change_and_correction_are_refused(
    town: Town, act: Doing, fields: dict[str, Any], field: str
) -> None:
    fields = dict(fields)
    if fields.pop("same", False):
        fields["uscc"] = coverage_of(town.east).employer.uscc
    if fields.pop("other_union", False):
        fields["coverage"] = coverage_of(town.far)
    before = list(Coverage.objects.order_by("pk").values_list())
    with pytest.raises(Refused) as refused:
        act(town.east, **fields)
    assert [reason.field for reason in refused.value.reasons] == [field]
    assert list(Coverage.objects.order_by("pk").values_list()) == before


@pytest.mark.parametrize("act", [change, correct])
def test_second_of_two_at_once_is_refused(town: Town, act: Doing) -> None:
    seen = coverage_of(town.east)
    act(town.east)
    with pytest.raises(Refused, match="刚被别人改过"):
        act(town.east, coverage=seen)


def test_change_on_the_first_day_or_before_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="不能在这一天变更"):
        change(town.east, on=LONG_AGO)


def test_correction_without_reason_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="没有写更正的理由"):
        correct(town.east, reason=" ")


@pytest.mark.parametrize("act", [change, correct])
@pytest.mark.parametrize("of", ["nobody", "another union"])
def test_constituent_without_its_paper_is_led_to_the_request(town: Town, act: Doing, of: str) -> None:
    mandate = paper(town.south) if of == "another union" else None
    with pytest.raises(Refused) as refused:
        act(town.north, mandate=mandate)
    (reason,) = refused.value.reasons
    assert (reason.cite, reason.field, "变更上级" in reason.cure) == ("意见 2.2", "mandate", True)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (change, MandateKind.SPECIAL_CHANGE),
        (correct, MandateKind.SPECIAL_CHANGE),
        (correct, MandateKind.CORRECTION),
    ],
)
def test_constituent_with_its_paper_has_another_employer(town: Town, act: Doing, kind: str) -> None:
    mandate = paper(town.north, kind)
    made = act(town.north, mandate=mandate)
    assert (made.mandate, covered(town.north, DAY)) == (mandate, ["东岭快递有限公司"])
    assert Act.objects.latest("pk").after["mandate"] == "沂州市总工会 沂工发〔2026〕1号"


def test_change_by_a_paper_of_correction_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="没有批准文件"):
        change(town.north, mandate=paper(town.north, MandateKind.CORRECTION))


@pytest.fixture
def client(town: Town) -> Client:
    user, client = make_user("someone"), Client()
    make_duty(user, town.county, Role.HANDLER)
    client.force_login(user)
    return client


def form_of(union: Union, **fields: str) -> dict[str, str]:
    return {
        "coverage": str(coverage_of(union).pk),
        "uscc": a_code("91").lower(),
        "name": "东岭快递有限公司",
        **fields,
    }


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("change_covered", {"first_day": clock.today().isoformat()}),
        ("correct_covered", {"reason": "登错代码"}),
    ],
)
def test_page_gives_another_employer(town: Town, client: Client, name: str, more: dict[str, str]) -> None:
    answer = client.post(reverse(f"organisation:{name}", args=[town.east.pk]), form_of(town.east, **more))
    assert answer.status_code == 302
    page = client.get(town.east.get_absolute_url()).content.decode()
    assert ("东岭快递有限公司" in page, "变更单位" in page) == (True, True)


def test_page_of_a_constituent_asks_for_the_paper_and_leads_to_the_request(
    town: Town, client: Client
) -> None:
    address = reverse("organisation:change_covered", args=[town.north.pk])
    form = form_of(town.north, first_day=clock.today().isoformat())
    answer = client.post(address, form)
    page = answer.content.decode()
    lead = f'href="{town.north.get_absolute_url()}#moves"'
    assert (answer.status_code, lead in page, "东岭快递有限公司" in page) == (422, True, True)
    assert client.post(address, form | {"mandate": str(paper(town.north).pk)}).status_code == 302


def test_page_refuses_a_day_to_come(town: Town, client: Client) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    address = reverse("organisation:change_covered", args=[town.east.pk])
    answer = client.post(address, form_of(town.east, first_day=tomorrow))
    assert (answer.status_code, "这一天还没有到" in answer.content.decode()) == (422, True)


def test_industrial_union_is_not_offered_another_employer(town: Town, client: Client) -> None:
    page = client.get(town.industrial.get_absolute_url()).content.decode()
    assert ("变更名称" in page, "变更单位" in page) == (True, False)
