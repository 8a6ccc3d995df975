"""What a founding adds to its congress's archive: the sheets drawn from the case, its requests and replies, the scans."""

from __future__ import annotations

from collections.abc import Iterator

from gonglian.approvals.models import Request
from gonglian.congress.archives.contents import Contribution
from gonglian.congress.archives.records import Record
from gonglian.documents.models import Attachment, Paper
from gonglian.documents.states import PAPER_KINDS
from gonglian.founding import queries
from gonglian.founding.models import Case
from gonglian.founding.sheets import draw

DRAWN = {
    "work_plan": "work_plan", "election_rules": "election_rules", "quota": "quota_table", "candidates": "candidate_list",
    "public_notice": "public_notice",
}  # fmt: skip


def case_record(of: Record) -> Contribution:
    """The record of the case the congress was prepared in; nothing where there is none."""
    case = Case.objects.filter(convocation=of.convocation).first() if of.convocation else None
    if case is None:
        return Contribution()
    words = dict(PAPER_KINDS)
    drawn = [(str(words[word]), draw(kind, case, on=case.preparation.day)) for kind, word in DRAWN.items()]
    papers = [paper for request in _rounds(case) for paper in (request.paper, request.reply)]
    return Contribution(
        drawn=[(name, sheet) for name, sheet in drawn if sheet is not None],
        papers=[paper for paper in (*papers, case.closing_paper) if isinstance(paper, Paper)],
        files=list(_scans(case)),
    )


def _rounds(case: Case) -> Iterator[Request]:
    """Every round of the three requests, the first first."""
    for request in (case.first_request, case.second_request, case.third_request):
        rounds = []
        while request is not None:
            rounds.append(request)
            request = request.previous
        yield from reversed(rounds)


def _scans(case: Case) -> Iterator[Attachment]:
    """Of the constituents' decisions and of the opinions asked for."""
    for row in case.constituents.select_related("scan", "withdrawal_scan"):
        yield from filter(None, (row.scan, row.withdrawal_scan))
    opinions = queries.opinions(case).filter(attachment__isnull=False).select_related("attachment")
    yield from (row.attachment for row in opinions.order_by("on", "pk") if row.attachment)
