"""What somebody proposes for a parameter, checked before anything is kept, and what it would change."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.policy import effects, site
from gonglian.policy.catalogue import title_of
from gonglian.policy.models import ParameterChange
from gonglian.policy.parameters import Parameter, unplain
from gonglian.policy.sources import source_words
from gonglian.policy.states import Certainty
from gonglian.policy.values import BadValueError, known, read_value

EARLIEST = date(1949, 10, 1)


def checked(
    *,
    key: str,
    text: str,
    valid_from: date,
    source: str,
    certainty: str,
    reason: str,
    is_correction: bool,
    on: date,
) -> Parameter:
    """The parameter that is asked for, for a look at its effects before anything is kept; refused as `propose_change`."""
    if not known(key):
        raise refuse(_("没有“%(key)s”这个参数。") % {"key": key[:60]}, cure=_("到“参数”里选一个。"))
    try:
        value = read_value(key, text)
    except BadValueError as error:
        raise refuse(
            _("取值“%(text)s”不对。") % {"text": text[:60]}, cure=str(error), field="value"
        ) from error
    if not source.strip() or not reason.strip():
        raise refuse(_("没有写出处或理由。"), cure=_("写明依据哪个文件、为什么改。"), field="source")
    if valid_from < EARLIEST:
        raise refuse(
            _("起始日 %(day)s 太早。") % {"day": valid_from}, cure=_("核对日期。"), field="valid_from"
        )
    refuse_past(valid_from, is_correction, on)
    row = Parameter(key, value, valid_from, None, source.strip(), certainty, title_of(key))
    _refuse_same(row)
    _refuse_statutory(row)
    return row


def parameter_of(change: ParameterChange) -> Parameter:
    """What the change says, from its first day, without an end."""
    return Parameter(
        change.key,
        unplain(change.value),
        change.valid_from,
        None,
        change.source,
        change.certainty,
        str(change),
    )


def effects_of(change: ParameterChange, *, on: date) -> list[effects.Effect]:
    return effects_of_row(parameter_of(change), on=on)


def effects_of_row(row: Parameter, *, on: date) -> list[effects.Effect]:
    """What would turn out otherwise, judged on the first day of the value, or on `on` where that has passed."""
    table = site.site_table()
    return effects.effects(table, effects.replaced(table, row), row.id, on=max(on, row.valid_from))


def refuse_past(valid_from: date, is_correction: bool, on: date) -> None:
    if valid_from < on and not is_correction:
        raise refuse(
            _("起始日 %(day)s 在今天之前。") % {"day": valid_from},
            cure=_("从今天或以后起；原来录错了的，选“更正”。"), field="valid_from",
        )  # fmt: skip


def _refuse_same(row: Parameter) -> None:
    standing = standing_on(row.id, row.valid_from)
    if standing and (standing.value, standing.source, standing.certainty) == (
        row.value,
        row.source,
        row.certainty,
    ):
        raise refuse(_("和 %(day)s 的取值、出处都一样。") % {"day": row.valid_from}, field="value")


def _refuse_statutory(row: Parameter) -> None:
    """A value read in a law, a charter or the city's opinion changes only with another instrument (《…》 is named). One
    that we know from memory or a quotation may be put right from the same instrument, once the original was read."""
    standing = standing_on(row.id, row.valid_from) or known(row.id)[0]
    if standing.certainty == Certainty.CITY:
        return
    same = row.source in (standing.source, source_words(standing.source))
    if "《" not in row.source or (same and standing.certainty == Certainty.READ):
        raise refuse(
            _("“%(name)s”由法律法规或上级文件规定，本市不能自定。") % {"name": row.title},
            cure=_("写出新规定的名称和条款，如“《某某条例》第八条”；核对情况选“已核对原文”或“转引”。"),
            cite=source_words(standing.source), field="source",
        )  # fmt: skip
    if row.certainty == Certainty.CITY:
        raise refuse(
            _("“%(name)s”不是本市定的。") % {"name": row.title},
            cure=_("核对情况选“已核对原文”或“转引”。"), field="certainty",
        )  # fmt: skip


def standing_on(key: str, on: date) -> Parameter | None:
    return next((row for row in site.site_table().rows(key) if row.holds(on)), None)
