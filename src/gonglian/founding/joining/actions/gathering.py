"""Beginning a joining or leaving, and recording what each unit's own body decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gonglian.core.acts import record
from gonglian.documents.actions import attach_file
from gonglian.founding.joining.actions.steps import (
    lock,
    move,
    refuse_future,
    refuse_sums,
    refuse_unfit,
    require_open,
)
from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.founding.joining.states import JoiningState
from gonglian.organisation.models import Union


@transaction.atomic
def begin_joining(
    *, union: Union, way: str, units: Sequence[Union], opener: Union, actor: Any, on: date
) -> Joining:
    """Put up a joining or leaving of one or several units, to be decided together.

    union: the industrial union; opener: for which union the officer acts.
    Refused: what `steps.refuse_unfit` names. Two at once for one unit: the second is refused.
    """
    Union.objects.select_for_update(of=("self",)).get(
        pk=union.pk
    )  # one list at a time for one industrial union
    refuse_unfit(union, way, units, on)
    ids = {unit.pk for unit in units}
    with record("founding.begin_joining", actor=actor, on=on, touches=[union.pk, opener.pk, *ids]) as entry:
        joining = Joining.objects.create(
            city=settings.CITY_CODE, union=union, way=way, opener=opener, opened_on=on, opened_by=actor
        )
        JoiningUnit.objects.bulk_create(JoiningUnit(joining=joining, union_id=pk) for pk in sorted(ids))
        entry.obj = joining
        entry.after = {"way": way, "union": union.name, "units": [unit.name for unit in units]}
    return joining


@transaction.atomic
def record_unit_decision(
    *, row: JoiningUnit, consent: str, body: str, decided_on: date, entitled: int, present: int, votes_for: int,
    actor: Any, on: date, upload: UploadedFile[Any] | None = None,
) -> JoiningUnit:  # fmt: skip
    """What a unit's own body decided (RECORD); a refusal stays on record and leaves the list. upload: its scan, kept with
    the industrial union that decides on it.

    Effects: papers that lie before the industrial union's head are to be prepared anew.
    Refused: sums that contradict themselves; a day in the future; a joining that is closed.
    """
    joining = lock(row.joining)
    require_open(joining)
    refuse_future(decided_on, on, "decided_on")
    refuse_sums(entitled, present, votes_for)
    with record(
        "founding.record_unit_decision",
        actor=actor,
        on=on,
        obj=joining,
        touches=[joining.union_id, row.union_id],
    ) as entry:
        entry.before = {"consent": row.consent}
        row.consent, row.body, row.decided_on = consent, body, decided_on
        row.entitled, row.present, row.votes_for = entitled, present, votes_for
        if upload is not None:
            row.scan = attach_file(paper=None, upload=upload, owner=joining.union, actor=actor, on=on)
        row.save()
        if joining.state == JoiningState.PREPARED:
            move(joining, JoiningState.GATHERING)  # what lies before the head rested on the former answer
        entry.after = {"unit": row.union.name, "consent": consent, "present": present, "for": votes_for}
    return row
