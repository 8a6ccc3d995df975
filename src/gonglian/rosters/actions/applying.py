"""An import onto the record, and off it again: each is one act in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import Entry, record
from gonglian.core.refused import Reason, Refused, refuse
from gonglian.rosters import findings, queries
from gonglian.rosters.merge import merge
from gonglian.rosters.merge.undoing import take_back
from gonglian.rosters.models import Import
from gonglian.rosters.moves import move
from gonglian.rosters.states import ImportState

_TOUCHED = """
select distinct coalesce(u.id, r.target) from rosters_importrow r
left join organisation_union u on r.kind = 'members' and u.city = %(city)s and u.code = r.union_code
where r.batch_id = %(batch)s and r.effect <> 'none'
"""


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


@transaction.atomic
def apply_import(
    *, batch: Import, actor: Any, on: date, tell: Callable[[int, int], None] = _silent
) -> Import:
    """Write the good rows of a compared import (RECORD); what is bad or waits stays behind.

    Effects: employers, unions with names, lines, coverage and chairs, people, memberships; one entry in the log with
    the import's number and digest, and findings on industrial unions that break a rule (意见 2.1, 2.3).
    Refused: it is not being applied; nothing is to be written.
    """
    if batch.state != ImportState.APPLYING:
        raise refuse(_("这次导入不在写入状态。"), cure=_("回到预览，重新写入。"))
    if not batch.written:
        raise refuse(_("没有可以写入的行。"), cure=_("改好名册后重新上传。"))
    given = {"batch": batch.pk, "city": batch.city, "on": batch.judged_on}
    with record("rosters.apply_import", actor=actor, on=on, obj=batch) as entry:
        merge(given, tell)
        entry.batch = f"{batch.pk}:{batch.digest}"[:80]
        entry.findings = [finding.to_json() for finding in findings.of_import(batch)]
        entry.after = dict(batch.counts)
        _touch(entry, given)
    batch.act_id = entry.act_id
    return move(batch, ImportState.APPLIED, message="")


@transaction.atomic
def undo_import(*, batch: Import, actor: Any, on: date) -> Import:
    """Take an applied import off the record: what it made goes, what it changed gets its former values.

    Refused: it is not applied; a later act or import rests on its rows (it says which).
    """
    if batch.state != ImportState.APPLIED:
        raise refuse(_("这次导入没有写入，或已经撤销。"))
    if later := queries.acts_upon(batch):
        raise Refused(tuple(Reason(queries.spoken(act), _("先撤销或更正这件事。")) for act in later))
    with record("rosters.undo_import", actor=actor, on=on, obj=batch) as entry:
        entry.batch = f"{batch.pk}:{batch.digest}"[:80]
        entry.before = dict(batch.counts)
        _touch(entry, {"batch": batch.pk, "city": batch.city})
        try:
            with transaction.atomic():
                take_back(batch.pk)
        except IntegrityError as error:
            raise refuse(
                _("这批工会或人员已用在别的记录里，不能撤销。"), cure=_("逐项更正，或先撤销后来的事项。")
            ) from error
    batch.rows.all().delete()
    return move(batch, ImportState.UNDONE, message="")


def _touch(entry: Entry, given: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, given)
        entry.touches = {row[0] for row in cursor.fetchall() if row[0]}
