"""Who may see and touch papers. A draft is seen only in the union that writes it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from gonglian.core.access import fetch
from gonglian.documents.models import Attachment, Paper, Series
from gonglian.documents.states import PaperState
from gonglian.organisation.access import visible_unions
from gonglian.organisation.models import Union
from gonglian.organisation.states import WRITING_ROLES, Role, UnionKind


def visible_papers(user: Any) -> QuerySet[Paper]:
    """Papers issued in or addressed to a union in reach; for an industrial union only its own and those to it."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role == Role.ADMIN:
        return Paper.objects.none()
    if duty.union.kind == UnionKind.INDUSTRIAL:
        within = Q(issuer=duty.union_id) | Q(addressee=duty.union_id)
    else:
        reach = visible_unions(user).values("pk")
        within = Q(issuer__in=reach) | Q(addressee__in=reach)
    return Paper.objects.filter(within, ~Q(state=PaperState.DRAFT) | Q(issuer=duty.union_id)).exclude(
        ~Q(issuer=duty.union_id), state=PaperState.VOID, number=""
    )


def visible_attachments(user: Any) -> QuerySet[Attachment]:
    """Files of visible papers, and those of one's own union that belong to no paper."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role == Role.ADMIN:
        return Attachment.objects.none()
    return Attachment.objects.filter(
        Q(paper__in=visible_papers(user)) | Q(paper__isnull=True, owner_union=duty.union_id)
    )


def get_paper(user: Any, pk: int) -> Paper:
    """The paper for reading; 404 outside the reach."""
    rows = visible_papers(user).select_related("issuer", "addressee", "series", "signer", "drafted_by")
    return fetch(rows, _anybody, pk=pk)


def get_paper_to_edit(user: Any, pk: int) -> Paper:
    return fetch(visible_papers(user), lambda paper: can_write(user, paper), pk=pk)


def get_paper_to_sign(user: Any, pk: int) -> Paper:
    return fetch(visible_papers(user), lambda paper: can_sign_here(user, paper), pk=pk)


def get_paper_to_void(user: Any, pk: int) -> Paper:
    return fetch(visible_papers(user), lambda paper: can_void(user, paper), pk=pk)


def get_paper_to_attach(user: Any, pk: int) -> Paper:
    return fetch(visible_papers(user), lambda paper: can_attach(user, paper), pk=pk)


def get_attachment_to_remove(user: Any, pk: int) -> Attachment:
    rows = visible_attachments(user).filter(paper__isnull=False).select_related("paper")
    return fetch(rows, lambda one: one.paper is not None and can_write(user, one.paper), pk=pk)


def get_series(user: Any, pk: int) -> Series:
    """A series of one's own union, for its handlers and heads; nobody else finds it."""
    duty = getattr(user, "duty", None)
    rows = Series.objects.filter(union=duty.union_id if duty else 0).select_related("union")
    return fetch(rows, lambda series: can_keep_wordings(user), pk=pk)


def get_attachment(user: Any, pk: int) -> Attachment:
    return fetch(visible_attachments(user), _anybody, pk=pk)


def can_write(user: Any, paper: Paper) -> bool:
    """Handlers and heads of the union that issues it."""
    return acts_for(user, paper.issuer_id, WRITING_ROLES)


def can_sign(user: Any, paper: Paper) -> bool:
    """The head of the union that issues it (procedures B: numbers are drawn at the head's signing)."""
    return acts_for(user, paper.issuer_id, (Role.HEAD,))


def can_sign_here(user: Any, paper: Paper) -> bool:
    """On the paper's own page; one that goes with a request is signed with the request."""
    return can_sign(user, paper) and not paper.bound


def can_void(user: Any, paper: Paper) -> bool:
    """A signed paper by its head; a draft by who may write it; a paper from elsewhere by who keeps it."""
    if paper.state == PaperState.SIGNED:
        return can_sign(user, paper)
    return can_attach(user, paper)


def can_attach(user: Any, paper: Paper) -> bool:
    """Handlers and heads of the issuing union; for a paper from elsewhere of the union that received it."""
    keeper = paper.addressee_id if paper.state == PaperState.EXTERNAL else paper.issuer_id
    return acts_for(user, keeper, WRITING_ROLES)


def can_keep_wordings(user: Any) -> bool:
    """Handlers and heads keep their own union's wordings and series."""
    duty = getattr(user, "duty", None)
    return bool(duty and duty.role in WRITING_ROLES)


def can_receive(user: Any) -> bool:
    """Handlers and heads register what their own union received."""
    return can_keep_wordings(user)


def sees_life(user: Any, paper: Paper) -> bool:
    """Who worked on a paper is told in the union that wrote it, or that registered it on receipt."""
    keeper = paper.addressee_id if paper.came_from_elsewhere else paper.issuer_id
    return acts_for(user, keeper, (*WRITING_ROLES, Role.READER, Role.AUDITOR))


def _anybody(row: Any) -> bool:
    """Whoever sees the row may read it."""
    return True


def acts_for(user: Any, union: Union | int | None, roles: tuple[Role, ...]) -> bool:
    """Whether the chosen duty is at this very union, in one of the roles."""
    duty = getattr(user, "duty", None)
    pk = union.pk if isinstance(union, Union) else union
    return bool(duty and pk is not None and duty.union_id == pk and duty.role in roles)
