"""CON-01…05: how many delegates, from which units, elected how, on which roll."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import at_least, ceil_fraction, least_above, more_than
from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, not_applicable, ok, unknown, worst
from gonglian.policy.schema import (
    Choice,
    Fact,
    Flag,
    Label,
    ListOf,
    Moment,
    Need,
    OneOf,
    Whole,
    record,
)
from gonglian.policy.words import (
    BASE_FORMS,
    FEDERATION,
    GROUP,
    LEVEL,
    ORG_FORM,
    RANKS,
    SECRETARIAT,
    UNIT,
    UPPER,
)

APPROVED = Fact("approved", Whole(), gettext_lazy("批复的数额"), who=UPPER)
Band = tuple[int, int]


def band_of(members: int, bands: tuple[tuple[int, int | None, int, int], ...]) -> Band | None:
    """The least and greatest number for so many members; None below the first band."""
    for start, end, least, most in bands:
        if start <= members and (end is None or members <= end):
            return least, most
    return None


def as_approved(name: str, number: int, approved: int) -> Outcome:
    """The number that the approver wrote into the reply binds."""
    sums = {"name": name, "number": number, "approved": approved}
    message = _("%(name)s %(number)s 人，批复 %(approved)s 人。") % sums
    if number == approved:
        return ok(message)
    return fail(message, _("按批复的数额办理，或报上一级工会变更。"), Level.B)


def in_band(name: str, number: int, band: Band, level: Level = Level.W) -> Outcome:
    """The band of the rules proposes a number."""
    sums = {"name": name, "number": number, "least": band[0], "most": band[1]}
    message = _("%(name)s %(number)s 人，参考幅度 %(least)s 至 %(most)s 人。") % sums
    if band[0] <= number <= band[1]:
        return ok(message)
    return fail(message, _("在幅度内确定数额，或写明理由。"), level)


def follows_primary_rules(facts: Facts) -> bool:
    """Primary and joint unions, and federations at county level and below; unsaid counts as yes."""
    form, level = facts.get("org_form"), facts.get("level")
    if form is None or form in BASE_FORMS:
        return True
    return form == FEDERATION and (level is None or RANKS[level] >= RANKS["county"])


@clause(
    "CON-01",
    title=gettext_lazy("代表名额"),
    level=Level.B,
    cites=("意见 2.3.b", "LAW-3.4"),
    kind="case",
    who=GROUP,
    facts=(
        Fact("members", Whole(), gettext_lazy("会员数")),
        Fact("delegates", Whole(), gettext_lazy("代表数")),
        APPROVED,
    ),
    parameters=("delegates.size",),
)
def delegates_number(facts: Facts, given: Given) -> Outcome:
    """As approved (B); within the band of the members' number (W); below 100 members there is no band (I)."""
    approved = as_approved(_("代表"), facts["delegates"], facts["approved"])
    band = band_of(facts["members"], given.value("delegates.size"))
    if band is not None:
        return worst((approved, in_band(_("代表"), facts["delegates"], band)))
    if approved.level is Level.B:
        return approved
    return ok(
        _("代表 %(number)s 人，与批复一致；会员 %(members)s 人，没有参考幅度。")
        % {"number": facts["delegates"], "members": facts["members"]},
        Level.I,
    )


@clause(
    "CON-02",
    title=gettext_lazy("选举单位和代表分配"),
    level=Level.B,
    cites=("意见 2.3.b", "LAW-3.5"),
    kind="case",
    who=GROUP,
    facts=(
        Fact(
            "units",
            ListOf(
                record(
                    Fact("name", Label(), gettext_lazy("选举单位")),
                    Fact("delegates", Whole(), gettext_lazy("代表数")),
                    Fact("managers", Whole(), gettext_lazy("管理人员代表数")),
                    Fact("constituents", ListOf(Label()), gettext_lazy("所含组成单位"), Need.OPTIONAL),
                )
            ),
            gettext_lazy("选举单位"),
        ),
        Fact("unassigned", ListOf(Label()), gettext_lazy("没有归入选举单位的组成单位")),
    ),
    parameters=("delegates.manager_max",),
)
def electing_units(facts: Facts, given: Given) -> Outcome:
    """Every constituent in exactly one unit, every unit with a delegate (B); managers at most a fifth (W)."""
    units = facts["units"]
    faults = [*_assignment(facts), *(_empty(each) for each in units if each.get("delegates") == 0)]
    if not units:
        faults.append(fail(_("还没有选举单位。"), _("划分选举单位。")))
    if faults:
        return worst(faults)
    for key, name in (("delegates", _("代表数")), ("managers", _("管理人员代表数"))):
        lacking = [str(each.get("name")) for each in units if each.get(key) is None]
        if lacking:
            return unknown(f"{name}（{'、'.join(lacking)}）", str(UNIT))
    return _managers(facts, given)


def _assignment(facts: Facts) -> list[Outcome]:
    counts = Counter(name for unit in facts["units"] for name in unit.get("constituents") or ())
    twice = [name for name, count in counts.items() if count > 1]
    faults = []
    if facts["unassigned"]:
        faults.append(
            fail(
                _("没有归入选举单位：%(names)s。") % {"names": "、".join(facts["unassigned"])},
                _("把每个组成单位归入一个选举单位。"),
            )
        )
    if twice:
        faults.append(
            fail(
                _("归入了不止一个选举单位：%(names)s。") % {"names": "、".join(twice)},
                _("只归入一个选举单位。"),
            )
        )
    return faults


def _empty(unit: Facts) -> Outcome:
    return fail(
        _("选举单位“%(name)s”没有代表名额。") % {"name": unit.get("name")},
        _("每个选举单位至少分配 1 名代表。"),
    )


def _managers(facts: Facts, given: Given) -> Outcome:
    most = given.value("delegates.manager_max")
    total = sum(unit["delegates"] for unit in facts["units"])
    managers = sum(unit["managers"] for unit in facts["units"])
    sums = {"total": total, "managers": managers, "most": total * most.numerator // most.denominator}
    message = _("代表 %(total)s 人，管理人员 %(managers)s 人，不宜超过 %(most)s 人。") % sums
    if more_than(managers, total, most):
        return fail(message, _("减少管理人员代表，增加一线职工代表，或写明理由。"), Level.W)
    return ok(message)


@clause(
    "CON-03",
    title=gettext_lazy("代表由选举单位选举产生"),
    level=Level.W,
    cites=("LAW-3.6",),
    kind="case",
    who=UNIT,
    facts=(
        Fact("present", Whole(), gettext_lazy("实到"), Need.OPTIONAL),
        Fact("entitled", Whole(), gettext_lazy("会员数"), Need.OPTIONAL),
        Fact("for", ListOf(Whole(), single=True), gettext_lazy("代表得票，每人一数"), Need.OPTIONAL),
        Fact("candidates", Whole(), gettext_lazy("候选人数"), Need.OPTIONAL),
        Fact("places", Whole(), gettext_lazy("代表名额"), Need.OPTIONAL),
        Fact("tied", Flag(), gettext_lazy("名额是否随职务"), Need.OPTIONAL),
    ),
    parameters=("election.quorum", "election.win", "election.diff.delegates"),
)
def delegates_elected(facts: Facts, given: Given) -> Outcome:
    """Two thirds present, more than half of the unit's members for each,
    a surplus of 15/100; NA when tied.
    """
    if facts.get("tied"):
        return not_applicable(_("名额随职务，不另选举。"))
    for key in ("present", "entitled", "for", "candidates", "places"):
        if facts.get(key) is None:
            return given.missing(key)
    entitled, votes = facts["entitled"], min(facts["for"], default=0)
    win = given.value("election.win")
    surplus = max(1, ceil_fraction(facts["places"], given.value("election.diff.delegates")))
    rows = (
        (
            at_least(facts["present"], entitled, given.value("election.quorum")),
            _("应到 %(entitled)s 人，实到 %(present)s 人，须达三分之二。")
            % {"entitled": entitled, "present": facts["present"]},
        ),
        (
            more_than(votes, entitled, win),
            _("最低得票 %(votes)s 票，须不少于 %(least)s 票。")
            % {"votes": votes, "least": least_above(entitled, win)},
        ),
        (
            facts["candidates"] >= facts["places"] + surplus,
            _("名额 %(places)s 人，候选人 %(candidates)s 人，须不少于 %(least)s 人。")
            % {
                "places": facts["places"],
                "candidates": facts["candidates"],
                "least": facts["places"] + surplus,
            },
        ),
    )
    cure = _("由选举单位依法重新选举，或写明理由。")
    return worst((ok(message) if fine else fail(message, cure) for fine, message in rows), Level.W)


@clause(
    "CON-04",
    title=gettext_lazy("一百人以下开会员大会"),
    level=Level.W,
    cites=("LAW-2.12",),
    kind="case",
    who=GROUP,
    facts=(
        Fact("members", Whole(), gettext_lazy("会员数")),
        Fact(
            "kind",
            Choice(
                ("members", "delegates"),
                {
                    "all": "members",
                    "member": "members",
                    "assembly": "members",
                    "all_members": "members",
                    "delegate": "delegates",
                    "会员大会": "members",
                    "会员代表大会": "delegates",
                },
            ),
            gettext_lazy("会员大会或会员代表大会"),
        ),
        Fact("org_form", ORG_FORM, gettext_lazy("工会形式"), Need.OPTIONAL),
        Fact("level", LEVEL, gettext_lazy("层级"), Need.OPTIONAL),
    ),
    parameters=("congress.assembly_only_below",),
)
def who_meets(facts: Facts, given: Given) -> Outcome:
    """Below 100 members all members meet; from 100 delegates may."""
    if not follows_primary_rules(facts):
        return not_applicable(_("这一条只管基层工会和县级以下联合会。"))
    below = given.value("congress.assembly_only_below")
    sums = {"members": facts["members"], "below": below}
    if facts["members"] < below and facts["kind"] == "delegates":
        return fail(
            _("会员 %(members)s 人，不到 %(below)s 人，应开会员大会。") % sums,
            _("改开会员大会，或写明理由。"),
        )
    return ok(_("会员 %(members)s 人，会议形式符合规定。") % sums)


_CHANGE = record(
    Fact("at", Moment(), gettext_lazy("变动时间"), Need.OPTIONAL),
    Fact("what", Label(), gettext_lazy("变动内容"), Need.OPTIONAL),
    Fact("reason", Label(), gettext_lazy("理由")),
    Fact("second_person", Label(), gettext_lazy("第二人")),
    Fact("second", Label(), gettext_lazy("第二人"), Need.OPTIONAL),
)


@clause(
    "CON-05",
    title=gettext_lazy("代表名册会前封存"),
    level=Level.B,
    cites=(),
    kind="case",
    who=SECRETARIAT,
    facts=(
        Fact("sealed_at", Moment(), gettext_lazy("封存时间，未封存为空"), Need.NULLABLE),
        Fact(
            "changes",
            ListOf(OneOf((_CHANGE,), gettext_lazy("填写理由和第二人。"))),
            gettext_lazy("封存后的变动"),
            Need.OPTIONAL,
        ),
        Fact("opened_at", Moment(), gettext_lazy("开会时间"), Need.OPTIONAL),
    ),
)
def roll_sealed(facts: Facts, given: Given) -> Outcome:
    """Sealed before opening; every later change names its reason and a second person."""
    sealed, opened = facts["sealed_at"], facts.get("opened_at")
    if sealed is None:
        return fail(_("代表名册还没有封存。"), _("开会前封存代表名册。"))
    if opened is not None and sealed > opened:
        return fail(_("代表名册在开会后才封存。"), _("记录经过，由上一级工会认定。"))
    changes = facts.get("changes") or []
    bare = [each for each in changes if not (each.get("reason") and _second(each))]
    sums = {"changes": len(changes), "bare": len(bare)}
    if bare:
        return fail(
            _("封存后变动 %(changes)s 处，%(bare)s 处没有理由或第二人。") % sums,
            _("补写变动的理由和第二人。"),
        )
    return ok(_("代表名册会前封存，封存后变动 %(changes)s 处，都有理由和第二人。") % sums)


def _second(change: Facts) -> str | None:
    return change.get("second_person") or change.get("second")
