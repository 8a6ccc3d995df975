"""Numbers: one after the other, no gap, no repeat, whoever signs and whenever (procedures B, GB/T 9704 7.2.5)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from gonglian.core.acts import record
from gonglian.core.refused import Refused
from gonglian.documents import actions
from gonglian.documents.models import Paper, Series, SeriesYear
from gonglian.documents.queries import proposed_codes
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, make_town
from tests.factories.papers import make_officer, make_paper

NEXT_YEAR = date(2027, 1, 4)


def _sign_together(jobs: list[tuple[Paper, Any]]) -> list[str]:
    """Every job in a thread and a connection of its own, all let go at once; the number, or the refusal's words."""
    start = Barrier(len(jobs))

    def sign(job: tuple[Paper, Any]) -> str:
        paper, head = job
        try:
            mine = Paper.objects.get(pk=paper.pk)
            start.wait(timeout=30)
            return actions.sign_paper(paper=mine, actor=head, on=DAY).number
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(sign, jobs))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("before", ["no series", "a series", "a year"])
def test_twenty_signers_at_once_draw_one_to_twenty(before: str) -> None:
    town = make_town()
    if before != "no series":
        series = actions.save_series(union=town.county, code="兰工", kinds=["notice"], actor=None, on=DAY)
    if before == "a year":
        actions.set_series_start(series=series, year=2026, first=1, actor=None, on=DAY)
    jobs = [(make_paper(town.county, town.town), make_officer(town.county)) for _ in range(20)]
    numbers = _sign_together(jobs)
    assert sorted(numbers) == sorted(f"兰工〔2026〕{serial}号" for serial in range(1, 21))
    assert SeriesYear.objects.get().last == 20


@pytest.mark.django_db(transaction=True)
def test_double_click_signs_once_and_names_the_number() -> None:
    town = make_town()
    paper, head = make_paper(town.county, town.town), make_officer(town.county)
    assert sorted(_sign_together([(paper, head), (paper, head)])) == [
        "兰工〔2026〕1号",
        "这份公文已签发，文号 兰工〔2026〕1号。",
    ]
    assert SeriesYear.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_two_unions_with_the_same_short_name_get_different_codes() -> None:
    town = make_town()
    jobs = [
        (make_paper(union, town.city), make_officer(union))
        for union in (town.town, town.other_county, town.county)
    ]
    other = Union.objects.get(pk=town.county.pk)
    jobs.append((make_paper(other, town.city), make_officer(other)))
    assert sorted(_sign_together(jobs)) == sorted(
        ["柳工〔2026〕1号", "罗工〔2026〕1号", "兰工〔2026〕1号", "兰工〔2026〕2号"]
    )


@pytest.mark.django_db
def test_refused_signing_gives_its_number_back() -> None:
    town = make_town()
    head = make_officer(town.county)
    actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    with pytest.raises(Refused):
        actions.sign_paper(paper=make_paper(town.county, kind="notice"), actor=head, on=DAY)  # no addressee
    paper = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    assert paper.number == "兰工〔2026〕2号"


@pytest.mark.django_db
def test_void_number_is_kept_and_never_drawn_again() -> None:
    town = make_town()
    head = make_officer(town.county)
    first = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    actions.void_paper(paper=first, reason="印错标题", actor=head, on=DAY)
    second = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    assert (first.number, second.number) == ("兰工〔2026〕1号", "兰工〔2026〕2号")


@pytest.mark.django_db
def test_year_begins_again_at_one() -> None:
    town = make_town()
    head = make_officer(town.county)
    papers = [make_paper(town.county, town.town) for _ in range(3)]
    days = [DAY, DAY, NEXT_YEAR]
    numbers = [
        actions.sign_paper(paper=p, actor=head, on=day).number for p, day in zip(papers, days, strict=True)
    ]
    assert numbers == ["兰工〔2026〕1号", "兰工〔2026〕2号", "兰工〔2027〕1号"]


@pytest.mark.django_db
def test_start_of_the_year_is_followed() -> None:
    town = make_town()
    series = actions.save_series(union=town.county, code="兰总工发", kinds=["notice"], actor=None, on=DAY)
    actions.set_series_start(series=series, year=2026, first=37, actor=None, on=DAY)
    paper = actions.sign_paper(
        paper=make_paper(town.county, town.town), actor=make_officer(town.county), on=DAY
    )
    assert paper.number == "兰总工发〔2026〕37号"


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["set", "drawn"])
def test_start_is_set_once_a_year(before: str) -> None:
    town = make_town()
    series = actions.save_series(union=town.county, code="兰总工发", kinds=["notice"], actor=None, on=DAY)
    if before == "set":
        actions.set_series_start(series=series, year=2026, first=37, actor=None, on=DAY)
        said = "兰总工发〔2026〕的起始号是 37，已编到 36 号，一年只能定一次。"
    else:
        actions.sign_paper(paper=make_paper(town.county, town.town), actor=make_officer(town.county), on=DAY)
        said = "兰总工发〔2026〕的起始号是 1，已编到 1 号，一年只能定一次。"
    with pytest.raises(Refused) as refused:
        actions.set_series_start(series=series, year=2026, first=40, actor=None, on=DAY)
    assert str(refused.value) == said


@pytest.mark.django_db
@pytest.mark.parametrize("first", [0, -1, 100_000])
def test_start_out_of_range_is_refused(first: int) -> None:
    town = make_town()
    series = actions.save_series(union=town.county, code="兰总工发", kinds=["notice"], actor=None, on=DAY)
    with pytest.raises(Refused, match="起始号"):
        actions.set_series_start(series=series, year=2026, first=first, actor=None, on=DAY)
    assert not SeriesYear.objects.exists()


@pytest.mark.django_db
def test_kind_taken_by_a_new_series_leaves_the_old() -> None:
    town = make_town()
    head = make_officer(town.county)
    actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    actions.save_series(union=town.county, code="兰工函", kinds=["letter"], actor=None, on=DAY)
    letter = actions.sign_paper(paper=make_paper(town.county, town.town, "letter"), actor=head, on=DAY)
    notice = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    assert (letter.number, notice.number) == ("兰工函〔2026〕1号", "兰工〔2026〕2号")


@pytest.mark.django_db
def test_changed_code_goes_on_counting() -> None:
    town = make_town()
    head = make_officer(town.county)
    first = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    series = first.series
    actions.save_series(
        union=town.county, code="兰工发", kinds=series.kinds, actor=None, on=DAY, series=series
    )
    second = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    assert (Paper.objects.get(pk=first.pk).number, second.number) == ("兰工〔2026〕1号", "兰工发〔2026〕2号")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "kinds", "said"),
    [
        ("LG", ["notice"], "机关代字“LG”不合规范。"),
        ("兰 工", ["notice"], "机关代字“兰 工”不合规范。"),
        ("", ["notice"], "机关代字“”不合规范。"),
        ("兰工发", [], "没有选文种，或所选文种不编文号。"),
        ("兰工发", ["public_notice"], "没有选文种，或所选文种不编文号。"),
        ("罗工", ["notice"], "机关代字“罗工”已有单位在用。"),
    ],
)
def test_series_that_does_not_fit_is_refused(code: str, kinds: list[str], said: str) -> None:
    town = make_town()
    actions.save_series(union=town.other_county, code="罗工", kinds=["notice"], actor=None, on=DAY)
    with pytest.raises(Refused) as refused:
        actions.save_series(union=town.county, code=code, kinds=kinds, actor=None, on=DAY)
    assert str(refused.value) == said
    assert not Series.objects.filter(union=town.county).exists()


@pytest.mark.django_db
def test_codes_are_proposed_from_the_name() -> None:
    town = make_town()
    first = {
        union.name: next(proposed_codes(union))
        for union in (town.city, town.county, town.industrial, town.north)
    }
    assert first == {
        "沂州市总工会": "沂工",
        "兰山区总工会": "兰工",
        "兰山区物流行业工会联合会": "兰物工",
        "北关货运有限公司工会委员会": "北工",
    }


@pytest.mark.django_db
def test_taken_code_gives_way_to_the_next() -> None:
    town = make_town()
    actions.save_series(union=town.city, code="兰工", kinds=["notice"], actor=None, on=DAY)
    paper = actions.sign_paper(
        paper=make_paper(town.county, town.town), actor=make_officer(town.county), on=DAY
    )
    assert paper.number == "兰山工〔2026〕1号"


@pytest.mark.django_db
def test_without_any_free_code_signing_says_how_to_set_one() -> None:
    town = make_town()
    with transaction.atomic(), record("test.take", actor=None, on=DAY):
        for code in proposed_codes(town.county):
            Series.objects.create(city="3713", union=town.city, code=code, kinds=[])
    with pytest.raises(Refused, match="自动取的都有单位在用"):
        actions.sign_paper(paper=make_paper(town.county, town.town), actor=make_officer(town.county), on=DAY)


@pytest.mark.django_db
def test_unnumbered_kind_gets_no_number() -> None:
    town = make_town()
    sheet = make_paper(town.county, kind="candidate_list")
    actions.sign_paper(paper=sheet, actor=make_officer(town.county), on=DAY)
    assert (sheet.state, sheet.number, sheet.serial, Series.objects.count()) == ("signed", "", None, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"number": "兰工〔2026〕1号"}, "paper_number_once|paper_serial_once"),
        ({"series_id": None, "year": None, "serial": None}, "paper_signed_kind_is_numbered"),
        ({"serial": None}, "paper_number_is_whole"),
        ({"signer_id": None}, "paper_signed_by_somebody"),
        ({"state": "draft"}, "paper_draft_has_no_number"),
        ({"state": "void"}, "paper_void_says_why"),
    ],
)
def test_database_itself_refuses(change: dict[str, Any], constraint: str) -> None:
    town = make_town()
    head = make_officer(town.county, Role.HEAD)
    for _ in range(2):
        paper = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    with (
        pytest.raises(DatabaseError, match=constraint),
        transaction.atomic(),
        record("test.x", actor=None, on=DAY),
    ):
        Paper.objects.filter(pk=paper.pk).update(**change)
