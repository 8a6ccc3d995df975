"""替补 from the seat that fell to the successor who sits there (TRM-07)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.core.sealing import keyed_hash
from gonglian.documents import actions as documents
from gonglian.documents.states import PaperState
from gonglian.organisation.actions import add_position
from gonglian.organisation.models import Employer, Line, Person, Position
from gonglian.organisation.states import Role
from gonglian.terms import actions
from gonglian.terms.models import Holder, Substitution
from tests.factories.dirty_rosters import id_number
from tests.factories.organisation import Town, make_duty, make_member, make_user
from tests.factories.papers import make_scan
from tests.terms.seats import LATER, Bench, last_act

FELL, CHOSEN, MET, TOLD = (date(2027, 5, day) for day in (3, 6, 12, 20))


class Case:
    """The seat of north's chair fell; `successor` is the chair north elected next, with a membership there."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.successor = make_member("接任人", bench.town.north)
        self.row = actions.end_post(holder=self.bench.holder(4), ended_on=FELL, actor=None, on=LATER)

    def propose(self, **given: Any) -> Substitution:
        asked = {
            "successor": self.successor,
            "elected_on": CHOSEN,
            "declared": True,
            "actor": None,
            "on": LATER,
        }
        self.row = actions.propose_successor(**{"substitution": self.row} | asked | given)
        return self.row

    def confirm(self, **given: Any) -> Substitution:
        asked = {"confirmed_on": MET, "entitled": 4, "present": 3, "votes_for": 3, "actor": None, "on": LATER}
        self.row = actions.confirm_successor(**{"substitution": self.row} | asked | given)
        return self.row

    def finish(self, **given: Any) -> Holder:
        asked = {"reported_on": TOLD, "number": "物工报〔2027〕2号", "actor": None, "on": LATER}
        return actions.finish_substitution(**{"substitution": self.row} | asked | given)


@pytest.fixture
def case(bench: Bench) -> Case:
    return Case(bench)


def test_the_successor_sits_there_from_the_report_on(case: Case) -> None:
    case.propose()
    post = Position.objects.get(person=case.successor)
    assert (post.role, post.union, post.starts_on) == ("union_chair", case.bench.town.north, CHOSEN)
    case.confirm(upload=make_scan())
    assert case.row.scan is not None and case.row.report is not None
    assert (case.row.report.addressee, case.row.report.is_draft) == (case.bench.town.county, True)
    holder = case.finish()
    assert (holder.person, holder.came, holder.valid.lower) == (case.successor, "substituted", TOLD)
    assert case.bench.holder(4).person == case.successor
    row = Substitution.objects.get()
    assert (row.state, row.report_number) == ("done", "物工报〔2027〕2号")
    assert Substitution.objects.get().report.state == PaperState.VOID  # type: ignore[union-attr]
    assert last_act("finish_substitution")[0] == [("TRM-07", "OK")]


def test_the_report_says_who_follows_whom_and_is_signed_here(case: Case) -> None:
    case.propose()
    report = case.confirm().report
    assert report is not None
    for words in ("北关货运有限公司工会委员会", "接任人", case.bench.people[3].name, "3人赞成"):
        assert words in report.body
    with pytest.raises(Refused, match="还没有签发"):
        case.finish(reported_on=None, number="")
    head = make_user("own_head", "于守一")
    make_duty(head, case.bench.town.industrial, Role.HEAD)
    documents.save_series(
        union=case.bench.town.industrial, code="兰物工", kinds=["report"], actor=head, on=MET
    )
    documents.sign_paper(paper=report, actor=head, on=TOLD)
    holder = case.finish(reported_on=None, number="")
    assert holder.valid.lower == TOLD
    assert Substitution.objects.get().report_number == "兰物工〔2027〕1号"


@pytest.mark.parametrize(
    ("given", "clause"),
    [({"declared": False}, "ELI-01"), ({"successor": "nobody"}, "ELI-04"), ({"successor": "head"}, "ELI-02")],
    ids=["undeclared", "no membership", "head of a unit in scope"],
)
def test_who_may_not_sit_there_is_not_proposed(case: Case, given: dict[str, Any], clause: str) -> None:
    town = case.bench.town
    if given.get("successor") == "nobody":
        given = {"successor": case.bench.people[9]}
    elif given.get("successor") == "head":
        head = make_member("厂长", town.north)
        employer = Employer.objects.get(coverages__union=town.north)
        add_position(person=head, role="head", employer=employer, actor=None, on=LATER, start=FELL)
        given = {"successor": head}
    with pytest.raises(Refused) as refusal:
        case.propose(**given)
    assert clause in [finding.clause for finding in refusal.value.findings]
    assert Substitution.objects.get().state == "open"


def test_a_certificate_stands_for_a_membership(case: Case) -> None:
    assert case.propose(successor=case.bench.people[9], certificate="会证 12 号").state == "proposed"


def test_who_sits_in_the_body_already_is_not_proposed(case: Case) -> None:
    with pytest.raises(Refused) as refusal:
        case.propose(successor=case.bench.people[2], certificate="会证 12 号")
    assert "ELI-10" in [finding.clause for finding in refusal.value.findings]


def test_the_chair_is_not_proposed_for_the_audit_committee(town: Town) -> None:
    bench = Bench(town)
    row = actions.end_post(holder=bench.holder(2, bench.audit), ended_on=FELL, actor=None, on=LATER)
    with pytest.raises(Refused) as refusal:
        actions.propose_successor(
            substitution=row, successor=bench.people[0], elected_on=CHOSEN, declared=True, certificate="1", actor=None,
            on=LATER,
        )  # fmt: skip
    assert [finding.clause for finding in refusal.value.findings] == ["ELI-07"]


@pytest.mark.parametrize(
    ("day", "match"), [(FELL - timedelta(days=1), "早于前任"), (LATER + timedelta(days=1), "还没有到")]
)
def test_elected_at_an_impossible_day_is_refused(case: Case, day: date, match: str) -> None:
    with pytest.raises(Refused, match=match):
        case.propose(elected_on=day)


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"present": 5}, "对不上"),
        ({"votes_for": 4}, "对不上"),
        ({"votes_for": 2}, "没有超过"),
        ({"confirmed_on": CHOSEN - timedelta(days=1)}, "早于他当选"),
        ({"confirmed_on": LATER + timedelta(days=1)}, "还没有到"),
    ],
)
def test_a_confirmation_that_contradicts_itself_is_refused(
    case: Case, given: dict[str, Any], match: str
) -> None:
    case.propose()
    with pytest.raises(Refused, match=match):
        case.confirm(**given)
    assert Substitution.objects.get().state == "proposed"


def test_a_missing_quorum_stays_as_a_finding(case: Case) -> None:
    case.propose()
    case.confirm(entitled=9, present=5, votes_for=5)
    assert last_act("confirm_successor")[0] == [("CON-06", "FAIL")]


def test_without_a_leader_there_is_nobody_to_report_to(case: Case) -> None:
    case.propose()
    with transaction.atomic(), record("test.alone", actor=None, on=LATER):
        Line.objects.filter(child=case.bench.town.industrial, kind="leadership").delete()
    with pytest.raises(Refused, match="没有去处"):
        case.confirm()


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"reported_on": MET - timedelta(days=1)}, "早于机构确认日"),
        ({"reported_on": LATER + timedelta(days=1)}, "还没有到"),
        ({"number": " "}, "文号"),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(case: Case, given: dict[str, Any], match: str) -> None:
    case.propose()
    case.confirm()
    with pytest.raises(Refused, match=match):
        case.finish(**given)


def test_steps_follow_each_other_and_once(case: Case) -> None:
    with pytest.raises(Refused, match="等接任人"):
        case.confirm()
    case.propose()
    with pytest.raises(Refused, match="等机构确认"):
        case.finish()
    case.confirm()
    case.finish()
    for step in (case.propose, case.confirm, case.finish):
        with pytest.raises(Refused, match="已替补"):
            step()


def test_a_substitution_may_be_left_to_a_by_election(case: Case) -> None:
    with pytest.raises(Refused, match="为什么不替补"):
        actions.drop_substitution(substitution=case.row, reason=" ", actor=None, on=LATER)
    case.propose()
    case.confirm()
    row = actions.drop_substitution(substitution=case.row, reason="单位不再推荐", actor=None, on=LATER)
    assert (row.state, row.reason) == ("dropped", "单位不再推荐")
    assert row.report is not None and row.report.state == PaperState.VOID
    holder = actions.seat_holder(
        seat=case.bench.seat(4), person=case.successor, how="by_election", since=LATER, actor=None, on=LATER
    )
    assert holder.came == "by_election"


# -- on screen


def test_a_substitution_is_carried_on_screen(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: LATER)
    head = make_user("county_head")
    make_duty(head, case.bench.town.county, Role.HEAD)
    client = Client()
    client.force_login(head)
    page = case.row.get_absolute_url()

    def step(name: str, status: int = 302, **data: Any) -> str:
        answer = client.post(reverse(f"terms:{name}", args=[case.row.pk]), data)
        assert answer.status_code == status, answer.content.decode()
        return answer.content.decode()

    def next_step() -> str:
        found = client.get(page).content.decode()
        return next(word for word in ("提名接任人</a>", "登记确认</a>", "登记接任</a>", "") if word in found)

    assert page in client.get("/").content.decode()  # on the workbench
    assert page in client.get(reverse("terms:union", args=[case.bench.town.industrial.pk])).content.decode()
    assert next_step() == "提名接任人</a>"
    assert "申报" in step("propose_successor", 422, person="接任人", elected_on="2027-05-06")
    step("propose_successor", person="接任人", elected_on="2027-05-06", declared="on")
    assert next_step() == "登记确认</a>"
    step("confirm_successor", confirmed_on="2027-05-12", entitled=4, present=4, votes_for=4)
    assert next_step() == "登记接任</a>"
    assert "还没有签发" in step("finish_substitution", 422)
    step("finish_substitution", reported_on="2027-05-20", number="物工报〔2027〕2号")
    assert next_step() == ""
    assert "物工报〔2027〕2号" in client.get(page).content.decode()
    assert page not in client.get("/").content.decode()
    assert "不能办这一步" in step("drop_substitution", 422, reason="晚了")


def test_a_reader_is_offered_no_step(case: Case) -> None:
    reader = make_user("reader")
    make_duty(reader, case.bench.town.county, Role.READER)
    client = Client()
    client.force_login(reader)
    page = client.get(case.row.get_absolute_url()).content.decode()
    assert "席位空出" in page and "btn btn-primary" not in page


NUMBER = id_number("371302", "19800101", 11)


def propose_anew(case: Case, status: int = 302, **given: Any) -> str:
    head = make_user("county_head")
    make_duty(head, case.bench.town.industrial, Role.HEAD)
    client = Client()
    client.force_login(head)
    typed = {
        "person": "远方人", "is_new": "on", "elected_on": "2027-05-06", "declared": "on", "certificate": "会证 12 号",
        "id_number": NUMBER,
    } | given  # fmt: skip
    answer = client.post(reverse("terms:propose_successor", args=[case.row.pk]), typed)
    assert answer.status_code == status, answer.content.decode()
    case.row.refresh_from_db()
    return answer.content.decode()


def test_successor_out_of_reach_is_recognised_by_number(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: LATER)
    known = make_member("远方人", case.bench.town.far, id_number=NUMBER)
    propose_anew(case, id_number=f" {NUMBER.lower()} ")
    assert (case.row.successor, Person.objects.filter(name="远方人").count()) == (known, 1)
    told = Act.objects.get(act="organisation.recognise_person")
    assert (told.object_id, NUMBER in str((told.after, told.before, told.object_name))) == (known.pk, False)


def test_successor_nobody_holds_is_registered_with_his_number(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: LATER)
    propose_anew(case)
    found = Person.objects.get(name="远方人")
    assert (case.row.successor, bytes(found.id_hash or b"")) == (found, keyed_hash(NUMBER))
    assert not Act.objects.filter(act="organisation.recognise_person").exists()


@pytest.mark.parametrize(
    ("given", "message"),
    [({"person": "别人"}, "登记在另一个姓名下"), ({"id_number": NUMBER[:-1] + "A"}, "身份证号不对")],
)
def test_number_that_does_not_agree_is_refused(
    case: Case, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], message: str
) -> None:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: LATER)
    make_member("远方人", case.bench.town.far, id_number=NUMBER)
    page = propose_anew(case, 422, **given)
    assert message in page and "远方" not in page.replace('value="远方人"', "")
    assert case.row.successor is None
