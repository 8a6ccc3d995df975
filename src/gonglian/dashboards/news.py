"""What others did that concerns one's own union: taken from the act log, unread since one last looked.

Only acts that speak to another office or to one's own colleagues are news; what follows from them is in the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from gonglian.core.models import Act
from gonglian.core.story import tell
from gonglian.dashboards.models import Seen
from gonglian.organisation.states import Role

MOST = 50  # lines of the page
COUNTED = 99  # the bell counts no further
NEWS = (
    "approvals.answer_objection", "approvals.record_objection", "documents.sign_paper", "founding.ask_constituents",
    "founding.record_consent", "founding.withdraw_case", "organisation.change_line", "organisation.rename_union",
    "rosters.apply_import", "rosters.link_constituents", "rosters.undo_import",
)  # fmt: skip
WITHIN = ("founding.prepare_request", "founding.propose_reply")  # drafts: told to the own office alone
PAGES = {
    "documents.paper": "documents:paper", "founding.case": "founding:case", "organisation.union": "organisation:union",
    "rosters.import": "rosters:import",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class News:
    """One line: the act, its sentence, whether it came since the user last looked."""

    act: Act
    words: str
    is_new: bool

    @property
    def address(self) -> str:
        """The page of what the act was about; "" where none has one."""
        page = PAGES.get(self.act.object_type)
        return reverse(page, args=[self.act.object_id]) if page else ""


def unread(user: Any) -> int:
    """How many are unread, up to COUNTED."""
    return int(_since(user, _last_seen(user))[:COUNTED].count()) if _may(user) else 0


def news_of(user: Any) -> list[News]:
    """The latest lines, unread and read."""
    if not _may(user):
        return []
    last = _last_seen(user)
    return [News(act, tell(act), act.pk > last) for act in _since(user, 0).order_by("-id")[:MOST]]


def mark_seen(user: Any, *, act: int) -> None:
    """The user has seen everything up to and with this act of the log; never back again."""
    if _may(user) and act > _last_seen(user):
        Seen.objects.update_or_create(user=user, union=user.duty.union, defaults={"act": act})


def _may(user: Any) -> bool:
    duty = getattr(user, "duty", None)
    return duty is not None and duty.role != Role.ADMIN


def _last_seen(user: Any) -> int:
    row = Seen.objects.filter(user=user.pk, union=user.duty.union_id).first()
    return row.act if row else 0


def _since(user: Any, last: int) -> QuerySet[Act]:
    """By others, since the duty began: nobody is told of what was before his time."""
    others = ~Q(actor_id=user.pk) | Q(actor_id__isnull=True)
    own = user.duty.union_id
    told = Q(act__in=NEWS) | Q(act__in=WITHIN, duty__union=own)
    acts = Act.objects.filter(others, told, touches__contains=[own], id__gt=last)
    return acts.filter(on__gte=user.duty.valid.lower)
