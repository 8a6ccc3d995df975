"""What was done with a paper, from its first draft on, as the act log tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gonglian.core.models import Act
from gonglian.core.story import tell
from gonglian.documents.models import Paper


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    sentence: str
    who: str


def life_of(paper: Paper) -> list[Moment]:
    """Every act on the paper, the earliest first. One query."""
    acts = Act.objects.filter(object_type=Paper._meta.label_lower, object_id=paper.pk).order_by("pk")
    return [Moment(act.recorded_at, tell(act), act.actor_name) for act in acts]
