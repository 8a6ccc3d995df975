"""What somebody did himself: readable to him as long as he has an account, whatever duties he holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from gonglian.core.models import Act
from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.story import tell

SIZE = 50


@dataclass(frozen=True, slots=True)
class OwnAct:
    """A line: the days it took effect and was recorded, the sentence, for which union."""

    on: date
    recorded_on: date
    words: str
    union: str


def own_acts(user: Any, *, page: str) -> Page[OwnAct]:
    """The user's acts, the latest first."""
    rows = Act.objects.filter(actor_id=user.pk).order_by("-id")
    total = rows.count()
    number = page_number(page, total, SIZE)
    return Page(number, total, [_line(act) for act in rows[bounds(number, SIZE)]], SIZE)


def _line(act: Act) -> OwnAct:
    recorded_on = timezone.localtime(act.recorded_at).date()
    return OwnAct(act.on, recorded_on, tell(act).strip(), act.duty.get("union_name", ""))
