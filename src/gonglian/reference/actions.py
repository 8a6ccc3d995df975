"""Filling the reference tables: on first start, and again when a newer version carries other codes."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.reference.industries import industries, section_of, valid_codes
from gonglian.reference.models import Industry, Region
from gonglian.reference.regions import regions


def load_reference_data() -> None:
    """Regions of the city and the industrial classification. Codes already there are left as they are; nothing is
    removed, because records of earlier years name them."""
    wanted = regions(settings.CITY_CODE)
    known = set(Region.objects.values_list("code", flat=True))
    classes = valid_codes()
    if known.issuperset(region.code for region in wanted) and Industry.objects.count() >= len(classes):
        return
    with transaction.atomic(), record("reference.load_data", actor=None, on=clock.today()) as entry:
        Region.objects.bulk_create(
            [Region(code=r.code, name=r.name, kind=r.kind, parent_id=r.parent or None) for r in wanted],
            ignore_conflicts=True,
        )
        Industry.objects.bulk_create(_industries(classes), ignore_conflicts=True)
        entry.after = {"regions": len(wanted), "industries": len(classes)}


def _industries(classes: frozenset[str]) -> list[Industry]:
    named = {row.code: row for row in industries()}
    rows = []
    for code in sorted(classes):
        level = named[code].level if code in named else "class"
        name = named[code].name if code in named else ""
        rows.append(Industry(code=code, level=level, name=name, section=section_of(code) or ""))
    return rows
