"""A next act in words, those that any road shares, and those of a working committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.founding import access, dispatch
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.policy.registry import get


@dataclass(frozen=True, slots=True)
class Next:
    """title and text say what; label and address are the one button (empty: nothing to do here); post: a form button.
    clause: the id of the clause that bars first, "" when none does."""

    title: str
    text: str
    label: str = ""
    address: str = ""
    post: bool = False
    clause: str = ""


def curing(barring: Sequence[Any], asked: str) -> Next:
    """What bars first, in a few words, and the page where it is cured."""
    first = barring[0]
    rest = _("共 %(count)s 项不符合或资料不足，补齐后才能办“%(asked)s”。") % {
        "count": len(barring), "asked": asked,
    }  # fmt: skip
    return Next(
        _("先补齐：%(what)s") % {"what": get(first.finding.clause).title}, f"{first.finding.message}{rest}",
        first.finding.cure.rstrip("。") if first.cure_url else "", first.cure_url, clause=first.finding.clause,
    )  # fmt: skip


def no_longer(barring: Sequence[Any], title: str, label: str, address: str) -> Next:
    """Something was laid before the head, and a clause bars his signature today: what bars, and the way back."""
    first = barring[0].finding
    text = _("%(message)s共 %(count)s 项不符合或资料不足。") % {
        "message": first.message,
        "count": len(barring),
    }
    return Next(title, text, label, address, clause=first.clause)


def dispatching(case: Case, user: Any, barring: Sequence[Any]) -> Next:
    """For the federation's officers while a working committee is on its way."""
    if case.stage == Stage.DISPATCH:
        return _deciding(case, user, barring)
    if case.stage == Stage.DRAFT:
        if barring:
            return curing(barring, _("开始协商"))
        return Next(
            _("方案各项都已具备"), _("接着与依托单位党组织协商人选。征求意见的函同时拟好，由负责人签发。"), _("开始协商"),
            reverse("founding:consult", args=[case.pk]), post=True,
        )  # fmt: skip
    if missing := dispatch.lacking(case):
        title = _("先定人选：%(what)s") % {"what": "、".join(missing)}
        return Next(
            title, _("人选由派出工会与依托单位党组织协商，登记声明后核对任职条件。"), _("登记人选"),
            reverse("founding:nominees", args=[case.pk]),
        )  # fmt: skip
    if barring:
        return curing(barring, _("设立通知"))
    return Next(
        _("各项都已具备"), _("设立和任命的通知由行文模板生成，交负责人签发时编号。"), _("拟好设立通知"),
        reverse("founding:propose_dispatch", args=[case.pk]), post=True,
    )  # fmt: skip


def _deciding(case: Case, user: Any, barring: Sequence[Any]) -> Next:
    if barring:
        return no_longer(barring, _("通知已拟好，但现在不能签发"), _("收回通知，改好再拟"),
                         reverse("founding:recall_dispatch", args=[case.pk]))  # fmt: skip
    if access.can_sign(user, case):
        return Next(
            _("设立通知已拟好，等您签发"), _("签发时按今天的情况再核对一遍条款，签发后随即成立。"), _("签发通知，决定设立"),
            reverse("founding:decide_dispatch", args=[case.pk]), post=True,
        )  # fmt: skip
    return Next(_("设立通知已拟好"), _("等%(union)s负责人签发。") % {"union": case.proposer})
