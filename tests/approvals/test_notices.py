"""Public notice and the opinions of others (NOM-03)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gonglian.approvals import actions
from gonglian.approvals.models import Consultation, Objection, PublicNotice
from gonglian.approvals.queries import notice_ends, notice_facts
from gonglian.core.refused import Refused
from gonglian.documents.actions import attach_file
from gonglian.policy.finding import Result
from gonglian.policy.site import judge
from gonglian.reference.workdays import Calendar
from tests.approvals.cast import Cast
from tests.factories.organisation import DAY
from tests.factories.papers import make_paper, make_scan

LATER = DAY + timedelta(days=3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("posted", "chair", "ends"),
    [
        ("2026-03-02", False, "2026-03-09"),  # Monday: Tuesday is the first day, the weekend is free
        ("2026-03-06", False, "2026-03-13"),  # Friday
        ("2026-03-07", False, "2026-03-13"),  # Saturday
        ("2026-09-28", False, "2026-10-10"),  # over National Day to a Saturday that is worked
        ("2026-03-02", True, "2026-03-09"),  # seven calendar days end the same day
        ("2026-03-08", True, "2026-03-15"),  # Sunday: the seven days end later than the five working days
        ("2026-09-28", True, "2026-10-10"),
    ],
)
def test_notice_ends_after_five_working_days(posted: str, chair: bool, ends: str) -> None:
    assert notice_ends(date.fromisoformat(posted), Calendar(), chair) == date.fromisoformat(ends)


@pytest.mark.django_db
@pytest.mark.parametrize("chair", [False, True])
def test_end_and_clause_agree_on_the_earliest_ballot(chair: bool) -> None:
    for offset in range(30):
        posted = DAY + timedelta(days=offset)
        end = notice_ends(posted, Calendar(), chair)
        facts = {"posted_on": posted, "enterprise_chair": chair, "objections": []}
        results = [
            judge("NOM-03", facts | {"ballot_on": ballot}, ballot, calendar=Calendar()).result
            for ballot in (end, end + timedelta(days=1))
        ]
        assert results == [Result.FAIL, Result.OK]


def _post(cast: Cast, **fields: Any) -> PublicNotice:
    fields = {"subject": "委员候选人名单", "posted_on": DAY, "actor": cast.handler, "on": DAY, **fields}
    return actions.post_notice(union=cast.town.county, **fields)


def _object(notice: PublicNotice, **fields: Any) -> Objection:
    fields = {"raised_on": LATER, "text": "不符合条件", "actor": None, "on": LATER, **fields}
    return actions.record_objection(notice=notice, **fields)


def _answer(objection: Objection, **fields: Any) -> Objection:
    fields = {"answer": "已核查，符合条件。", "answered_on": LATER, "actor": None, "on": LATER, **fields}
    return actions.answer_objection(objection=objection, **fields)


def test_objection_and_answer_become_facts(cast: Cast) -> None:
    notice = _post(cast, enterprise_chair=True)
    first = _object(notice, by_name="一名会员")
    _object(notice)
    _answer(first)
    ballot = DAY + timedelta(days=20)
    assert notice_facts(notice, ballot) == {
        "posted_on": DAY,
        "ballot_on": ballot,
        "enterprise_chair": True,
        "objections": [{"on": LATER, "answered_on": LATER}, {"on": LATER, "answered_on": None}],
    }


def test_changed_list_is_a_new_notice(cast: Cast) -> None:
    old = _post(cast)
    new = _post(cast, replaces=old, posted_on=LATER, on=LATER)
    assert (new.replaces, old.replaced_by) == (old, new)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("no subject", "公示内容没有填。"),
        ("future", "张贴日 2026-03-05 在今天之后。"),
        ("another union", "所替代的公示是别的单位的，或张贴得更晚。"),
        ("older", "所替代的公示是别的单位的，或张贴得更晚。"),
        ("twice", "这次公示已被另一次替代。"),
    ],
)
def test_notice_is_refused(cast: Cast, case: str, said: str) -> None:
    fields: dict[str, Any] = {"no subject": {"subject": " "}, "future": {"posted_on": LATER}}.get(case, {})
    if case == "another union":
        others = actions.post_notice(union=cast.town.town, subject="甲", posted_on=DAY, actor=None, on=DAY)
        fields = {"replaces": others}
    if case in ("older", "twice"):
        old = _post(cast)
        fields = {"replaces": old, "posted_on": DAY - timedelta(days=1) if case == "older" else DAY}
        if case == "twice":
            _post(cast, replaces=old)
    before = PublicNotice.objects.count()
    with pytest.raises(Refused) as refused:
        _post(cast, **fields)
    assert (str(refused.value), PublicNotice.objects.count()) == (said, before)


@pytest.mark.parametrize("field", ["subject", "place", "paper"])
def test_notice_that_names_personal_details_is_refused(cast: Cast, field: str) -> None:
    text = "王某，电话13800000000"
    notice = make_paper(cast.town.county, kind="public_notice", purpose="sheet", body=text)
    fields: dict[str, Any] = {"subject": text, "place": text, "paper": notice}
    with pytest.raises(Refused, match="电话号码") as refused:
        _post(cast, **{field: fields[field]})
    assert ([reason.field for reason in refused.value.reasons], PublicNotice.objects.count()) == ([field], 0)


def test_notice_with_the_telephone_of_its_office_is_posted(cast: Cast) -> None:
    text = "受理部门为县总工会组织部，联系电话0539-8000000。"
    notice = make_paper(cast.town.county, kind="public_notice", purpose="sheet", body=text)
    assert _post(cast, paper=notice).paper == notice


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " "}, "异议内容没有填。"),
        ({"raised_on": DAY - timedelta(days=1)}, "提出日 2026-03-01 不在张贴日 2026-03-02 与今天之间。"),
        ({"raised_on": LATER + timedelta(days=1)}, "提出日 2026-03-06 不在张贴日 2026-03-02 与今天之间。"),
    ],
)
def test_objection_is_refused(cast: Cast, fields: dict[str, Any], said: str) -> None:
    notice = _post(cast)
    with pytest.raises(Refused) as refused:
        _object(notice, **fields)
    assert (str(refused.value), Objection.objects.count()) == (said, 0)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answer": " "}, "答复没有填。"),
        ({"answered_on": DAY}, "答复日 2026-03-02 不在提出日 2026-03-05 与今天之间。"),
        ({"answered_on": LATER + timedelta(days=1)}, "答复日 2026-03-06 不在提出日 2026-03-05 与今天之间。"),
    ],
)
def test_answer_is_refused(cast: Cast, fields: dict[str, Any], said: str) -> None:
    objection = _object(_post(cast))
    with pytest.raises(Refused) as refused:
        _answer(objection, **fields)
    assert (str(refused.value), Objection.objects.get().answered_on) == (said, None)


def test_answer_is_given_once(cast: Cast) -> None:
    objection = _answer(_object(_post(cast)))
    with pytest.raises(Refused, match="这件异议已在 2026-03-05 答复。"):
        _answer(objection, answer="再答。")


# -- opinions


def _opinion(cast: Cast, **fields: Any) -> Consultation:
    fields = {
        "from_kind": "regulator",
        "from_name": "某局",
        "given_on": DAY,
        "text": "支持。",
        "agrees": True,
        **fields,
    }
    return actions.record_opinion(about=cast.town.industrial, actor=cast.handler, on=DAY, **fields)


@pytest.mark.parametrize("agrees", [True, False, None])
def test_opinion_is_kept_as_it_came(cast: Cast, agrees: bool | None) -> None:
    request = cast.prepared()
    scan = attach_file(paper=None, owner=cast.town.county, upload=make_scan(), actor=cast.handler, on=DAY)
    kept = _opinion(cast, agrees=agrees, request=request, attachment=scan)
    saved = Consultation.objects.get(pk=kept.pk)
    assert (saved.agrees, saved.request, saved.attachment, saved.on) == (agrees, request, scan, DAY)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"from_kind": "nobody"}, "没有选意见来自哪一方。"),
        ({"from_name": ""}, "单位名称或意见没有填。"),
        ({"text": " "}, "单位名称或意见没有填。"),
        ({"given_on": LATER}, "日期 2026-03-05 在今天之后。"),
    ],
)
def test_opinion_is_refused(cast: Cast, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        _opinion(cast, **fields)
    assert (str(refused.value), Consultation.objects.count()) == (said, 0)
