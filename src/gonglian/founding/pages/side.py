"""The side column of the case page: papers, people, files, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gonglian.approvals.models import Request
from gonglian.documents.access import visible_attachments, visible_papers
from gonglian.documents.models import Attachment, Paper
from gonglian.founding.checks import convocation_opinions
from gonglian.founding.models import Case
from gonglian.founding.pages.story import recent_acts
from gonglian.founding.states import GroupFrom

STORY_SIZE = 8


@dataclass(frozen=True, slots=True)
class Side:
    papers: list[Paper]
    people: list[tuple[str, str]]
    files: list[Attachment]
    story: list[Any]
    earlier: int


def side_of(case: Case, user: Any, limit: int = STORY_SIZE) -> Side:
    """What one looks up beside the step at hand, as far as `user` may see it."""
    story, earlier = recent_acts(case, limit)
    papers = _papers(case, user)
    return Side(papers, _people(case), _files(case, user, papers), story, earlier)


def requests_of(case: Case) -> list[Request]:
    """Every request of the case, earlier rounds first."""
    found: list[Request] = []
    for request in (case.first_request, case.second_request, case.third_request):
        rounds = []
        while request is not None:
            rounds.append(request)
            request = request.previous
        found += reversed(rounds)
    return found


def _papers(case: Case, user: Any) -> list[Paper]:
    ids = [pk for request in requests_of(case) for pk in (request.paper_id, request.reply_id) if pk]
    return list(visible_papers(user).filter(pk__in=ids).order_by("pk"))


def _people(case: Case) -> list[tuple[str, str]]:
    """Name and part: the preparatory group, who carries the case, who signed for the approver."""
    parts = [
        (member.name, _("筹备组组长") if member.is_head else f"{_('筹备组')} · {GroupFrom(member.comes_from).label}")
        for member in case.group.all()
    ]
    parts.append((str(case.created_by), _("经办，%(union)s") % {"union": case.proposer}))
    deciders = [request.decided_by for request in requests_of(case) if request.decided_by]
    parts += [(str(who), _("审批，%(union)s") % {"union": case.approver}) for who in dict.fromkeys(deciders)]
    return parts


def _files(case: Case, user: Any, papers: list[Paper]) -> list[Attachment]:
    opinions = [opinion.attachment_id for opinion in convocation_opinions(case) if opinion.attachment_id]
    rows = visible_attachments(user)
    return list((rows.filter(paper__in=papers) | rows.filter(pk__in=opinions)).distinct().order_by("pk"))
