"""The proof of the four unchanged: both sides of each unit, judged by ORG-10 and kept with a digest (意见 2.2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from gonglian.organisation.models import Union
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge

FOUR = {"leader": _("隶属关系"), "payee": _("经费渠道"), "employers": _("工作对象"), "members": _("会籍")}
Standing = Mapping[int, Mapping[str, Any]]


def prove(
    unions: Sequence[Union],
    before: Standing,
    after: Standing,
    *,
    on: date,
    mandate: Mapping[str, str] | None = None,
) -> tuple[Finding, dict[str, Any]]:
    """The finding and what is kept. before, after: `queries.standing`. mandate: for each of the four that may change, the
    paper that allows it."""
    units = [
        {
            "union": union.name,
            "before": _short(before[union.pk]),
            "after": _short(after[union.pk]),
            "mandate": dict(mandate) if mandate else None,
        }
        for union in unions
    ]
    finding = judge("ORG-10", {"units": units}, on)
    content = json.dumps(units, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return finding, {"on": on.isoformat(), "units": units, "digest": digest, "finding": finding.to_json()}


def changes_of(unit: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Of a kept unit: (which of the four changed, in words; the paper that allows it, "" where none does)."""
    allowed = unit.get("mandate") or {}
    return [
        (str(word), allowed.get(name, ""))
        for name, word in FOUR.items()
        if unit["before"][name] != unit["after"][name]
    ]


def _short(side: Mapping[str, Any]) -> dict[str, Any]:
    """Members as a count and a digest: the set is compared, no person is listed."""
    members = side["members"]
    digest = hashlib.sha256(json.dumps(members).encode()).hexdigest()
    return dict(side) | {"members": f"{len(members)}:{digest}"}
