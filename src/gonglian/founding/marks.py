"""How a finding is marked on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gonglian.policy.finding import Finding, Level, Result


def mark_of(finding: Finding) -> tuple[str, str, str]:
    """Shape, word and tone for the result of a clause."""
    marks = {
        Result.OK: ("ok", _("符合"), ""),
        Result.NA: ("ok", _("不适用"), ""),
        Result.UNKNOWN: ("now", _("资料不足"), "now"),
    }
    failed = ("no", _("不符合"), "bad") if finding.level is Level.B else ("warn", _("提醒"), "soon")
    return marks.get(finding.result, failed)
