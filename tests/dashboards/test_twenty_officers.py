"""Twenty officers at once on one union: each act comes about whole or is refused in words, nothing is lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.documents import actions as documents
from gonglian.documents.models import Paper, SeriesYear
from gonglian.organisation import actions
from gonglian.organisation.models import Position, Union, UnionName
from tests.factories.organisation import DAY, LONG_AGO, make_town
from tests.factories.papers import make_external, make_officer, make_paper

Job = Callable[[], Any]


def together(jobs: list[Job]) -> list[str]:
    """Every job in a thread and a connection of its own, all let go at once: "done", or the refusal's words."""
    start = Barrier(len(jobs))

    def run(job: Job) -> str:
        try:
            start.wait(timeout=60)
            job()
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.mark.django_db(transaction=True)
def test_twenty_officers_at_once_on_one_union() -> None:
    town = make_town()
    county = town.county
    heads = [make_officer(county) for _ in range(20)]
    papers = [make_paper(county, town.town) for _ in range(5)]
    people = [actions.register_person(name=f"干事{n}", actor=None, on=DAY) for n in range(5)]
    before = Act.objects.count()

    def sign(n: int) -> Job:
        return lambda: documents.sign_paper(paper=Paper.objects.get(pk=papers[n].pk), actor=heads[n], on=DAY)

    def receive(n: int) -> Job:
        return lambda: make_external(county, number=f"某函〔2026〕{n}号")

    def post(n: int) -> Job:
        return lambda: actions.add_position(
            person=people[n], role="staff", union=county, actor=heads[10 + n], on=DAY, start=LONG_AGO
        )

    def rename(n: int) -> Job:
        union = Union.objects.get(pk=county.pk)
        return lambda: actions.rename_union(
            union=union, name=f"兰山区总工会{n}部", actor=heads[15 + n], on=DAY
        )

    jobs = [make(n) for n in range(5) for make in (sign, receive, post, rename)]
    answers = Counter(together(jobs))

    renamed = UnionName.objects.current_record().filter(union=county, name__endswith="部")
    assert answers["done"] == 15 + renamed.count()
    assert renamed.count() == 1
    assert {words for words in answers if words != "done"} == {
        f"2026-03-02 起的名称已登记为“{renamed.get().name}”。"
    }
    assert Union.objects.get(pk=county.pk).name == renamed.get().name
    assert SeriesYear.objects.get().last == 5
    assert sorted(Paper.objects.exclude(incoming=None).values_list("incoming", flat=True)) == [1, 2, 3, 4, 5]
    assert Position.objects.filter(union=county).count() == 5
    assert Act.objects.count() - before == answers["done"]
