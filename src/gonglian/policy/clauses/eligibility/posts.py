"""ELI-01…03: outside posts and kin that bar a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.finding import Level, Result
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, not_applicable, ok, unknown, worst
from gonglian.policy.roles import ORG_KIND, ROLE, ROLES, current, is_office
from gonglian.policy.schema import Choice, Day, Fact, Flag, ListOf, Need, record
from gonglian.policy.words import BASE_FORMS, GROUP, HANDLER, ORG_FORM, PERSON, UNION

_SEATS = ("chair", "vice_chair", "member")
SEAT = Fact(
    "seat",
    Choice(
        (*_SEATS, "audit", "women"),
        {"vice": "vice_chair", "committee": "member", "audit_committee": "audit", "women_committee": "women"},
    ),
    gettext_lazy("席位"),
    who=GROUP,
)
FORM = Fact("org_form", ORG_FORM, gettext_lazy("工会形式"), who=GROUP)
_POSITION = record(
    Fact("role", ROLE, gettext_lazy("职务")),
    Fact("org_kind", ORG_KIND, gettext_lazy("任职单位种类")),
    Fact("in_scope", Flag(), gettext_lazy("是否在本工会范围内")),
    Fact("from", Day(), gettext_lazy("任职起")),
    Fact("until", Day(), gettext_lazy("任职止")),
)
POSITIONS = Fact("positions", ListOf(_POSITION), gettext_lazy("现任职务"))
DECLARED = Fact("declared", Flag(), gettext_lazy("是否已申报"), Need.OPTIONAL)
KIN = Fact("kin_of", ListOf(ROLE, single=True), gettext_lazy("近亲属担任的职务"), Need.OPTIONAL)


def _held(facts: Facts, given: Given) -> list[dict[str, Any]]:
    return [position for position in facts["positions"] if current(position, given.on)]


def _settled(barred: list[Outcome], facts: Facts, roles: Iterable[Any], fine: str) -> Outcome:
    """What is known to bar decides; else an undeclared person or an unmapped word leaves it open."""
    if any(outcome.result is Result.FAIL and outcome.level is not Level.W for outcome in barred):
        return worst(barred)
    outcomes = list(barred)
    if not facts.get("declared"):
        outcomes.append(unknown(_("本人对外部任职和亲属关系的申报"), str(PERSON)))
    strange = sorted({str(role) for role in roles if role not in ROLES})
    if strange:
        outcomes.append(
            unknown(_("职务的对应关系（%(roles)s）") % {"roles": "、".join(strange)}, str(HANDLER))
        )
    return worst([*outcomes, ok(fine)])


@clause(
    "ELI-01",
    title=gettext_lazy("不是行业协会（商会）会长、副会长"),
    level=Level.B,
    cites=("意见 2.3.c",),
    kind="standing",
    who=PERSON,
    facts=(SEAT, FORM, POSITIONS, DECLARED),
)
def no_association_head(facts: Facts, given: Given) -> Outcome:
    """Chair, vice-chair and committee members of an industrial union; a secretary-general is not barred."""
    if facts["org_form"] in BASE_FORMS or facts["seat"] not in _SEATS:
        return not_applicable(_("这一条只管产业（行业）工会的主席、副主席、委员。"))
    held = _held(facts, given)
    barred = [
        fail(_("现任行业协会（商会）会长或副会长。"), _("改推他人，或先辞去协会（商会）职务。"))
        for position in held
        if position.get("role") in ("association_president", "association_vice")
    ]
    fine = _("没有担任行业协会（商会）会长、副会长。")
    return _settled(barred[:1], facts, [position.get("role") for position in held], fine)


@clause(
    "ELI-02",
    title=gettext_lazy("不是企业（单位）行政负责人"),
    level=Level.B,
    cites=("意见 2.3.c",),
    kind="standing",
    who=PERSON,
    facts=(SEAT, FORM, POSITIONS, DECLARED),
)
def no_head(facts: Facts, given: Given) -> Outcome:
    """Head or legal representative: of a unit in scope B, elsewhere W; cadres of a bureau are not meant."""
    if facts["org_form"] in BASE_FORMS or facts["seat"] not in _SEATS:
        return not_applicable(_("这一条只管产业（行业）工会的主席、副主席、委员。"))
    held = _held(facts, given)
    heads = [
        each for each in held if each.get("role") in ("head", "legal_representative") and not is_office(each)
    ]
    fine = _("没有担任企业（单位）行政负责人或法定代表人。")
    return _settled([_head(each) for each in heads], facts, [each.get("role") for each in held], fine)


def _head(position: Facts) -> Outcome:
    if position.get("org_kind") is None:
        return unknown(_("任职单位种类"), str(PERSON))
    if position.get("in_scope") is None:
        return unknown(_("任职单位是否在本工会范围内"), str(HANDLER))
    if position["in_scope"]:
        return fail(
            _("现任本工会范围内企业（单位）的行政负责人或法定代表人。"),
            _("改推他人，或先卸任该职务。"),
            Level.B,
        )
    return fail(_("现任其他企业（单位）的行政负责人或法定代表人。"), _("改推他人，或写明理由。"), Level.W)


@clause(
    "ELI-03a",
    title=gettext_lazy("基层工会委员不是本单位负责人及其近亲属"),
    level=Level.B,
    cites=("LAW-1.2", "LAW-2.8", "LAW-0.24"),
    kind="standing",
    who=PERSON,
    facts=(SEAT, FORM, POSITIONS, KIN, DECLARED),
)
def no_employer_or_kin(facts: Facts, given: Given) -> Outcome:
    """Committee of a primary union: not head, legal representative,
    partner of that employer, nor close kin.
    """
    if facts["org_form"] not in BASE_FORMS or facts["seat"] not in _SEATS:
        return not_applicable(_("这一条只管基层工会委员会。"))
    owners = ("head", "legal_representative", "partner")
    return _employer_side(
        facts, given, owners, Level.B, _("不是本单位行政负责人、法定代表人、合伙人及其近亲属。")
    )


def _employer_side(facts: Facts, given: Given, owners: tuple[str, ...], level: Level, fine: str) -> Outcome:
    held = [each for each in _held(facts, given) if not is_office(each)]
    kin = facts.get("kin_of")
    outcomes: list[Outcome] = []
    for position in held:
        if position.get("role") in owners and position.get("in_scope") is not False:
            outcomes.append(_owner(position, level))
    if any(role in owners for role in kin or ()):
        outcomes.append(fail(_("是本单位行政负责人一方的近亲属。"), _("改推他人。"), level))
    if kin is None:
        outcomes.append(given.missing("kin_of"))
    decided = [each for each in outcomes if each.result is Result.FAIL]
    if decided:
        return worst(decided, level)
    roles = [each.get("role") for each in held] + list(kin or ())
    return _settled(outcomes, facts, roles, fine)


def _owner(position: Facts, level: Level) -> Outcome:
    if position.get("in_scope") is None:
        return unknown(_("任职单位是否为本单位"), str(HANDLER))
    return fail(_("现任本单位行政负责人一方的职务。"), _("改推他人，或先卸任该职务。"), level)


@clause(
    "ELI-03b",
    title=gettext_lazy("企业工会主席不是行政副职、人力资源负责人、外籍职工"),
    level=Level.B,
    cites=("LAW-4.10",),
    kind="standing",
    who=PERSON,
    facts=(
        SEAT,
        FORM,
        Fact("enterprise", Flag(), gettext_lazy("是否企业工会"), who=UNION),
        POSITIONS,
        KIN,
        Fact("foreign", Flag(), gettext_lazy("是否外籍")),
        DECLARED,
        Fact("deciding", Flag(), gettext_lazy("是否正在作决定，日常体检填否"), Need.OPTIONAL),
    ),
)
def no_deputy_or_foreigner(facts: Facts, given: Given) -> Outcome:
    """Chair of an enterprise's union: not deputy head (nor kin), HR head, foreign; B deciding, W standing."""
    if facts["org_form"] not in BASE_FORMS or not facts["enterprise"] or facts["seat"] != "chair":
        return not_applicable(_("这一条只管企业工会主席。"))
    level = Level.W if facts.get("deciding") is False else Level.B
    if facts["foreign"]:
        return fail(_("是外籍职工。"), _("改推他人。"), level)
    held = [each for each in _held(facts, given) if each.get("role") == "hr_head"]
    if any(each.get("in_scope") is True for each in held):
        return fail(_("现任本单位人力资源部门负责人。"), _("改推他人，或先卸任该职务。"), level)
    if held and any(each.get("in_scope") is None for each in held):
        return unknown(_("任职单位是否为本单位"), str(HANDLER))
    fine = _("不是行政副职及其近亲属、人力资源部门负责人、外籍职工。")
    return _employer_side(facts, given, ("deputy_head",), level, fine)
