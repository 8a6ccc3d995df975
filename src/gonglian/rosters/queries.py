"""What judging needs to know, and what stands against an undo."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import ProgrammingError, transaction
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from gonglian.core import story
from gonglian.core.models import Act
from gonglian.organisation.models import Union
from gonglian.policy.shipped import shipped
from gonglian.policy.site import site_table
from gonglian.reference import idcards
from gonglian.reference.idareas import known_id_areas
from gonglian.reference.industries import valid_codes
from gonglian.reference.models import Industry, Region, RegionKind
from gonglian.reference.regions import TOWN, regions
from gonglian.rosters.models import Import, ImportProgress
from gonglian.rosters.rows import Reference

LEAST_UNITS = "org.min_member_unions"


def reference(on: date) -> Reference:
    """The code lists as the city keeps them, its parameters as of the day of judgement; those of the program before the
    first start. Read whole: while rows are copied into the staging table the connection answers nothing else."""
    try:
        with transaction.atomic():
            towns = dict(Region.objects.filter(kind=RegionKind.TOWN).values_list("code", "name"))
            industries = frozenset(Industry.objects.values_list("code", flat=True))
            table = site_table()
    except ProgrammingError:  # no tables yet
        towns = {region.code: region.name for region in regions(settings.CITY_CODE) if region.kind == TOWN}
        industries, table = valid_codes(), shipped()
    since = min(
        row.valid_from for row in table.rows(LEAST_UNITS)
    )  # reality older than the rule is asked by the first of it
    least = table.value(LEAST_UNITS, max(on, since))
    return Reference(towns, industries, idcards.area_codes() | known_id_areas(), least)


def known_unions() -> frozenset[str]:
    """The codes of all unions of the city; none before the first start."""
    try:
        with transaction.atomic():
            return frozenset(
                Union.objects.filter(city=settings.CITY_CODE).exclude(code="").values_list("code", flat=True)
            )
    except ProgrammingError:
        return frozenset()


READINGS = ("organisation.reveal_field", "rosters.read_numbers")  # acts that change nothing
MOST_SHOWN = 20


def acts_upon(batch: Import) -> list[Act]:
    """Later acts that concern the unions, people or employers an applied import wrote; the first twenty."""
    if batch.act_id is None:
        return []
    own = Act.objects.get(pk=batch.act_id)
    made = {noun: batch.traces.filter(noun=noun).values("row_id") for noun in ("person", "employer")}
    concerned = Q(object_type="organisation.person", object_id__in=made["person"])
    concerned |= Q(object_type="organisation.employer", object_id__in=made["employer"])
    if own.touches:
        concerned |= Q(touches__overlap=own.touches)
    later = Act.objects.filter(concerned, pk__gt=own.pk).exclude(act__in=READINGS)
    return list(later.order_by("pk")[:MOST_SHOWN])


def spoken(act: Act) -> str:
    """A later act as a person reads it."""
    return _("%(on)s %(who)s：%(what)s") % {"on": act.on, "who": act.actor_name, "what": story.tell(act)}


def places() -> dict[str, str]:
    """Names of the city, its counties and zones, and their codes."""
    kinds = (RegionKind.CITY, RegionKind.COUNTY, RegionKind.ZONE)
    return dict(Region.objects.filter(kind__in=kinds).values_list("name", "code"))


def trades() -> dict[str, str]:
    """Names of trades without their last word, and the shortest code that has the name."""
    named = Industry.objects.exclude(name="").annotate(size=Length("code")).order_by("-size", "-code")
    return {
        name.removesuffix("业"): code
        for name, code in named.values_list("name", "code")
        if not code.isalpha()
    }


def progress_of(batch: Import) -> dict[str, Any]:
    """How far the worker is: `done`, `total` (0 = not known)."""
    found = ImportProgress.objects.filter(pk=batch.pk).values("done", "total").first()
    return dict(found) if found else {"done": 0, "total": 0}
