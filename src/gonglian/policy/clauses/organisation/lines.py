"""ORG-07…10: leadership, guidance, the table of parents, the four unchanged."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.clauses.organisation.founding import CODES, UNION
from gonglian.policy.finding import Level
from gonglian.policy.places import covers, is_prefix, stem
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, not_applicable, ok, unknown
from gonglian.policy.schema import Fact, Label, ListOf, MapOf, Need, OneOf, Whole, record
from gonglian.policy.words import GROUP, HANDLER, KIND, LEVEL, RANKS

MANDATE = OneOf(
    (Label(), ListOf(Label()), MapOf(OneOf((Label(), ListOf(Label())), gettext_lazy("填写文字。")))),
    gettext_lazy("填写批准文号。"),
)
_ANY = None

# Child kind → the kinds that may lead it, each with the lowest level it may have (None: any level).
PARENTS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "local": (("local", "city"),),
    "zone": (("local", "county"),),
    "township": (("local", "county"), ("zone", _ANY)),
    "regional": (("township", _ANY), ("zone", _ANY), ("local", "county")),
    "primary": (("regional", _ANY), ("township", _ANY), ("zone", _ANY), ("local", _ANY), ("primary", _ANY)),
    "joint_primary": (
        ("regional", _ANY), ("township", _ANY), ("zone", _ANY), ("local", _ANY), ("primary", _ANY),
    ),
}  # fmt: skip
INDUSTRIAL_PARENTS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "city": (("local", "city"),),
    "county": (("local", "county"),),
    "zone": (("zone", _ANY),),
    "township": (("township", _ANY), ("zone", _ANY)),
    "village": (("township", _ANY), ("zone", _ANY)),
}
# The federation of an industrial union's own level: kind and level of the leader.
OWN_LEVEL = {
    "city": (("local", "city"),),
    "county": (("local", "county"),),
    "zone": (("zone", "zone"),),
    "township": (("township", "township"), ("zone", "zone")),
    "village": (("township", "township"), ("zone", "zone")),
}
ONE_UP = {
    "city": ("province",),
    "county": ("city",),
    "zone": ("city", "county"),
    "township": ("county", "zone"),
    "village": ("township", "zone"),
}
_IMPLIED_LEVEL = {"zone": "zone", "township": "township"}

_LEADER = record(
    Fact("kind", KIND, gettext_lazy("工会类别")),
    Fact("level", LEVEL, gettext_lazy("层级")),
    Fact("territory", CODES, gettext_lazy("辖区代码")),
)


def _level(union: Facts) -> str | None:
    return union.get("level") or _IMPLIED_LEVEL.get(union.get("kind") or "")


@clause(
    "ORG-07",
    title=gettext_lazy("只有一条领导关系，属地领导"),
    level=Level.B,
    cites=("意见 2.2", "LAW-1.32"),
    kind="standing",
    who=HANDLER,
    facts=(
        Fact("kind", KIND, gettext_lazy("工会类别")),
        Fact("level", LEVEL, gettext_lazy("层级"), Need.OPTIONAL),
        Fact("territory", CODES, gettext_lazy("辖区代码"), Need.OPTIONAL),
        Fact("leaders", ListOf(_LEADER), gettext_lazy("领导工会")),
        Fact("mandate", MANDATE, gettext_lazy("批准文件"), Need.OPTIONAL),
    ),
)
def one_leader(facts: Facts, given: Given) -> Outcome:
    """Exactly one leader; an industrial union's is the federation of its own level and territory,
    or by Mandate.
    """
    leaders = facts["leaders"]
    if facts["kind"] == "local" and facts.get("level") in ("city", "province", "national"):
        return not_applicable(_("市级以上总工会的领导关系不在本系统。"))
    if len(leaders) != 1:
        return fail(
            _("领导关系 %(count)s 条，须正好 1 条。") % {"count": len(leaders)},
            _("确定一个属地领导工会，结束其他领导关系。"),
        )
    if facts.get("mandate"):
        return ok(_("领导关系 1 条，有批准文件。"))
    for key in ("level", "territory"):
        if facts["kind"] == "industrial" and not facts.get(key):
            return given.missing(key)
    leader = leaders[0]
    if not leader.get("kind") or (
        facts["kind"] == "industrial" and not (_level(leader) and leader.get("territory"))
    ):
        return unknown(_("领导工会的类别、层级或辖区"), str(HANDLER))
    if _by_territory(facts, leader):
        return ok(_("领导关系 1 条，属地领导。"))
    return fail(
        _("领导工会不是本级属地的总工会，也没有批准文件。"),
        _("改由本级属地总工会领导，或报市总工会批准后填写文号。"),
    )


def _by_territory(facts: Facts, leader: dict[str, Any]) -> bool:
    if leader["kind"] == "industrial":
        return False
    if facts["kind"] == "industrial":
        own = OWN_LEVEL.get(facts["level"], ())
        return (leader["kind"], _level(leader)) in own and covers(leader["territory"], facts["territory"])
    if leader["kind"] == "primary" or not facts.get("territory") or not leader.get("territory"):
        return True
    return covers(leader["territory"], facts["territory"])


_CANDIDATE = record(
    Fact("union", Label(), gettext_lazy("名称")),
    Fact("id", Label(), gettext_lazy("编号")),
    Fact("name", Label(), gettext_lazy("名称")),
    Fact("level", LEVEL, gettext_lazy("层级")),
    Fact("territory", CODES, gettext_lazy("辖区代码")),
    Fact("trade_set", CODES, gettext_lazy("行业范围")),
)


@clause(
    "ORG-08",
    title=gettext_lazy("接受上一级产业（行业）工会的工作指导"),
    level=Level.W,
    cites=("意见 2.2",),
    kind="standing",
    who=HANDLER,
    facts=(
        Fact("level", LEVEL, gettext_lazy("层级")),
        Fact("territory", CODES, gettext_lazy("辖区代码")),
        Fact("trade_set", CODES, gettext_lazy("行业范围")),
        Fact("candidates", ListOf(_CANDIDATE), gettext_lazy("可能的上一级产业（行业）工会")),
        Fact(
            "guide",
            OneOf((Label(), _CANDIDATE), gettext_lazy("填写指导工会的名称或编号。")),
            gettext_lazy("指导工会"),
            Need.OPTIONAL,
        ),
    ),
)
def guided_from_above(facts: Facts, given: Given) -> Outcome:
    """One level up, territory contains ours, a code equal to or a prefix of ours; the smallest territory."""
    fitting = [each for each in facts["candidates"] if _guides(each, facts)]
    guide = facts.get("guide")
    if not fitting and not guide:
        return not_applicable(_("没有行业对口的上一级产业（行业）工会。"))
    if not fitting:
        return fail(_("现有指导工会不是对口的上一级产业（行业）工会。"), _("核对指导关系，或结束它。"))
    smallest = max(_narrowness(each) for each in fitting)
    best = [each for each in fitting if _narrowness(each) == smallest]
    name = _names(best[0])[0]
    if not guide:
        return fail(
            _("有对口的上一级产业（行业）工会“%(name)s”，还没有指导关系。") % {"name": name},
            _("建立与“%(name)s”的指导关系。") % {"name": name},
        )
    given_names = set(_names(guide) if isinstance(guide, dict) else [guide])
    if any(given_names & set(_names(each)) for each in best):
        return ok(_("指导工会是对口的上一级产业（行业）工会。"))
    return fail(
        _("指导工会应为辖区最小的对口工会“%(name)s”。") % {"name": name},
        _("改为与“%(name)s”建立指导关系。") % {"name": name},
    )


def _names(union: Facts) -> list[str]:
    return [union[key] for key in ("union", "name", "id") if union.get(key)] or ["?"]


def _guides(union: Facts, facts: Facts) -> bool:
    territory, trades = union.get("territory") or [], union.get("trade_set") or []
    return (
        union.get("level") in ONE_UP.get(facts["level"], ())
        and covers(territory, facts["territory"])
        and any(is_prefix(code, own) for code in trades for own in facts["trade_set"])
    )


def _narrowness(union: Facts) -> tuple[int, int]:
    """Larger for a smaller territory: longer codes first, then fewer of them."""
    return min(len(stem(code)) for code in union["territory"]), -len(union["territory"])


_UNION = record(Fact("kind", KIND, gettext_lazy("工会类别")), Fact("level", LEVEL, gettext_lazy("层级")))


@clause(
    "ORG-09",
    title=gettext_lazy("上级工会的类别"),
    level=Level.B,
    cites=("意见 2.2",),
    kind="standing",
    who=HANDLER,
    facts=(
        Fact("child", _UNION, gettext_lazy("下级工会")),
        Fact("parent", _UNION, gettext_lazy("上级工会")),
        Fact("ancestors", ListOf(Label()), gettext_lazy("上级工会的各级上级")),
        Fact("self", Label(), gettext_lazy("本工会编号")),
        Fact("mandate", MANDATE, gettext_lazy("批准文件"), Need.OPTIONAL),
    ),
)
def allowed_parent(facts: Facts, given: Given) -> Outcome:
    """The table of parents, a higher level of the same kind included; no circle; others only by Mandate."""
    child, parent = facts["child"], facts["parent"]
    if facts["self"] in facts["ancestors"]:
        return fail(_("本工会在自己的上级之中，成了循环。"), _("改选不在本工会之下的上级。"))
    if not child.get("kind") or not parent.get("kind"):
        return unknown(_("工会类别"), str(HANDLER))
    if facts.get("mandate"):
        return ok(_("隶属关系有批准文件。"))
    if child["kind"] == "industrial" and not _level(child):
        return unknown(_("下级工会的层级"), str(HANDLER))
    table = (
        INDUSTRIAL_PARENTS.get(_level(child) or "", ())
        if child["kind"] == "industrial"
        else PARENTS[child["kind"]]
    )
    lowest = dict(table)
    if parent["kind"] in lowest:
        return _high_enough(child, parent, lowest[parent["kind"]])
    return fail(_("这一类工会不能作它的上级。"), _("按隶属关系表改选上级，或报市总工会批准后填写文号。"))


def _high_enough(child: Facts, parent: Facts, lowest: str | None) -> Outcome:
    if lowest is None:
        return ok(_("上级工会的类别符合隶属关系表。"))
    if not _level(parent) or (child["kind"] == "local" and not _level(child)):
        return unknown(_("工会层级"), str(HANDLER))
    rank = RANKS[_level(parent) or ""]
    if rank <= RANKS[lowest] and (child["kind"] != "local" or rank < RANKS[_level(child) or ""]):
        return ok(_("上级工会的类别和层级符合隶属关系表。"))
    return fail(_("上级工会的层级不够高。"), _("按隶属关系表改选上级，或报市总工会批准后填写文号。"))


_SET = OneOf((Whole(), Label(), ListOf(Label())), gettext_lazy("填写数目、名单或摘要。"))
_STATE = record(
    Fact("leader", Label(), gettext_lazy("领导工会")),
    Fact("payee", Label(), gettext_lazy("经费上缴对象")),
    Fact("employers", _SET, gettext_lazy("覆盖单位")),
    Fact("members", _SET, gettext_lazy("会员")),
)
_FOUR = {
    "leader": gettext_lazy("隶属关系"),
    "payee": gettext_lazy("经费上缴渠道"),
    "employers": gettext_lazy("工作对象"),
    "members": gettext_lazy("会籍管理"),
}
UNITS = ListOf(
    record(
        UNION,
        Fact("before", _STATE, gettext_lazy("加入前")),
        Fact("after", _STATE, gettext_lazy("加入后")),
        Fact("mandate", MANDATE, gettext_lazy("批准文件"), Need.OPTIONAL),
    )
)


@clause(
    "ORG-10",
    title=gettext_lazy("四个不变"),
    level=Level.B,
    cites=("意见 2.2", "LAW-0.5"),
    kind="case",
    who=HANDLER,
    facts=(Fact("units", UNITS, gettext_lazy("组成单位前后对照")),),
)
def four_unchanged(facts: Facts, given: Given) -> Outcome:
    """Leader, payee, employers and members equal before and after, or each change names its Mandate."""
    return unchanged(facts["units"])


def unchanged(units: list[dict[str, Any]]) -> Outcome:
    """The four unchanged over these units; ORG-21 judges joining and leaving by the same function."""
    if not units:
        return not_applicable(_("没有组成单位。"))
    changed: list[str] = []
    lacking: list[str] = []
    for unit in units:
        before, after = unit.get("before") or {}, unit.get("after") or {}
        for key, label in _FOUR.items():
            where = f"{unit.get('union')}：{label}"
            if before.get(key) is None or after.get(key) is None:
                lacking.append(where)
            elif _set(before[key]) != _set(after[key]) and not _mandated(unit.get("mandate"), key):
                changed.append(where)
    if changed:
        return fail(
            _("有变化又没有批准文件：%(changes)s。") % {"changes": "、".join(changed)},
            _("恢复原状，或先报批并填写批准文号。"),
        )
    if lacking:
        return unknown(_("前后对照（%(items)s）") % {"items": "、".join(lacking)}, str(GROUP))
    return ok(_("%(count)s 家组成单位四项都不变，或变化有批准文件。") % {"count": len(units)})


def _set(value: Any) -> Any:
    return set(value) if isinstance(value, list) else value


def _mandated(mandate: Any, key: str) -> bool:
    """A Mandate written per change covers only what it names; any other covers the unit's changes."""
    if isinstance(mandate, dict) and set(mandate) & set(_FOUR):
        return bool(mandate.get(key))
    return bool(mandate)
