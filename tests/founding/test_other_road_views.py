"""Pages of founding's other ways, and what the case page says on them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonglian.approvals import actions as approvals
from gonglian.approvals.queries import inbox
from gonglian.core import clock
from gonglian.documents.models import Attachment
from gonglian.founding import pages
from gonglian.founding.case_page import case_page
from gonglian.founding.draft_forms import DraftForm, leading_unions
from gonglian.founding.sheets import draw
from tests.factories.founding import Road
from tests.factories.pages import client_of, text_of
from tests.founding.preparing import prepare

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def _scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.pdf", PDF, "application/pdf")


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> Road:
    return prepare(monkeypatch)


# -- constituents


def test_consent_is_recorded_with_its_scan_and_withdrawn_with_its_letter(road: Road) -> None:
    row = road.case.constituents.order_by("pk")[0]
    today = clock.today()
    client = client_of(road.handler)
    given = {
        "consent": "consented",
        "body": "committee",
        "decided_on": road.on,
        "entitled": 5,
        "present": 5,
        "votes_for": 4,
    }
    assert (
        client.post(reverse("founding:consent", args=[row.pk]), given | {"scan": _scan()}).status_code == 302
    )
    left = {"withdrawn_on": today, "reason": "企业另有安排", "scan": _scan()}
    assert client.post(reverse("founding:withdraw_consent", args=[row.pk]), left).status_code == 302
    row.refresh_from_db()
    assert (row.consent, row.scan is not None, row.withdrawal_scan is not None) == ("withdrawn", True, True)
    assert "撤回：企业另有安排" in text_of(client.get(reverse("founding:constituents", args=[road.case.pk])))


def test_file_of_a_wrong_kind_comes_back_with_what_was_typed(road: Road) -> None:
    row = road.case.constituents.order_by("pk")[0]
    upload = SimpleUploadedFile("scan.pdf", b"MZ\x90\x00 no paper", "application/pdf")
    answer = client_of(road.handler).post(
        reverse("founding:withdraw_consent", args=[row.pk]),
        {"withdrawn_on": road.on, "reason": "企业另有安排", "scan": upload},
    )
    row.refresh_from_db()
    assert (answer.status_code, "企业另有安排" in text_of(answer), row.consent) == (422, True, "consented")
    assert not Attachment.objects.exists()


def test_answers_are_closed_once_the_second_request_is_out(road: Road) -> None:
    road.plan()
    road.units()
    road.nominate()
    road.consult()
    road.send()
    row = road.case.constituents.order_by("pk")[0]
    client = client_of(road.handler)
    for page in ("consent", "withdraw_consent"):
        assert client.get(reverse(f"founding:{page}", args=[row.pk])).status_code == 302
    left = {"withdrawn_on": road.on, "reason": "企业另有安排"}
    answer = client.post(reverse("founding:withdraw_consent", args=[row.pk]), left)
    assert (answer.status_code, "按退出办理" in text_of(answer)) == (422, True)


# -- opinions and objections


def test_opinion_is_kept_with_its_scan(road: Road) -> None:
    given = {
        "from_kind": "party_organisation", "from_name": "餐饮行业党委", "given_on": road.on, "answer": "yes", "text": "同意",
        "scan": _scan(),
    }  # fmt: skip
    answer = client_of(road.handler).post(reverse("founding:opinions", args=[road.case.pk]), given)
    assert answer.status_code == 302
    assert road.case.founded_union.opinions.get().attachment == Attachment.objects.get()


def test_objection_waits_in_the_inbox_of_who_prepares_the_congress(road: Road) -> None:
    road.plan()
    road.units()
    road.nominate()
    road.consult()
    notice = road.case.founded_union.notices.get()
    approvals.record_objection(
        notice=notice, raised_on=road.on, text="请核实", actor=road.handler, on=road.on
    )
    waiting = [line for line in inbox(road.handler, road.on) if line.clause == "NOM-03"]
    assert [line.url for line in waiting] == [reverse("approvals:notice", args=[notice.pk])]
    assert [line for line in inbox(road.upper_handler, road.on) if line.clause == "NOM-03"] == []


# -- the case page


def test_missing_reports_lead_to_the_units_and_a_missing_number_to_the_plan(road: Road) -> None:
    def cure() -> str:
        checks = case_page(road.refresh(), road.handler, on=road.on).checks
        return next(check.cure_url for check in checks if check.finding.clause == "CON-01")

    assert cure() == reverse("founding:plan", args=[road.case.pk])
    road.plan()
    assert cure() == reverse("founding:units", args=[road.case.pk])


def test_story_tells_the_preparation_too(road: Road) -> None:
    road.plan()
    story = [words for _on, words, _who in case_page(road.refresh(), road.handler, on=road.on).story]
    assert "确定大会时间和规模" in story


def test_next_act_is_named_in_few_words(road: Road) -> None:
    found = case_page(road.refresh(), road.handler, on=road.on).next
    assert found.title.startswith("先补齐：")
    assert "。" not in found.title
    assert len(found.title) < 30


@pytest.mark.parametrize(("days", "shown"), [(0, False), (1, True)])
def test_page_says_when_the_last_day_is_past_and_when_it_lapses(road: Road, days: int, shown: bool) -> None:
    last = road.case.congress_by
    assert last is not None
    found = pages.passed_limit(road.refresh(), on=last + timedelta(days=days))
    assert found == ((last, last + timedelta(days=16)) if shown else None)


@pytest.mark.parametrize(
    ("chair_by", "words"), [("committee", "由第一届委员会全体会议选举"), ("congress", "由会员代表大会选举")]
)
def test_election_rules_say_who_elects_the_chair(road: Road, chair_by: str, words: str) -> None:
    road.plan(chair_by=chair_by)
    sheet = draw("election_rules", road.refresh(), on=road.on)
    assert sheet is not None
    assert words in str(sheet.body)


# -- the draft's form


def test_leaders_offered_are_the_proposer_and_those_above(road: Road) -> None:
    found = set(leading_unions(road.town.county, on=road.on))
    assert found == {road.town.county, road.town.city}


@pytest.mark.parametrize(
    ("leader", "other", "reason", "field"),
    [
        ("", "", "", "leader"),
        ("county", "city", "便于工作", "other_leader"),
        ("", "city", "", "line_reason"),
        ("county", "", "便于工作", "line_reason"),
    ],
)
def test_draft_names_one_leader_and_another_one_with_its_reason(
    road: Road, leader: str, other: str, reason: str, field: str
) -> None:
    unions: dict[str, Any] = {"": "", "county": road.town.county.pk, "city": road.town.city.pk}
    data = {
        "form": "federation", "level": "county", "territory": "371302", "trade_words": "餐饮行业", "trades": "62",
        "leader": unions[leader], "other_leader": unions[other], "line_reason": reason,
    }  # fmt: skip
    form = DraftForm(data, proposer=road.town.town, on=road.on)
    assert set(form.errors) == {field}
