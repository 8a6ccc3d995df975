"""The finder of the top line: unions first, then people and papers, each within the duty's reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from gonglian.documents.access import visible_papers
from gonglian.documents.models import Paper
from gonglian.documents.queries import search_papers
from gonglian.organisation.access import visible_people, visible_unions
from gonglian.organisation.models import Person, Union
from gonglian.organisation.queries import search
from gonglian.organisation.reads.names import wear_names_of

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Found:
    """unions: the first SHOWN of `total`; people: of exactly this name, or with exactly these letters; papers: the latest."""

    unions: list[Union]
    total: int
    people: list[Person]
    papers: list[Paper]

    @property
    def is_empty(self) -> bool:
        return not (self.total or self.people or self.papers)


def find(user: Any, words: str, *, on: date, today: date) -> Found:
    """What fits the words; nothing for no words."""
    if not words:
        return Found([], 0, [], [])
    unions = search(visible_unions(user, on=on).listed(on), words)
    first = list(unions.select_related("region").order_by("pinyin", "pk")[:SHOWN])
    wear_names_of(first, on=on, today=today)
    papers = search_papers(visible_papers(user), words).order_by("-signed_on", "-pk")
    return Found(
        unions=first,
        total=unions.count(),
        people=list(
            visible_people(user, on=on)
            .filter(_named(words) | _named(words, "former__"))
            .order_by("pinyin", "pk")[:SHOWN]
        ),
        papers=list(papers.filter(signed_on__lte=on)[:SHOWN]),
    )


def _named(words: str, of: str = "") -> Q:
    """A whole name, full pinyin or initials: parts of names would list half a city. of: "former__" for records that
    became part of the person's."""
    letters = words.lower().replace(" ", "")
    if letters.isascii():
        return Q(**{f"{of}pinyin": letters}) | Q(**{f"{of}initials": letters})
    return Q(**{f"{of}name": words})
