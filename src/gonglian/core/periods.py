"""Two times on a row: `valid` (what holds from when to when) and `recorded` (what we knew when).

A period is never edited: it ends and another begins; a correction closes the record and writes another.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Value
from django.db.models.expressions import DatabaseDefault, RawSQL
from django.utils.translation import gettext_lazy as _

RECORDED_NOW = RawSQL("tstzrange(now(), null)", ())


def since(start: date | None) -> DateRange:
    """An open period from `start` (inclusive; None = unknown start)."""
    return DateRange(start, None)


def through(start: date | None, last: date | None) -> DateRange:
    """A period from `start` to `last`, both inclusive."""
    return DateRange(start, last + timedelta(days=1) if last else None)


def last_day(period: DateRange) -> date | None:
    """The last day inside the period, or None when it is open."""
    return period.upper - timedelta(days=1) if period.upper else None


def same(field: str) -> tuple[Func, str]:
    """Equality on an id inside an exclusion constraint with PostgreSQL's core only."""
    return Func(F(field), F(field), Value("[]"), function="int8range"), RangeOperators.OVERLAPS


class DatedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def as_of(self, on: date, known: datetime | None = None) -> Self:
        """Rows valid on `on`, as known now or, with `known`, as known at that moment."""
        return self.current_record(known).filter(valid__contains=on)

    def current_record(self, known: datetime | None = None) -> Self:
        """Rows of every valid time, as known now or at that moment."""
        return self.filter(recorded__contains=known) if known else self.filter(recorded__upper_inf=True)


class Dated(models.Model):
    """Base of dated rows. `recorded` is set by the database, the only clock below the edge."""

    valid = DateRangeField(_("有效期"))
    recorded = DateTimeRangeField(_("记录期"), db_default=RECORDED_NOW, editable=False)
    start_known = models.BooleanField(_("起始日可查"), default=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def starts_on(self) -> date | None:
        return self.valid.lower if self.start_known else None

    @property
    def ends_on(self) -> date | None:
        """The last day, inclusive; None while open."""
        return last_day(self.valid)


def close_record(row: models.Model) -> None:
    """End what we knew: the row (one with `recorded`) stays readable as known before now."""
    ended = models.Func(models.F("recorded"), template="tstzrange(lower(%(expressions)s), now())")
    ended.output_field = DateTimeRangeField()
    type(row)._base_manager.filter(pk=row.pk).update(recorded=ended)


def rewrite(row: Dated, **changes: object) -> Dated:
    """Close the record and write another with `changes`; returns the new row. The old one is untouched but closed."""
    close_record(row)
    return write_again(row, **changes)


def write_again(row: Dated, **changes: object) -> Dated:
    """Write what a row says as a new record from now on, with `changes`; the row itself is left as it is."""
    copy = type(row).objects.get(pk=row.pk)
    copy.pk = None
    copy._state.adding = True
    copy.recorded = DatabaseDefault(RECORDED_NOW)
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def end_valid(row: Dated, first_day_after: date, **changes: object) -> Dated:
    """The fact holds until the day before `first_day_after`. The database refuses an end before the start."""
    return rewrite(row, valid=DateRange(row.valid.lower, first_day_after), **changes)
