"""ORG-17 and ORG-19…21: approval, consents, preparatory group, joining and leaving."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import at_least, more_than
from gonglian.policy.clauses.organisation.founding import UNION
from gonglian.policy.clauses.organisation.lines import UNITS, unchanged
from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, ok, unknown, worst
from gonglian.policy.schema import Choice, Day, Fact, Flag, Label, ListOf, Need, OneOf, Whole, Word, record
from gonglian.policy.words import GROUP, HANDLER, SOURCE_WORDS, UNIT, UPPER

_ACT = Choice(
    ("founding", "merger", "dissolution"),
    {"found": "founding", "establish": "founding", "merge": "merger", "dissolve": "dissolution"},
)
_APPROVAL = OneOf(
    (
        Flag(),
        Day(),
        record(
            Fact("on", Day(), gettext_lazy("批准日")),
            Fact("number", Label(), gettext_lazy("批准文号")),
            Fact("by", Label(), gettext_lazy("批准工会")),
        ),
        Label(),
    ),
    gettext_lazy("填写批准日，或批准日和文号。"),
)


@clause(
    "ORG-17",
    title=gettext_lazy("成立、合并、撤销须表决并报上一级工会批准"),
    level=Level.B,
    cites=("LAW-1.7", "LAW-1.10"),
    kind="case",
    who=HANDLER,
    facts=(
        Fact("act", _ACT, gettext_lazy("事项")),
        Fact("resolved_on", Day(), gettext_lazy("大会表决日")),
        Fact("approval", _APPROVAL, gettext_lazy("上一级工会批准，没有为空"), Need.NULLABLE, UPPER),
    ),
)
def resolved_and_approved(facts: Facts, given: Given) -> Outcome:
    """The congress resolved it, and the next-higher union approved it then or later."""
    approval = facts["approval"]
    if not approval:
        return fail(_("还没有上一级工会的批准。"), _("报上一级工会批准。"))
    day = approval.get("on") if isinstance(approval, dict) else approval
    if isinstance(day, bool | str):
        return ok(_("大会已表决，上一级工会已批准。"))
    if day is None:
        return unknown(_("批准日"), str(UPPER))
    days = {"resolved": facts["resolved_on"], "approved": day}
    if day < facts["resolved_on"]:
        return fail(
            _("批准日 %(approved)s 早于大会表决日 %(resolved)s。") % days, _("大会表决后再报上一级工会批准。")
        )
    return ok(_("%(resolved)s 大会表决，%(approved)s 上一级工会批准。") % days)


_CONSENT = record(
    UNION,
    Fact("body", Label(), gettext_lazy("作出决定的会议")),
    Fact("on", Day(), gettext_lazy("会议日")),
    Fact("present", Whole(), gettext_lazy("实到")),
    Fact("entitled", Whole(), gettext_lazy("应到")),
    Fact("for", Whole(), gettext_lazy("同意")),
    Fact("withdrawn_on", Day(), gettext_lazy("撤回日"), Need.OPTIONAL),
)
_CONSENT_KEYS = ("union", "body", "on", "present", "entitled", "for")


@clause(
    "ORG-19",
    title=gettext_lazy("组成单位同意加入"),
    level=Level.B,
    cites=("意见 2.1.a",),
    kind="case",
    who=UNIT,
    facts=(
        Fact("consents", ListOf(_CONSENT), gettext_lazy("同意加入的决定")),
        Fact("requested_on", Day(), gettext_lazy("第一次请示日"), Need.OPTIONAL),
    ),
    parameters=("org.min_member_unions", "consent.quorum", "consent.pass"),
)
def constituents_consent(facts: Facts, given: Given) -> Outcome:
    """At least two valid consents of different unions before the first request;
    withdrawn ones do not count.
    """
    needed = given.value("org.min_member_unions")
    requested = facts.get("requested_on")
    valid: set[str] = set()
    open_: set[str] = set()
    invalid: list[str] = []
    for consent in facts["consents"]:
        if any(consent.get(key) is None for key in _CONSENT_KEYS):
            open_.add(str(consent.get("union")))
        elif _valid(consent, given) and (requested is None or consent["on"] <= requested):
            valid.add(consent["union"])
        else:
            invalid.append(consent["union"])
    sums = {"valid": len(valid), "needed": needed, "names": "、".join(invalid) or _("没有")}
    message = _("有效同意 %(valid)s 份，须不少于 %(needed)s 份；无效或撤回：%(names)s。") % sums
    if len(valid) >= needed:
        return ok(message)
    if len(valid | open_) >= needed:
        return unknown(
            _("同意决定的内容（%(names)s）") % {"names": "、".join(sorted(open_ - valid))}, str(UNIT)
        )
    return fail(message, _("请组成单位依法开会表决，补交同意书。"))


def _valid(consent: dict[str, Any], given: Given) -> bool:
    present, entitled, agreed = consent["present"], consent["entitled"], consent["for"]
    return (
        consent.get("withdrawn_on") is None
        and agreed <= present <= entitled
        and at_least(present, entitled, given.value("consent.quorum"))
        and more_than(agreed, entitled, given.value("consent.pass"))
    )


@clause(
    "ORG-20",
    title=gettext_lazy("筹备组的组成"),
    level=Level.W,
    cites=("LAW-2.4",),
    kind="case",
    who=GROUP,
    facts=(
        Fact(
            "members",
            ListOf(
                record(
                    Fact("name", Label(), gettext_lazy("姓名"), Need.OPTIONAL),
                    Fact(
                        "from",
                        Word(("constituent", "party", "upper_union"), SOURCE_WORDS),
                        gettext_lazy("来自"),
                    ),
                )
            ),
            gettext_lazy("筹备组成员"),
        ),
        Fact("no_party", Flag(), gettext_lazy("没有党组织"), Need.OPTIONAL),
        Fact("first_meeting_on", Day(), gettext_lazy("委员会第一次会议日"), Need.OPTIONAL),
        Fact("dissolved_on", Day(), gettext_lazy("筹备组解散日"), Need.OPTIONAL),
    ),
    parameters=("org.preparatory_sources",),
)
def preparatory_group(facts: Facts, given: Given) -> Outcome:
    """From constituents, party organisation and upper union; dissolved at the committee's first meeting."""
    sources = given.value("org.preparatory_sources")
    came = [member.get("from") for member in facts["members"]]
    absent = [source for source in sources if source not in came]
    if facts.get("no_party") and "party" in absent:
        absent.remove("party")
    others = sorted({source for source in came if source is not None and source not in sources})
    outcomes = []
    if others:
        outcomes.append(
            fail(
                _("筹备组有其他来源的成员：%(names)s。") % {"names": "、".join(others)},
                _("调整成员，或写明理由。"),
            )
        )
    if absent and None in came:
        outcomes.append(unknown(_("筹备组成员的来源"), str(GROUP)))
    elif absent:
        names = "、".join(str(_SOURCES[source]) for source in absent)
        outcomes.append(
            fail(_("筹备组缺少：%(names)s。") % {"names": names}, _("补齐这些方面的成员，或写明理由。"))
        )
    outcomes.append(_dissolved(facts))
    return worst(outcomes, Level.W)


_SOURCES = {
    "constituent": gettext_lazy("组成单位代表"),
    "party": gettext_lazy("党组织代表"),
    "upper_union": gettext_lazy("上级工会代表"),
}


def _dissolved(facts: Facts) -> Outcome:
    meeting, day = facts.get("first_meeting_on"), facts.get("dissolved_on")
    if meeting is not None and (day is None or day > meeting):
        return fail(
            _("委员会 %(day)s 已开第一次会议，筹备组没有同时解散。") % {"day": meeting},
            _("记录筹备组解散日。"),
        )
    return ok(_("筹备组由组成单位、党组织和上级工会方面的人员组成。"))


@clause(
    "ORG-21",
    title=gettext_lazy("加入和退出的手续"),
    level=Level.B,
    cites=("意见 2.1.a", "意见 2.2"),
    kind="case",
    who=HANDLER,
    facts=(
        Fact("decided_on", Day(), gettext_lazy("单位工会委员会决定日"), who=UNIT),
        Fact("accepted_on", Day(), gettext_lazy("产业（行业）工会委员会接受日")),
        Fact("reported_on", Day(), gettext_lazy("报告领导工会日"), who=UNIT),
        Fact("votes", ListOf(_CONSENT), gettext_lazy("两个委员会的表决"), Need.OPTIONAL),
        Fact("units", UNITS, gettext_lazy("前后对照"), Need.OPTIONAL),
    ),
    parameters=("consent.quorum", "consent.pass"),
)
def joining_or_leaving(facts: Facts, given: Given) -> Outcome:
    """Decision, then acceptance, and a report to the leader after the decision; both by a valid vote; the four
    unchanged."""
    days = {
        "decided": facts["decided_on"],
        "accepted": facts["accepted_on"],
        "reported": facts["reported_on"],
    }
    if days["accepted"] < days["decided"] or days["reported"] < days["decided"]:
        outcome = fail(
            _("决定 %(decided)s，接受 %(accepted)s，报告 %(reported)s：决定须在先。") % days,
            _("先由单位工会委员会决定，再接受和报告。"),
        )
    else:
        outcome = ok(_("决定 %(decided)s，接受 %(accepted)s，报告 %(reported)s。") % days)
    outcomes = [outcome, *_votes(facts.get("votes") or [], given)]
    return worst([*outcomes, unchanged(facts["units"])] if facts.get("units") else outcomes, Level.B)


def _votes(votes: list[dict[str, Any]], given: Given) -> list[Outcome]:
    """Nothing for valid votes; one outcome for those not told in full, one for those that did not carry."""
    told = [vote for vote in votes if all(vote.get(key) is not None for key in _CONSENT_KEYS)]
    lacking = [str(vote.get("union")) for vote in votes if vote not in told]
    invalid = [str(vote["union"]) for vote in told if not _valid(vote, given)]
    found = []
    if lacking:
        found.append(unknown(_("表决的内容（%(names)s）") % {"names": "、".join(lacking)}, str(UNIT)))
    if invalid:
        found.append(
            fail(
                _("到会不足或赞成没有过半数：%(names)s。") % {"names": "、".join(invalid)},
                _("依法开会表决，再登记。"),
            )
        )
    return found
