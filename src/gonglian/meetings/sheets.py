"""A teller's sheet as plain data: reading it, comparing two, proving its sums. No database, no clock.

A sheet: {"issued", "returned", "valid", "void", "proxies" (0 if left out),
"lines": [{"person": id, "for", "against", "abstain"}], "write_ins": [{"name", "for"}]}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.core.refused import Reason, Refused

PAPERS = ("issued", "returned", "valid", "void", "proxies")
VOTES = ("for", "against", "abstain")
FIELD_NAMES = {
    "issued": gettext_lazy("发出"),
    "returned": gettext_lazy("收回"),
    "valid": gettext_lazy("有效"),
    "void": gettext_lazy("废票"),
    "proxies": gettext_lazy("委托投票"),
    "for": gettext_lazy("赞成"),
    "against": gettext_lazy("反对"),
    "abstain": gettext_lazy("弃权"),
    "write_in": gettext_lazy("另选得票"),
}
MOST = 10_000_000  # no count is larger; more is a slip of the hand


def read_sheet(sheet: Mapping[str, Any], candidates: Mapping[int, str]) -> dict[str, Any]:
    """The sheet in one fixed form: lines in the ballot's order, write-ins by name.

    candidates: names on the ballot by person id, in the ballot's order.
    Refused: a number that is missing, negative or not whole; a candidate left out, named twice or not on the ballot;
    a write-in without name, named twice, or who is a candidate.
    """
    reasons: list[Reason] = []
    read: dict[str, Any] = {
        key: _whole(sheet.get(key, 0 if key == "proxies" else None), str(FIELD_NAMES[key]), reasons)
        for key in PAPERS
    }
    read["lines"] = _lines(sheet.get("lines") or [], candidates, reasons)
    read["write_ins"] = _write_ins(sheet.get("write_ins") or [], set(candidates.values()), reasons)
    if reasons:
        raise Refused(tuple(reasons))
    return read


def _whole(value: Any, what: str, reasons: list[Reason]) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST:
        return value
    reasons.append(Reason(_("%(what)s要填不小于 0 的整数。") % {"what": what}, _("没有就填 0。"), "CON-10"))
    return 0


def _lines(
    rows: Sequence[Mapping[str, Any]], candidates: Mapping[int, str], reasons: list[Reason]
) -> list[dict[str, int]]:
    given = {row.get("person"): row for row in rows}
    if len(given) != len(rows) or set(given) != set(candidates):
        missing = "、".join(name for person, name in candidates.items() if person not in given) or _("没有")
        reasons.append(
            Reason(
                _("计票单上的候选人与选票不一致，缺：%(missing)s。") % {"missing": missing},
                _("选票上的每名候选人各填一行。"), "CON-10",
            )
        )  # fmt: skip
        return []
    return [
        {"person": person}
        | {key: _whole(given[person].get(key), f"{name} {FIELD_NAMES[key]}", reasons) for key in VOTES}
        for person, name in candidates.items()
    ]


def _write_ins(
    rows: Sequence[Mapping[str, Any]], taken: set[str], reasons: list[Reason]
) -> list[dict[str, Any]]:
    read: dict[str, int] = {}
    for row in rows:
        name = str(row.get("name") or "").strip()
        if not name or len(name) > 40:
            reasons.append(Reason(_("另选人要写姓名，不超过 40 字。"), cite="CON-10"))
        elif name in taken:
            reasons.append(
                Reason(
                    _("%(name)s 是候选人，不能再作另选人。") % {"name": name},
                    _("把票计入他的赞成票。"),
                    "CON-10",
                )
            )
        elif name in read:
            reasons.append(
                Reason(_("另选人 %(name)s 写了两次。") % {"name": name}, _("合并成一行。"), "CON-10")
            )
        else:
            read[name] = _whole(row.get("for"), f"{name} {FIELD_NAMES['write_in']}", reasons)
    return [{"name": name, "for": votes} for name, votes in sorted(read.items())]


def differences_between(
    one: Mapping[str, Any], two: Mapping[str, Any], candidates: Mapping[int, str]
) -> list[dict[str, Any]]:
    """The cells in which two read sheets differ: {"field", "candidate" (empty for the papers), "teller1", "teller2"}."""
    cells = [{"field": key, "candidate": "", "teller1": one[key], "teller2": two[key]} for key in PAPERS]
    for left, right in zip(one["lines"], two["lines"], strict=True):
        name = candidates[left["person"]]
        cells += [
            {"field": key, "candidate": name, "teller1": left[key], "teller2": right[key]} for key in VOTES
        ]
    first, second = ({row["name"]: row["for"] for row in sheet["write_ins"]} for sheet in (one, two))
    for name in sorted({*first, *second}):
        row = {"field": "write_in", "candidate": name}
        cells.append(row | {"teller1": first.get(name, 0), "teller2": second.get(name, 0)})
    return [cell for cell in cells if cell["teller1"] != cell["teller2"]]


def contradictions(sheet: Mapping[str, Any], candidates: Mapping[int, str], seats: int) -> list[Reason]:
    """The sums of a read sheet that do not meet (CON-10): which, by how much, and how to cure it."""
    valid = sheet["valid"]
    reasons = []
    if sheet["returned"] != valid + sheet["void"]:
        sums = {key: sheet[key] for key in PAPERS} | {"gap": abs(sheet["returned"] - valid - sheet["void"])}
        reasons.append(
            Reason(
                _("收回 %(returned)s 张，有效 %(valid)s 张加废票 %(void)s 张，相差 %(gap)s 张。") % sums,
                _("重新清点收回的选票。"), "CON-10",
            )
        )  # fmt: skip
    for line in sheet["lines"]:
        total = sum(line[key] for key in VOTES)
        if total != valid:
            sums = {
                "name": candidates[line["person"]],
                "total": total,
                "valid": valid,
                "gap": abs(total - valid),
            }
            reasons.append(
                Reason(
                    _("%(name)s：赞成、反对、弃权共 %(total)s 票，有效票 %(valid)s 张，相差 %(gap)s 票。") % sums,
                    _("重新计算这名候选人的票。"), "CON-10",
                )
            )  # fmt: skip
    return [*reasons, *_too_many(sheet, seats)]


def _too_many(sheet: Mapping[str, Any], seats: int) -> list[Reason]:
    supported = sum(line["for"] for line in sheet["lines"]) + sum(row["for"] for row in sheet["write_ins"])
    most = sheet["valid"] * seats
    if supported <= most:
        return []
    return [
        Reason(
            _("赞成和另选共 %(supported)s 票，多于有效票乘名额 %(most)s 票，多 %(gap)s 票。")
            % {"supported": supported, "most": most, "gap": supported - most},
            _("选举人数超过应选名额的选票是废票，重新分票计票。"), "CON-10",
        )
    ]  # fmt: skip
