"""An import from one state to the next, and back after a worker died."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.rosters.models import Import, ImportProgress
from gonglian.rosters.states import AT_WORK, NEXT, ImportState

PATIENCE = timedelta(minutes=3)
"""How long an import may wait for the worker before it is taken back."""


def move(batch: Import, state: str, **changes: Any) -> Import:
    """The import in its next state, saved with `changes`. Refused: a step that is not foreseen."""
    if state not in NEXT[batch.state]:
        raise refuse(
            _("这次导入%(now)s，不能这样办。") % {"now": batch.get_state_display()}, cure=_("刷新页面再看。")
        )
    for name, value in changes.items():
        setattr(batch, name, value)
    batch.state = state
    batch.state_since = Now()
    batch.save()
    batch.refresh_from_db(fields=["state_since"])
    return batch


def hold(pk: int) -> Import:
    """The import with its row held until the transaction ends. Refused: a job is at work on it."""
    try:
        with transaction.atomic():
            return (
                Import.objects.select_for_update(of=("self",), nowait=True).select_related("union").get(pk=pk)
            )
    except OperationalError as error:
        raise refuse(_("这次导入正在办理。"), cure=_("等办完再看。")) from error


def agree(batch: Import, seen: str) -> Import:
    """To be written, as previewed. `seen`: `batch.edition` of the preview that was looked at. Refused: an older one."""
    if batch.state == ImportState.PREVIEWED and seen != batch.edition:
        raise refuse(_("预览已更新，您看到的是旧的。"), cure=_("再看一遍下面的预览，然后写入。"))
    return move(batch, ImportState.APPLYING, message="")


@transaction.atomic
def recover(pk: int) -> None:
    """Take back an import whose worker died or never came. Whoever works on it holds its row, so it is left alone."""
    found = Import.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=pk, state__in=AT_WORK, state_since__lt=Now() - PATIENCE
    )
    batch = found.first()
    if batch is None or ImportProgress.objects.filter(pk=pk, seen_at__gte=Now() - PATIENCE).exists():
        return
    if batch.state == ImportState.APPLYING:
        move(batch, ImportState.PREVIEWED, message=_("写入中断，没有写入任何内容。请再写入一次。"))
    else:
        move(batch, ImportState.FAILED, message=_("检查中断，没有写入任何内容。请再检查一次。"))


def recover_all(on: date) -> str:
    """A standing job: take back every import whose worker died."""
    waiting = list(Import.objects.filter(state__in=AT_WORK).values_list("pk", flat=True))
    for pk in waiting:
        recover(pk)
    left = Import.objects.filter(pk__in=waiting, state__in=AT_WORK).count()
    return f"{len(waiting) - left} imports taken back"
