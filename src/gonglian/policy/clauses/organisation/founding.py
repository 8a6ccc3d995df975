"""ORG-01…06: how many units, which form, trade, place, host and scale."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.finding import Level
from gonglian.policy.places import contains, same_trade, similar_trade
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, not_applicable, ok, unknown
from gonglian.policy.schema import Fact, Flag, Label, ListOf, Need, Whole, Word, record
from gonglian.policy.words import (
    ANY_FORM,
    FORM,
    GROUP,
    HOST_WORDS,
    LEVEL,
    UNIT,
    WORKING_COMMITTEE,
)

CODES = ListOf(Label(), single=True)
UNION = Fact("union", Label(), gettext_lazy("组成单位名称"))

_BRANCH = Fact("maybe_branch", Flag(), gettext_lazy("可能是分支机构"), Need.OPTIONAL)
_PERSONS = Fact("legal_persons", CODES, gettext_lazy("法人统一社会信用代码"))


def _persons(constituent: Facts) -> set[str]:
    return {code.upper() for code in constituent.get("legal_persons") or ()}


def _bounds(constituents: list[dict[str, Any]]) -> tuple[int, int]:
    """The least and the greatest number of legal persons that the unresolved branches leave open."""
    sure: set[str] = set()
    open_codes: set[str] = set()
    nameless = 0
    for each in constituents:
        codes = _persons(each)
        if not each.get("maybe_branch") and each.get("legal_persons") is not None:
            sure |= codes
        elif codes:
            open_codes |= codes
        else:
            nameless += 1
    least = len(sure) or int(bool(open_codes or nameless))
    return least, len(sure | open_codes) + nameless


@clause(
    "ORG-01",
    title=gettext_lazy("由两个以上单位工会联合建立"),
    level=Level.B,
    cites=("意见 2.1.a",),
    kind="standing",
    who=GROUP,
    facts=(Fact("constituents", ListOf(record(UNION, _PERSONS, _BRANCH)), gettext_lazy("组成单位")),),
    parameters=("org.min_member_unions",),
)
def enough_units(facts: Facts, given: Given) -> Outcome:
    """The smaller of unions and legal persons behind them;
    a branch without a head enterprise leaves it open.
    """
    needed = given.value("org.min_member_unions")
    constituents = facts["constituents"]
    unions = len({each.get("union") or place for place, each in enumerate(constituents)})
    least, most = _bounds(constituents)
    sums = {"unions": unions, "persons": least, "needed": needed}
    if min(unions, least) >= needed:
        return ok(_("组成单位工会 %(unions)s 个，独立法人 %(persons)s 个，须各不少于 %(needed)s 个。") % sums)
    if min(unions, most) >= needed:
        branches = [str(each.get("union")) for each in constituents if _unresolved(each)]
        return unknown(_("总机构或法人（%(names)s）") % {"names": "、".join(branches)}, str(UNIT))
    return fail(
        _("组成单位工会 %(unions)s 个，独立法人 %(persons)s 个，须各不少于 %(needed)s 个。")
        % (sums | {"persons": most}),
        _("再联合至少一个独立法人单位的工会。"),
    )


def _unresolved(constituent: Facts) -> bool:
    return bool(constituent.get("maybe_branch")) or constituent.get("legal_persons") is None


@clause(
    "ORG-02",
    title=gettext_lazy("组织形式和层级"),
    level=Level.B,
    cites=("意见 2.1.a",),
    kind="standing",
    who=GROUP,
    facts=(
        Fact("form", ANY_FORM, gettext_lazy("组织形式")),
        Fact("level", LEVEL, gettext_lazy("层级")),
    ),
    parameters=("org.forms", "org.levels"),
)
def form_and_level(facts: Facts, given: Given) -> Outcome:
    """One of the three forms, at city level or below."""
    if facts["form"] not in given.value("org.forms"):
        return fail(_("组织形式不是工会联合会、工会委员会或工会工作委员会。"), _("改为三种组织形式之一。"))
    if facts["level"] not in given.value("org.levels"):
        return fail(_("层级高于市级，不在本意见范围。"), _("改为市级以下建立，或报省级工会办理。"))
    return ok(_("组织形式和层级符合规定。"))


@clause(
    "ORG-03",
    title=gettext_lazy("行业相同或相近"),
    level=Level.W,
    cites=("意见 2.1.a", "LAW-13.35"),
    kind="standing",
    who=UNIT,
    facts=(
        Fact("trade_set", CODES, gettext_lazy("行业范围"), who=GROUP),
        Fact(
            "constituents",
            ListOf(record(UNION, Fact("trade", Label(), gettext_lazy("主行业代码")))),
            gettext_lazy("组成单位"),
            who=GROUP,
        ),
    ),
)
def similar_trades(facts: Facts, given: Given) -> Outcome:
    """Same: a code of the set is a prefix of the main code. Similar: its 门类 letter is in the set."""
    trades, constituents = facts["trade_set"], facts["constituents"]
    if not trades:
        return given.missing("trade_set")
    if not constituents:
        return not_applicable(_("还没有组成单位。"))
    known = [each for each in constituents if each.get("trade")]
    same = [each for each in known if same_trade(trades, each["trade"])]
    similar = [each for each in known if each not in same and similar_trade(trades, each["trade"])]
    others = [f"{each.get('union')}（{each['trade']}）" for each in known if each not in same + similar]
    sums = {"same": len(same), "similar": len(similar), "others": len(others), "names": "、".join(others)}
    if others:
        return fail(
            _("行业相同 %(same)s 家，相近 %(similar)s 家，范围以外 %(others)s 家：%(names)s。") % sums,
            _("调整行业范围，或核对这些单位的主行业代码，或写明联合的理由。"),
        )
    if len(known) < len(constituents):
        names = "、".join(str(each.get("union")) for each in constituents if not each.get("trade"))
        return unknown(_("主行业代码（%(names)s）") % {"names": names}, str(UNIT))
    return ok(_("行业相同 %(same)s 家，相近 %(similar)s 家，范围以外没有。") % sums)


@clause(
    "ORG-04",
    title=gettext_lazy("组成单位在辖区内"),
    level=Level.W,
    cites=("意见 2.1.a",),
    kind="standing",
    who=UNIT,
    facts=(
        Fact("territory", CODES, gettext_lazy("辖区代码"), who=GROUP),
        Fact(
            "constituents",
            ListOf(record(UNION, Fact("region", Label(), gettext_lazy("所在地代码")))),
            gettext_lazy("组成单位"),
            who=GROUP,
        ),
    ),
)
def within_territory(facts: Facts, given: Given) -> Outcome:
    """Every constituent's region inside the union's territory; the rest are listed."""
    territory, constituents = facts["territory"], facts["constituents"]
    if not territory:
        return given.missing("territory")
    if not constituents:
        return not_applicable(_("还没有组成单位。"))
    known = [each for each in constituents if each.get("region")]
    outside = [
        f"{each.get('union')}（{each['region']}）"
        for each in known
        if not contains(territory, each["region"])
    ]
    if outside:
        return fail(
            _("组成单位 %(all)s 家，辖区以外 %(count)s 家：%(names)s。")
            % {"all": len(constituents), "count": len(outside), "names": "、".join(outside)},
            _("核对所在地，调整辖区，或写明联合的理由。"),
        )
    if len(known) < len(constituents):
        names = "、".join(str(each.get("union")) for each in constituents if not each.get("region"))
        return unknown(_("所在地代码（%(names)s）") % {"names": names}, str(UNIT))
    return ok(_("组成单位 %(all)s 家，都在辖区内。") % {"all": len(constituents)})


@clause(
    "ORG-05",
    title=gettext_lazy("依托单位和派出工会"),
    level=Level.B,
    cites=("意见 2.1.b", "章程 9", "章程 12"),
    kind="standing",
    who=GROUP,
    facts=(
        Fact("form", FORM, gettext_lazy("组织形式")),
        Fact(
            "host_kind",
            Word(("regulator", "association", "chamber", "leading_enterprise", "regional_union"), HOST_WORDS),
            gettext_lazy("依托单位种类"),
            Need.OPTIONAL,
        ),
        Fact("dispatcher_level", LEVEL, gettext_lazy("派出工会层级"), Need.OPTIONAL),
    ),
    parameters=("org.host_kinds", "working_committee.dispatcher_levels"),
)
def host_and_dispatcher(facts: Facts, given: Given) -> Outcome:
    """A named host is of an allowed kind; a working committee has a host and a dispatching federation."""
    host, level = facts.get("host_kind"), facts.get("dispatcher_level")
    if host is not None and host not in given.value("org.host_kinds"):
        return fail(
            _("依托单位的种类“%(kind)s”不在允许范围。") % {"kind": host},
            _("改为依托主管部门、行业协会、商会、龙头企业或特色街区、市场工会。"),
        )
    if facts["form"] != WORKING_COMMITTEE:
        return ok(_("没有依托单位。") if host is None else _("依托单位的种类符合规定。"))
    if host is None:
        return given.missing("host_kind")
    if level is None:
        return given.missing("dispatcher_level")
    if level not in given.value("working_committee.dispatcher_levels"):
        return fail(_("派出工会不到县级。"), _("改由县级以上总工会派出。"))
    return ok(_("有依托单位，由县级以上总工会派出。"))


@clause(
    "ORG-06",
    title=gettext_lazy("县以下组建的规模"),
    level=Level.W,
    cites=("意见 2.1.c",),
    kind="standing",
    who=GROUP,
    facts=(
        Fact("founder_level", LEVEL, gettext_lazy("发起工会层级")),
        Fact("units", Whole(), gettext_lazy("单位数")),
        Fact("workers", Whole(), gettext_lazy("职工数")),
    ),
    parameters=("org.scale.county", "org.scale.zone", "org.scale.township", "org.scale.village"),
)
def enough_scale(facts: Facts, given: Given) -> Outcome:
    """Units and workers reach the city's figures where a county, zone, township or village founds."""
    level = facts["founder_level"]
    if level not in ("county", "zone", "township", "village"):
        return not_applicable(_("由市级以上发起，不看规模。"))
    units, workers = given.value(f"org.scale.{level}")
    message = _("单位 %(units)s 家，须不少于 %(least)s 家；职工 %(workers)s 人，须不少于 %(few)s 人。") % {
        "units": facts["units"],
        "least": units,
        "workers": facts["workers"],
        "few": workers,
    }
    if facts["units"] >= units and facts["workers"] >= workers:
        return ok(message)
    return fail(message, _("联合更多单位，改由上一级发起，或写明理由。"))
