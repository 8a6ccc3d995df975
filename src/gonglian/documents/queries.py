"""Reads of papers used by more than one caller."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from gonglian.documents.models import Paper, Series, Wording
from gonglian.documents.papers import Kind, SheetKind
from gonglian.documents.states import NUMBERED_KINDS, PaperState
from gonglian.documents.wording import SHIPPED, Purpose, shipped
from gonglian.organisation.models import Union

_ENDINGS = ("工会工作委员会", "工会联合会", "工会委员会", "总工会", "工会")
_NOT_CHINESE = re.compile(r"[^一-龥]")


def series_with_years(union_id: int) -> QuerySet[Series]:
    """A union's series with the counters of their years at hand, the oldest first."""
    return Series.objects.filter(union=union_id).prefetch_related("years").order_by("pk")


def wording_versions(union: Union, kind: str, purpose: str) -> QuerySet[Wording]:
    """Every version of an office's own wording with who saved it, the first one first."""
    rows = Wording.objects.filter(union=union, kind=kind, purpose=purpose)
    return rows.select_related("saved_by").order_by("version")


def latest_wording(union: Union, kind: str, purpose: str) -> Wording | None:
    """The office's latest version, which may say that it went back to the shipped wording; None before the first."""
    return Wording.objects.filter(union=union, kind=kind, purpose=purpose).order_by("-version").first()


def own_wording(union: Union, kind: str, purpose: str) -> Wording | None:
    """The office's own wording that it writes with now, or None while it writes with the shipped one."""
    latest = latest_wording(union, kind, purpose)
    return latest if latest and latest.text else None


def shipped_text(kind: str, purpose: str) -> str | None:
    """Title line and body of the shipped wording; None where there is none."""
    pair = _pair(kind, purpose)
    if pair not in SHIPPED:
        return None
    wording = shipped(*pair)
    return f"{wording.title}\n{wording.body}"


def wording_text(union: Union, kind: str, purpose: str) -> str | None:
    """Title line and body that the office writes with: its own, else the shipped one; None where there is neither."""
    own = own_wording(union, kind, purpose)
    return own.text if own else shipped_text(kind, purpose)


def _pair(kind: str, purpose: str) -> tuple[Kind | SheetKind, Purpose]:
    known = Kind(kind) if kind in NUMBERED_KINDS else SheetKind(kind)
    return known, Purpose(purpose or Purpose.SHEET)


def series_of(union: Union, kind: str) -> Series | None:
    """The series that numbers this kind of the union's papers, or None before the first is signed."""
    return Series.objects.filter(union=union, kinds__contains=[kind]).order_by("pk").first()


def proposed_codes(union: Union) -> Iterator[str]:
    """Agency codes for a union, the shortest first; the caller takes a free one.

    兰山区总工会 → 兰工, 兰山工, 兰山区工. A trade behind the name of the place: 兰山区物流行业工会联合会 → 兰物工, 兰物流工.
    """
    name = _NOT_CHINESE.sub("", union.name)
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    place = _NOT_CHINESE.sub("", str(union.region))
    rest = name.removeprefix(place)
    head, rest = (place[0], rest) if rest and rest != name else ("", name)
    yield from (f"{head}{rest[:length]}工" for length in range(1, min(len(rest), 12) + 1))
    yield from (f"{head}{rest[:2]}工{mark}" for mark in "甲乙丙丁戊己庚辛壬癸")


def search_papers(papers: QuerySet[Paper], words: str) -> QuerySet[Paper]:
    """Papers whose title, number, issuer or text holds the words; letters also as the title's pinyin or initials."""
    text = words.strip()
    if not text:
        return papers
    title = Q(title__contains=text)
    if len(text) > 1 and not text.isascii():
        title &= Q(RawSQL("bigrams(documents_paper.title) @> bigrams(%s)", (text,), BooleanField()))
    if text.isascii():
        latin = text.lower().replace(" ", "")
        title |= Q(pinyin__contains=latin) | Q(initials__contains=latin)
    elsewhere = Q(number__contains=text) | Q(issuer_name__contains=text) | Q(body__contains=text)
    return papers.filter(title | elsewhere)


def numbers_of(series: Series, year: int) -> list[tuple[int, Paper | None]]:
    """Every number of a series's year from the first to the latest drawn, with the paper that has it."""
    counter = series.years.filter(year=year).first()
    if counter is None:
        return []
    papers = {
        paper.serial: paper
        for paper in Paper.objects.filter(series=series, year=year).select_related("addressee")
    }
    return [(number, papers.get(number)) for number in range(counter.first, counter.last + 1)]


def own_paper_numbered(union_id: int, number: str) -> Paper | None:
    """The union's signed paper with this number."""
    return Paper.objects.filter(issuer=union_id, number=number, state=PaperState.SIGNED).first()
