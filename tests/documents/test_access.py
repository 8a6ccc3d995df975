"""Who sees which paper: rows and single pages agree, drafts stay at home."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.accounts.models import User
from gonglian.documents import actions
from gonglian.documents.access import visible_attachments, visible_papers
from gonglian.documents.models import Paper
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, Town
from tests.factories.papers import make_officer, make_paper, make_scan

pytestmark = pytest.mark.django_db


def _signed(issuer: Any, addressee: Any = None, **fields: Any) -> Paper:
    paper = make_paper(issuer, addressee, addressee_name="" if addressee else "各单位", **fields)
    return actions.sign_paper(paper=paper, actor=make_officer(issuer), on=DAY)


@pytest.fixture
def papers(town: Town) -> dict[str, Paper]:
    return {
        "county to city": _signed(town.county, town.city, kind="request"),
        "town to county": _signed(town.town, town.county, kind="request"),
        "other county": _signed(town.other_county),
        "county to industrial": _signed(town.county, town.industrial),
        "industrial": _signed(town.industrial),
        "constituent": _signed(town.north),
        "county draft": make_paper(town.county, town.city),
        "industrial draft": make_paper(town.industrial),
        "county void draft": actions.void_paper(
            paper=make_paper(town.county), reason="x", actor=None, on=DAY
        ),
        "county void": actions.void_paper(paper=_signed(town.county), reason="x", actor=None, on=DAY),
        "external to county": actions.record_external_paper(
            issuer_name="某局", number="", title="函", dated=DAY, addressee=town.county, actor=None, on=DAY
        ),
    }


BELOW_COUNTY = {"town to county", "industrial", "constituent", "county to industrial"}
SEEN = {
    "city": {"county to city", "other county", "county void", "external to county"} | BELOW_COUNTY,
    "county": {"county to city", "county draft", "county void draft", "county void", "external to county"}
    | BELOW_COUNTY,
    "other_county": {"other county"},
    "town": {"town to county", "constituent"},
    "industrial": {"county to industrial", "industrial", "industrial draft"},
    "north": {"constituent"},
}


@pytest.mark.parametrize("union", SEEN)
@pytest.mark.parametrize("role", [Role.HEAD, Role.READER])
def test_papers_seen_from_a_union(town: Town, papers: dict[str, Paper], union: str, role: str) -> None:
    officer = make_officer(getattr(town, union), role)
    seen = set(visible_papers(officer))
    assert {name for name, paper in papers.items() if paper in seen} == SEEN[union]


@pytest.mark.parametrize("case", ["admin", "nobody"])
def test_without_a_business_duty_nothing_is_seen(town: Town, papers: dict[str, Paper], case: str) -> None:
    user = make_officer(town.city, Role.ADMIN) if case == "admin" else User(username="nobody", name="无")
    assert (list(visible_papers(user)), list(visible_attachments(user))) == ([], [])


def test_files_follow_their_paper_or_their_union(town: Town, papers: dict[str, Paper]) -> None:
    of_paper = actions.attach_file(paper=papers["county to city"], upload=make_scan(), actor=None, on=DAY)
    of_draft = actions.attach_file(paper=papers["county draft"], upload=make_scan(), actor=None, on=DAY)
    of_union = actions.attach_file(paper=None, owner=town.county, upload=make_scan(), actor=None, on=DAY)
    seen = {
        name: set(visible_attachments(make_officer(getattr(town, name))))
        for name in ("county", "city", "town")
    }
    assert seen == {"county": {of_paper, of_draft, of_union}, "city": {of_paper}, "town": set()}
