"""The list of cases and the case page: who gets in, what each is offered, and what a refusal shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.founding import actions, pages
from gonglian.founding.case_page import Check
from gonglian.founding.models import Case
from gonglian.meetings import actions as meetings
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Person
from gonglian.organisation.states import Role
from gonglian.policy.finding import Finding, Level, Result
from tests.factories.founding import Road, congress_meeting
from tests.factories.organisation import make_duty, make_user
from tests.factories.pages import text_of

pytestmark = pytest.mark.django_db


def officer(name: str, union: Any, role: str) -> Any:
    user = make_user(name)
    make_duty(user, union, role)
    return user


def knock(user: Any, page: str, case: Case | None = None, **form: Any) -> Any:
    """GET the page, or POST to it when a form is given (`post=True` for an empty one)."""
    client = Client()
    client.force_login(user)
    address = reverse(f"founding:{page}", args=[case.pk] if case else [])
    if form:
        return client.post(address, {name: value for name, value in form.items() if name != "post"})
    return client.get(address)


@pytest.fixture
def road(shared_road: Road) -> Road:
    road = shared_road
    road.begin()
    return road


@pytest.fixture
def cast(road: Road) -> dict[str, Any]:
    return {
        "stranger": officer("stranger", road.town.other_county, Role.HEAD),
        "reader": officer("reader", road.town.town, Role.READER),
        "admin": officer("admin", road.town.town, Role.ADMIN),
        "handler": road.handler,
        "head": road.head,
        "upper_handler": road.upper_handler,
        "upper_head": road.upper_head,
    }


def answers(cast: dict[str, Any], page: str, case: Case, **form: Any) -> dict[str, int]:
    """The status for everybody; an act that succeeds is undone, so that each finds the same case."""
    found = {}
    for who, user in cast.items():
        with transaction.atomic():
            found[who] = knock(user, page, case, **form).status_code
            transaction.set_rollback(True)
    return found


PEOPLE = ("stranger", "reader", "admin", "handler", "head", "upper_handler", "upper_head")


DRAFT_DOORS: list[tuple[str, dict[str, Any], tuple[int, ...]]] = [
    ("case", {}, (404, 200, 404, 200, 200, 404, 404)),
    ("prepare", {"post": True}, (404, 403, 404, 422, 422, 404, 404)),
    ("send", {"post": True}, (404, 403, 404, 403, 422, 404, 404)),
    ("recall", {}, (404, 403, 404, 302, 302, 404, 404)),
    ("withdraw", {}, (404, 403, 404, 403, 200, 404, 404)),
    ("reply", {}, (404, 403, 404, 403, 403, 404, 404)),
    ("decide", {"post": True}, (404, 403, 404, 403, 403, 404, 404)),
    ("open_congress", {}, (404, 403, 404, 200, 200, 404, 404)),
    ("open_ballots", {"post": True}, (404, 403, 404, 422, 422, 404, 404)),
    ("first_meetings", {}, (404, 403, 404, 200, 200, 404, 404)),
]
REQUEST_DOORS: list[tuple[str, dict[str, Any], tuple[int, ...]]] = [
    ("case", {}, (404, 200, 404, 200, 200, 200, 200)),
    ("prepare", {"post": True}, (404, 403, 404, 422, 422, 403, 403)),
    ("reply", {}, (404, 403, 404, 403, 403, 200, 200)),
    ("reply", {"decision": "approve"}, (404, 403, 404, 403, 403, 302, 302)),
    ("decide", {"post": True}, (404, 403, 404, 403, 403, 422, 422)),
]


def opened(cast: dict[str, Any], case: Case, doors: list[Any]) -> list[Any]:
    """The doors as the site answers them."""
    found = [(page, form, answers(cast, page, case, **form)) for page, form, _ in doors]
    return [(page, form, tuple(answer[who] for who in PEOPLE)) for page, form, answer in found]


def test_doors_of_a_draft(road: Road, cast: dict[str, Any]) -> None:
    assert opened(cast, road.case, DRAFT_DOORS) == DRAFT_DOORS


def test_doors_while_a_reply_is_awaited(road: Road, cast: dict[str, Any]) -> None:
    road.consent()
    road.send()
    assert opened(cast, road.case, REQUEST_DOORS) == REQUEST_DOORS


def test_request_leads_to_its_case(road: Road, cast: dict[str, Any]) -> None:
    road.consent()
    request = road.send().first_request
    found = {who: knock(user, "by_request", request) for who, user in cast.items()}
    assert {who: answer.status_code for who, answer in found.items()} == dict(
        zip(PEOPLE, (404, 302, 404, 302, 302, 302, 302), strict=True)
    )
    assert found["upper_head"].headers["Location"] == road.case.get_absolute_url()


def test_first_request_goes_its_way_by_the_pages_alone(road: Road) -> None:
    road.consent()
    knock(road.handler, "prepare", road.case, post=True)
    knock(road.head, "send", road.case, post=True)
    assert road.refresh().stage == "first_request"
    knock(road.upper_handler, "reply", road.case, decision="approve", congress_by="2027-01-31")
    answer = knock(road.upper_head, "decide", road.case, post=True)
    assert (answer.status_code, road.refresh().stage) == (302, "prepare")
    assert road.case.congress_by.isoformat() == "2027-01-31"  # type: ignore[union-attr]
    assert road.case.first_request.reply.is_signed  # type: ignore[union-attr]


# -- what the page offers and says


def test_page_offers_the_cure_while_something_bars(road: Road) -> None:
    page = text_of(knock(road.handler, "case", road.case))
    cure = reverse("founding:constituents", args=[road.case.pk])
    assert f'<a class="btn btn-primary" href="{cure}">' in page
    assert page.count("btn-primary") == 1


def test_page_offers_the_request_once_nothing_bars(road: Road) -> None:
    road.consent()
    page = text_of(knock(road.handler, "case", road.case))
    assert f'action="{reverse("founding:prepare", args=[road.case.pk])}"' in page
    assert page.count("btn-primary") == 1


def test_page_offers_a_reader_nothing(road: Road, cast: dict[str, Any]) -> None:
    page = text_of(knock(cast["reader"], "case", road.case))
    assert (page.count("btn-primary"), "撤回这件事项" in page) == (0, False)


def test_refusal_names_message_clause_and_cure(road: Road) -> None:
    answer = knock(road.handler, "prepare", road.case, post=True)
    page = text_of(answer)
    assert answer.status_code == 422
    alert = page[page.index('role="alert"') : page.index("g-next")]
    assert "须各不少于 2 个" in alert
    assert '<span class="g-cite">意见 2.1.a</span>' in alert
    assert "办法：再联合至少一个独立法人单位的工会。" in alert


def test_checklist_leaves_out_what_does_not_apply(road: Road) -> None:
    page = text_of(knock(road.handler, "case", road.case))
    listed = page[page.index('id="checks"') : page.index('id="draft"')]
    assert "不适用</span>" not in listed
    assert "不符合</span>" in listed


@pytest.mark.parametrize(("who", "title"), [("handler", "呈报前要齐备的"), ("reader", "按条款核对")])
def test_checklist_is_headed_for_its_reader(road: Road, cast: dict[str, Any], who: str, title: str) -> None:
    assert f"<h2>{title}</h2>" in text_of(knock(cast[who], "case", road.case))


@pytest.mark.parametrize(("met", "folded"), [(12, False), (13, True)])
def test_many_fulfilled_requirements_are_folded(met: int, folded: bool) -> None:
    def check(result: Result) -> Check:
        return Check("ok", "", "", Finding("ORG-02", result, Level.B, "", ()), "")

    given = [check(Result.FAIL), check(Result.UNKNOWN), *[check(Result.OK)] * met, check(Result.NA)]
    found = pages.split_checks(given)
    assert (found.wanting, len(found.met), found.folded) == (given[:2], met, folded)


def test_people_are_named_with_their_part(road: Road) -> None:
    side = pages.side_of(road.case, road.handler, [])
    assert side.people == [
        ("江听泉", "筹备组组长"), ("仇明岸", "筹备组，依托单位或主管部门党组织"), ("单立秋", "筹备组，组成单位"),
        ("p_handler", "经办，柳青街道工会"),
    ]  # fmt: skip


def test_paper_is_no_link_for_who_may_not_open_it(road: Road) -> None:
    road.consent()
    paper = road.send().first_request.paper  # type: ignore[union-attr]
    member = officer("member", road.unions[0], Role.HANDLER)
    seen = text_of(knock(member, "case", road.case))
    assert paper.title in seen
    assert paper.get_absolute_url() not in seen
    assert paper.get_absolute_url() in text_of(knock(road.handler, "case", road.case))


# -- recall and withdrawal


def test_recalled_request_can_be_prepared_anew(road: Road) -> None:
    road.consent()
    actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    assert "收回拟好的请示" in text_of(knock(road.handler, "case", road.case))
    knock(road.handler, "recall", road.case, reason="名称写错了")
    request = road.refresh().first_request
    assert (request.state, request.closed_reason) == ("withdrawn", "名称写错了")  # type: ignore[union-attr]
    assert knock(road.handler, "prepare", road.case, post=True).status_code == 302
    assert road.refresh().first_request.state == "prepared"  # type: ignore[union-attr]


def test_recall_asks_for_the_reason(road: Road) -> None:
    road.consent()
    actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    answer = knock(road.handler, "recall", road.case, reason="")
    assert (answer.status_code, 'id="id_reason_error"' in text_of(answer)) == (422, True)
    assert road.refresh().first_request.state == "prepared"  # type: ignore[union-attr]


def test_withdrawn_case_stays_readable(road: Road) -> None:
    assert knock(road.head, "withdraw", road.case, reason="企业意见不一").status_code == 302
    assert road.refresh().stage == "withdrawn"
    assert "已撤回" in text_of(knock(road.handler, "case", road.case))


def test_return_without_reasons_comes_back_with_what_was_typed(road: Road) -> None:
    road.consent()
    road.send()
    page = text_of(knock(road.upper_handler, "reply", road.case, decision="return", congress_by="2027-01-31"))
    assert 'id="id_reasons_error"' in page
    assert '<option value="return" selected>' in page
    assert 'value="2027-01-31"' in page


def test_reply_that_is_only_drafted_is_told_to_its_own_side_alone(road: Road) -> None:
    road.consent()
    road.send()
    actions.propose_reply(
        case=road.refresh(),
        decision="refuse",
        reasons="规模不够",
        congress_by=None,
        actor=road.upper_handler,
        on=road.on,
    )
    drafted = "拟办"
    assert drafted in text_of(knock(road.upper_head, "case", road.case))
    applicant = Client()
    applicant.force_login(road.head)
    told = [
        reverse("founding:case", args=[road.case.pk]),
        reverse("dashboards:workbench"),
        reverse("dashboards:news"),
    ]
    union = road.town.town.get_absolute_url()
    assert [address for address in (*told, union) if drafted in text_of(applicant.get(address))] == []


# -- the list


def test_list_says_whose_turn_it_is_and_by_when(road: Road) -> None:
    def row() -> tuple[str, Any]:
        only = pages.list_cases(Case.objects.all(), stage="", page="1", on=road.on).rows[0]
        return only.turn, only.due

    assert row() == ("柳青街道工会办理", None)
    road.consent()
    actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    assert row() == ("柳青街道工会负责人签发", None)
    actions.send_request(case=road.refresh(), actor=road.head, on=road.on)
    assert row() == ("兰山区总工会批复", road.on + timedelta(days=15))
    road.answer()
    assert row() == ("柳青街道工会办理", road.case.congress_by)
    actions.withdraw_case(case=road.case, reason="不办了", actor=road.head, on=road.on)
    assert row() == ("", None)


@pytest.mark.parametrize(("days", "is_late"), [(15, False), (16, True)])
def test_list_marks_a_late_reply(road: Road, days: int, is_late: bool) -> None:
    road.consent()
    sent = road.send().first_request.sent_on  # type: ignore[union-attr]
    page = pages.list_cases(Case.objects.all(), stage="", page="1", on=sent + timedelta(days=days))
    assert [row.is_late for row in page.rows] == [is_late]


def test_list_is_narrowed_by_stage(road: Road) -> None:
    client = Client()
    client.force_login(road.handler)
    address = reverse("founding:cases")
    counts = {
        stage: client.get(address, {"stage": stage}).context["page"].total
        for stage in ("", "draft", "prepare", "nonsense")
    }
    assert counts == {"": 1, "draft": 1, "prepare": 0, "nonsense": 1}


def test_list_is_empty_for_a_stranger_and_says_what_it_is_for(road: Road, cast: dict[str, Any]) -> None:
    page = text_of(knock(cast["stranger"], "cases"))
    assert road.case.name not in page
    assert "这里列出您的单位办理或审批的组建和换届" in page


# -- preparing and holding the congress


def test_nominees_with_something_against_them_come_first(road: Road) -> None:
    road.consent()
    road.send()
    road.answer()
    road.plan()
    road.units()
    road.nominate()
    last = pages.committee_nominees(road.refresh(), on=road.on)[-1].nominee
    head = Person.objects.get(pk=last.person_id)
    organisation.add_position(
        person=head, role="head", organisation_name="演练一号", start=road.on, actor=None, on=road.on
    )
    rows = pages.committee_nominees(road.case, on=road.on)
    assert [(row.nominee.pk == last.pk, row.bars) for row in rows] == [(True, True)] + [(False, False)] * 5
    page = text_of(knock(road.handler, "case", road.case))
    assert page.index("不合格</span>") < page.index("合格</span>", page.index("不合格</span>") + 10)


def test_congress_is_opened_and_a_failed_quorum_leads_to_a_second(road: Road) -> None:
    road.consent()
    road.send()
    road.answer()
    road.plan()
    road.units()
    road.nominate()
    road.consult()
    road.send()
    road.answer()
    held = {"held_on": "2026-04-04", "place": "街道会议室"}
    assert knock(road.handler, "first_meetings", road.case, **held).status_code == 422
    assert knock(road.handler, "open_congress", road.case, **held).status_code == 302
    road.on = clock.today()
    meeting = congress_meeting(road.refresh())
    assert meeting is not None
    road.open(meeting, 9)
    meetings.close_meeting(meeting=meeting, actor=road.handler, on=road.on)
    page = text_of(knock(road.handler, "case", road.case))
    assert "上次到会不足三分之二，选举不能进行" in page
    assert "登记第二次会议" in page
    assert knock(road.handler, "open_ballots", road.case, post=True).status_code == 422
