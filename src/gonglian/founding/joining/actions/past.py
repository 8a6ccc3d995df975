"""Joinings and leavings that came about before the system was there to see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gonglian.core.acts import record
from gonglian.documents.actions import attach_file
from gonglian.founding.joining.actions.steps import execute, refuse_before_start, refuse_future, refuse_unfit
from gonglian.founding.joining.checks import gate, left_behind
from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.founding.joining.plans import plan_joining
from gonglian.founding.joining.states import JoiningState
from gonglian.founding.states import Consent, ConsentBody
from gonglian.organisation.models import Union


@transaction.atomic
def record_past_joining(
    *, union: Union, way: str, units: Sequence[Union], decided_on: date | None, accepted_on: date, reported_on: date | None,
    report_number: str, opener: Union, actor: Any, on: date, upload: UploadedFile[Any] | None = None,
) -> Joining:  # fmt: skip
    """Units joined or left on `accepted_on`, outside the system (RECORD). decided_on, reported_on: None where nobody knows.

    Effects: lines begun or ended, from accepted_on; what the procedure lacks stands as findings in the log (ORG-21).
    Refused: what `steps.refuse_unfit` names; a day in the future; leaving on or before the day of joining.
    """
    Union.objects.select_for_update(of=("self",)).get(pk=union.pk)
    refuse_unfit(union, way, units, on)
    for field, day in (
        ("decided_on", decided_on),
        ("accepted_on", accepted_on),
        ("reported_on", reported_on),
    ):
        if day is not None:
            refuse_future(day, on, field)
    ids = [unit.pk for unit in units]
    with record(
        "founding.record_past_joining", actor=actor, on=on, touches=[union.pk, opener.pk, *ids]
    ) as entry:
        scan = attach_file(paper=None, upload=upload, owner=union, actor=actor, on=on) if upload else None
        joining = Joining.objects.create(
            city=settings.CITY_CODE, union=union, way=way, state=JoiningState.DONE, opener=opener, opened_on=on,
            opened_by=actor, accepted_on=accepted_on, reported_on=reported_on, report_number=report_number, is_past=True,
            scan=scan,
        )  # fmt: skip
        JoiningUnit.objects.bulk_create(_units(joining, ids, decided_on))
        found = [*gate(joining, on=on), left_behind(joining, on=on)]
        plan = plan_joining(joining, on=on)
        refuse_before_start(plan, accepted_on)
        execute(plan, actor, on)
        entry.obj = joining
        entry.findings = [finding.to_json() for finding in found if finding is not None]
        entry.after = {
            "way": way, "union": union.name, "units": [unit.name for unit in units], "from": accepted_on,
            "effects": [list(effect.key) for effect in plan.effects],
        }  # fmt: skip
    return joining


def _units(joining: Joining, ids: Sequence[int], decided_on: date | None) -> list[JoiningUnit]:
    """Each union once, as one whose committee decided for it."""
    return [
        JoiningUnit(
            joining=joining, union_id=pk, consent=Consent.CONSENTED, body=ConsentBody.COMMITTEE, decided_on=decided_on
        )
        for pk in dict.fromkeys(ids)
    ]  # fmt: skip
