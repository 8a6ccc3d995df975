"""Papers, wordings and files: what is kept, and what is refused in which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.documents import actions, queries
from gonglian.documents.filling import as_document, empty_blanks
from gonglian.documents.models import Paper
from gonglian.documents.papers import Column, Sheet, Table
from gonglian.documents.render import render
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, Town
from tests.factories.papers import make_external, make_officer, make_paper

pytestmark = pytest.mark.django_db


def _refusal(act: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


# -- drafting


def test_draft_takes_the_shipped_wording_and_leaves_unknown_blanks(town: Town) -> None:
    paper = actions.draft_paper(
        issuer=town.county, kind="request", purpose="prepare", title="", actor=None, on=DAY, addressee=town.city,
        values={"union": "兰山区物流行业工会联合会"},
    )  # fmt: skip
    assert paper.title == "兰山区总工会关于筹备成立兰山区物流行业工会联合会的请示"
    assert "{{" in paper.body and "{{ 工会名称 }}" not in paper.body
    assert (paper.state, paper.number, paper.signed_on) == ("draft", "", None)
    assert (paper.issuer_name, paper.addressee_name) == ("兰山区总工会", "沂州市总工会")


def test_draft_prefers_the_offices_own_wording(town: Town) -> None:
    actions.save_wording(
        union=town.county, kind="notice", purpose="established", text="关于成立{{ 工会名称 }}的通知\n现予通知。",
        actor=None, on=DAY,
    )  # fmt: skip
    fields = {"kind": "notice", "purpose": "established", "title": "", "actor": None, "on": DAY}
    own = actions.draft_paper(issuer=town.county, values={"union": "甲工会"}, **fields)
    others = actions.draft_paper(issuer=town.city, values={"union": "甲工会"}, **fields)
    assert (own.title, own.body) == ("关于成立甲工会的通知", "现予通知。")
    assert others.body != own.body


def test_draft_keeps_tables_for_the_file(town: Town) -> None:
    table = Table((Column("单位", 2, True), Column("名额", 1)), (("北关货运", "3"),), "名额表")
    paper = actions.draft_paper(
        issuer=town.county, kind="quota_table", purpose="sheet", title="代表名额分配表", actor=None, on=DAY,
        body="各单位名额如下。\n{{ 名额表 }}", values={"quota_table": table},
    )  # fmt: skip
    document = as_document(Paper.objects.get(pk=paper.pk))
    assert isinstance(document, Sheet)
    assert document.body[1] == table
    assert render(document)[:2] == b"PK"


def test_draft_fills_dates_lists_and_numbers(town: Town) -> None:
    paper = make_paper(
        town.county, body="{{ 会议日期 }}，代表 {{ 代表名额 }} 名。\n{{ 理由 }}",
        values={"held_on": DAY, "delegates": 30, "reasons": ("一、甲。", "二、乙。")},
    )  # fmt: skip
    assert paper.body == "2026年3月2日，代表 30 名。\n一、甲。\n二、乙。"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "ballot"}, "选票和计票报告单由选举页面按候选人生成。"),
        ({"kind": "count_sheet"}, "选票和计票报告单由选举页面按候选人生成。"),
        ({"kind": "letter", "purpose": "prepare", "body": None}, "没有这种公文的行文。"),
        ({"title": " "}, "标题是空的，或超过 200 字。"),
        ({"title": "长" * 201}, "标题是空的，或超过 200 字。"),
    ],
)
def test_draft_that_can_not_be_is_refused(town: Town, fields: dict[str, Any], said: str) -> None:
    assert str(_refusal(lambda: make_paper(town.county, **fields))) == said
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("text", "part"), [("{{ 星座 }}", "不认识的填空项“星座”"), ("{{ 理由", "括号不成对")]
)
def test_draft_with_a_bad_blank_is_refused_and_names_it(town: Town, text: str, part: str) -> None:
    refused = _refusal(lambda: make_paper(town.county, body=text))
    assert part in str(refused)
    assert refused.reasons[0].field == "body"


OPTIONAL = "成立工会[[，依托{{ 依托单位 }}]][[，由{{ 领导工会 }}领导]]。"


@pytest.mark.parametrize(
    ("values", "drafted", "signed"),
    [
        ({}, OPTIONAL, "成立工会。"),
        (
            {"host": "某协会", "leader": "甲工会"},
            "成立工会，依托某协会，由甲工会领导。",
            "成立工会，依托某协会，由甲工会领导。",
        ),
        ({"host": "", "leader": "甲工会"}, "成立工会，由甲工会领导。", "成立工会，由甲工会领导。"),
        ({"host": None}, "成立工会[[，由{{ 领导工会 }}领导]]。", "成立工会。"),
    ],
)
def test_optional_part_stands_falls_or_waits(
    town: Town, values: dict[str, Any], drafted: str, signed: str
) -> None:
    paper = make_paper(town.county, town.town, body=OPTIONAL, values=values)
    assert (paper.body, empty_blanks(paper)) == (drafted, [])
    assert actions.sign_paper(paper=paper, actor=make_officer(town.county), on=DAY).body == signed


# -- editing


def test_edit_keeps_before_and_after_in_the_log(town: Town) -> None:
    paper = make_paper(town.county, town.town)
    actions.edit_paper(
        paper=paper, title="关于改期的通知", body="改期。", actor=None, on=DAY, copy_to="甲、乙", attachments=["名单"],
        addressee_name="各乡镇街道工会", revision=0,
    )  # fmt: skip
    saved = Paper.objects.get(pk=paper.pk)
    assert (saved.title, saved.body, saved.copies, saved.enclosures) == (
        "关于改期的通知",
        "改期。",
        ("甲", "乙"),
        ["名单"],
    )
    assert (saved.revision, saved.addressee_name) == (1, "各乡镇街道工会")
    act = Act.objects.get(act="documents.edit_paper")
    assert (act.before["body"], act.after["body"]) == ("请按时参加。", "改期。")


def test_edit_after_somebody_else_saved_is_refused(town: Town) -> None:
    paper = make_paper(town.county)
    actions.edit_paper(paper=paper, title=paper.title, body="甲改。", actor=None, on=DAY, revision=0)
    refused = _refusal(
        lambda: actions.edit_paper(paper=paper, title="乙", body="乙改。", actor=None, on=DAY, revision=0)
    )
    assert str(refused) == "别人刚改过这份草稿，没有保存。"
    assert Paper.objects.get(pk=paper.pk).body == "甲改。"


@pytest.mark.parametrize(("title", "body"), [("", "正文"), ("标题", "{{ 星座 }}"), ("{{ 星座 }}", "正文")])
def test_edit_with_bad_text_is_refused(town: Town, title: str, body: str) -> None:
    paper = make_paper(town.county)
    _refusal(lambda: actions.edit_paper(paper=paper, title=title, body=body, actor=None, on=DAY))
    assert Paper.objects.get(pk=paper.pk).revision == 0


def test_edit_of_signed_void_or_foreign_paper_is_refused(town: Town) -> None:
    head = make_officer(town.county)
    signed = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    void = actions.void_paper(paper=make_paper(town.county), reason="不用了", actor=head, on=DAY)
    sheet = actions.sign_paper(paper=make_paper(town.county, kind="work_plan"), actor=head, on=DAY)
    words = [
        str(_refusal(lambda p=paper: actions.edit_paper(paper=p, title="甲", body="乙", actor=head, on=DAY)))
        for paper in (signed, void, sheet, make_external(town.county))
    ]
    assert words == [
        "这份公文已签发，文号 兰工〔2026〕1号。",
        "这份公文是作废，不能再改。",
        "这份公文已在 2026-03-02 签发。",
        "这份公文是来文，不能再改。",
    ]


# -- signing and voiding


def test_signing_keeps_signer_day_and_number(town: Town) -> None:
    head = make_officer(town.county, name="甲负责")
    paper = actions.sign_paper(paper=make_paper(town.county, town.city, "request"), actor=head, on=DAY)
    saved = Paper.objects.get(pk=paper.pk)
    assert (saved.signer_name, saved.signed_on, saved.number, saved.is_signed) == (
        "甲负责",
        DAY,
        "兰工〔2026〕1号",
        True,
    )
    act = Act.objects.get(act="documents.sign_paper")
    assert (act.touches, act.after["number"]) == (sorted([town.city.pk, town.county.pk]), "兰工〔2026〕1号")
    assert render(as_document(saved)) == render(as_document(saved))


@pytest.mark.parametrize("role", [Role.HANDLER, Role.READER, Role.AUDITOR, Role.ADMIN])
def test_signing_by_others_than_the_head_is_refused(town: Town, role: str) -> None:
    paper, officer = make_paper(town.county, town.town), make_officer(town.county, role)
    refused = _refusal(lambda: actions.sign_paper(paper=paper, actor=officer, on=DAY))
    assert str(refused) == "签发要由兰山区总工会的负责人办理。"


def test_signing_by_the_head_of_another_union_is_refused(town: Town) -> None:
    paper = make_paper(town.county, town.town)
    for union in (town.city, town.town):
        _refusal(lambda u=union: actions.sign_paper(paper=paper, actor=make_officer(u), on=DAY))
    assert Paper.objects.get(pk=paper.pk).is_draft


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"kind": "notice"}, "没有主送机关"),
        ({"kind": "notice", "addressee_name": "甲", "title": "关于开会"}, "缺少文种"),
        ({"kind": "request", "addressee_name": "甲、乙"}, "多于一个机关"),
        ({"kind": "report", "addressee_name": "甲", "body": "妥否，请批示。"}, "不得夹带请示事项"),
        ({"kind": "notice", "addressee_name": "甲", "body": "于{{ 会议日期 }}开会。"}, "“会议日期”没有内容"),
        ({"kind": "work_plan", "body": "于{{ 会议日期 }}开会。"}, "“会议日期”没有内容"),
        ({"kind": "public_notice", "body": "王某，电话13800000000"}, "有电话号码，不能公开"),
    ],
)
def test_signing_a_paper_that_may_not_be_issued_is_refused(
    town: Town, fields: dict[str, Any], part: str
) -> None:
    paper = make_paper(town.county, **fields)
    refused = _refusal(lambda: actions.sign_paper(paper=paper, actor=make_officer(town.county), on=DAY))
    assert part in str(refused)
    assert (paper.state, Paper.objects.get(pk=paper.pk).state) == ("draft", "draft")


def test_void_keeps_number_and_says_why(town: Town) -> None:
    head = make_officer(town.county)
    paper = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    actions.void_paper(paper=paper, reason=" 印错标题 ", actor=head, on=DAY)
    saved = Paper.objects.get(pk=paper.pk)
    assert (saved.state, saved.number, saved.void_reason, saved.void_on) == (
        "void",
        "兰工〔2026〕1号",
        "印错标题",
        DAY,
    )


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("no reason", "没有写作废原因。"),
        ("twice", "这份公文已在 2026-03-02 作废。"),
        ("bound", "这份公文随请示办理，不能作废。"),
    ],
)
def test_void_is_refused(town: Town, case: str, said: str) -> None:
    from django.db import transaction

    from gonglian.core.acts import record

    paper = make_paper(town.county)
    if case == "twice":
        actions.void_paper(paper=paper, reason="不用了", actor=None, on=DAY)
    if case == "bound":
        with transaction.atomic(), record("test.bind", actor=None, on=DAY):
            actions.bind_paper(paper)
    reason = "" if case == "no reason" else "再来"
    assert str(_refusal(lambda: actions.void_paper(paper=paper, reason=reason, actor=None, on=DAY))) == said


# -- back to the shipped wording


def test_the_shipped_wording_is_restored_and_own_versions_stay(town: Town, actor: Any) -> None:
    about = {"union": town.county, "kind": "notice", "purpose": "established", "actor": actor, "on": DAY}
    shipped = queries.wording_text(town.county, "notice", "established")
    actions.save_wording(text="关于成立的通知\n现予成立。", **about)
    actions.restore_shipped_wording(**about)
    assert queries.wording_text(town.county, "notice", "established") == shipped
    assert [row.version for row in queries.wording_versions(town.county, "notice", "established")] == [1, 2]
    assert "随附的行文" in str(_refusal(lambda: actions.restore_shipped_wording(**about)))
    assert actions.save_wording(text="关于成立的通知\n同意成立。", **about).version == 3


def test_every_number_of_a_year_is_told_the_void_ones_too(town: Town) -> None:
    head = make_officer(town.county)
    papers = [
        actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY) for _n in range(3)
    ]
    actions.void_paper(paper=papers[1], reason="重发", actor=head, on=DAY)
    series = papers[0].series
    assert series is not None
    told = queries.numbers_of(series, DAY.year)
    assert [(number, paper and paper.state) for number, paper in told] == [
        (1, "signed"),
        (2, "void"),
        (3, "signed"),
    ]
    assert queries.numbers_of(series, 1999) == []
