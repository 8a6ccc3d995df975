"""What each page says of itself when the reader asks: one paragraph and the clauses it serves. One file a few areas."""

from __future__ import annotations

from dataclasses import dataclass

from gonglian.dashboards.help_texts import founding, lines, meetings, offices, terms, unions
from gonglian.policy.catalogue import short_source


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as a page names it: its source in words, its id for the link."""

    clause: str
    source: str


@dataclass(frozen=True, slots=True)
class PageHelp:
    """The paragraph of a page and the clauses behind it."""

    text: str
    clauses: tuple[Cited, ...]


TEXTS = (
    unions.TEXTS | founding.TEXTS | lines.TEXTS | meetings.TEXTS | offices.TEXTS | terms.TEXTS
)  # the address's name: the paragraph, the ids of its clauses


def help_of(address: str) -> PageHelp | None:
    """What the page of this name says of itself; None for a page without a text, such as that of an error."""
    if address not in TEXTS:
        return None
    text, *clauses = TEXTS[address]
    sources = {
        short_source(clause): clause for clause in reversed(clauses)
    }  # each source once, its first clause
    return PageHelp(str(text), tuple(Cited(clause, source) for source, clause in reversed(sources.items())))
