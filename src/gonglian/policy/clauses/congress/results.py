"""CON-13…18: sizes, who elects the chair, recall, the reply, extra meetings, the order of the agenda."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import add_months, at_least, least_above, more_than
from gonglian.policy.clauses.congress.delegates import (
    APPROVED,
    as_approved,
    band_of,
    follows_primary_rules,
    in_band,
)
from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, not_applicable, ok, worst
from gonglian.policy.schema import Choice, Day, Fact, Flag, Label, ListOf, Need, OneOf, Share, Whole, record
from gonglian.policy.words import GROUP, HANDLER, LEVEL, ORG_FORM, SECRETARIAT

_BODY = Choice(
    ("committee", "audit", "standing", "women"),
    {"audit_committee": "audit", "standing_committee": "standing", "women_committee": "women"},
)
_BODY_NAMES = {
    "committee": gettext_lazy("委员"),
    "audit": gettext_lazy("经审委委员"),
    "standing": gettext_lazy("常务委员"),
    "women": gettext_lazy("女职工委员会委员"),
}


@clause(
    "CON-13",
    title=gettext_lazy("委员会人数"),
    level=Level.B,
    cites=("LAW-2.5", "LAW-2.6", "LAW-2.30"),
    kind="case",
    who=GROUP,
    facts=(
        Fact("body", _BODY, gettext_lazy("机构")),
        Fact("members", Whole(), gettext_lazy("会员数"), Need.OPTIONAL),
        Fact("size", Whole(), gettext_lazy("人数")),
        APPROVED,
    ),
    parameters=(
        "committee.size",
        "audit_committee.size",
        "standing_committee.size",
        "congress.assembly_only_below",
    ),
)
def body_size(facts: Facts, given: Given) -> Outcome:
    """As approved (B); in the band (W, for a committee below 100 members only told)."""
    body, size = facts["body"], facts["size"]
    name = str(_BODY_NAMES[body])
    approved = as_approved(name, size, facts["approved"])
    if body == "women":
        return approved
    if body in ("audit", "standing"):
        band = given.value(f"{body}_committee.size")
        return worst((approved, in_band(name, size, band)))
    if facts.get("members") is None:
        return given.missing("members")
    band = band_of(facts["members"], given.value("committee.size")) or (0, 0)
    small = facts["members"] < given.value("congress.assembly_only_below")
    return worst((approved, in_band(name, size, band, Level.I if small else Level.W)))


_BY = Choice(
    ("committee", "congress"),
    {
        "delegates": "congress",
        "members": "congress",
        "direct": "congress",
        "委员会": "committee",
        "全体委员": "committee",
        "会员大会": "congress",
        "会员代表大会": "congress",
        "直选": "congress",
    },
)


@clause(
    "CON-14",
    title=gettext_lazy("主席、副主席按选举办法产生"),
    level=Level.B,
    cites=("意见 2.3.c",),
    kind="case",
    who=SECRETARIAT,
    facts=(
        Fact("rules", _BY, gettext_lazy("选举办法规定由谁选举")),
        Fact("by", _BY, gettext_lazy("实际由谁选举")),
    ),
)
def as_the_rules_say(facts: Facts, given: Given) -> Outcome:
    """Chair and vice-chair elected by the committee or by the congress, as the adopted rules say."""
    if facts["rules"] == facts["by"]:
        return ok(_("主席、副主席按选举办法产生。"))
    return fail(_("主席、副主席的产生方式与通过的选举办法不一致。"), _("按选举办法重新选举主席、副主席。"))


@clause(
    "CON-15",
    title=gettext_lazy("罢免须过全体半数"),
    level=Level.B,
    cites=("LAW-1.16",),
    kind="case",
    who=SECRETARIAT,
    facts=(
        Fact("votes", Whole(), gettext_lazy("赞成罢免票数")),
        Fact("all", Whole(), gettext_lazy("全体会员或全体代表人数")),
        Fact("secret", Flag(), gettext_lazy("是否无记名投票"), Need.OPTIONAL),
        Fact("by", _BY, gettext_lazy("由谁表决"), Need.OPTIONAL),
    ),
    parameters=("recall.vote",),
)
def recall(facts: Facts, given: Given) -> Outcome:
    """By the congress, in secret, 2 × votes > all members or all delegates."""
    share = given.value("recall.vote")
    sums = {"votes": facts["votes"], "all": facts["all"], "least": least_above(facts["all"], share)}
    message = _("全体 %(all)s 人，赞成 %(votes)s 票，须不少于 %(least)s 票。") % sums
    if facts["votes"] > facts["all"]:
        return fail(message, _("核对票数和全体人数。"))
    if facts.get("by") == "committee" or facts.get("secret") is False:
        return fail(_("罢免须由会员（代表）大会无记名投票。"), _("召开会员（代表）大会，无记名投票。"))
    if more_than(facts["votes"], facts["all"], share):
        return ok(message)
    return fail(message, _("罢免不成立，维持原职务。"))


@clause(
    "CON-16",
    title=gettext_lazy("选举结果十五日内批复"),
    level=Level.B,
    cites=("意见 2.3.b", "LAW-2.26"),
    kind="case",
    who=HANDLER,
    facts=(
        Fact("received_on", Day(), gettext_lazy("收到报告日")),
        Fact("replied_on", Day(), gettext_lazy("批复日，未批复为空"), Need.OPTIONAL),
        Fact("on", Day(), gettext_lazy("判断日，不填按命令的日期"), Need.OPTIONAL),
        Fact("failed", ListOf(Label()), gettext_lazy("不符合的条款编号")),
    ),
    parameters=("election.approval_reply_days",),
)
def reply_in_time(facts: Facts, given: Given) -> Outcome:
    """A record with failed B clauses is not approved; the reply comes within 15 days of receipt."""
    last = facts["received_on"] + timedelta(days=given.value("election.approval_reply_days"))
    outcomes = [_reply(facts, last, facts.get("on") or given.on)]
    if facts["failed"]:
        outcomes.append(
            fail(
                _("有不符合的条款：%(ids)s，不能批准。") % {"ids": "、".join(facts["failed"])},
                _("退回，由工会按条款纠正或重新选举。"),
            )
        )
    return worst(outcomes)


def _reply(facts: Facts, last: Any, on: Any) -> Outcome:
    days = {"received": facts["received_on"], "last": last, "replied": facts.get("replied_on")}
    if days["replied"] is None:
        message = _("%(received)s 收到报告，最迟 %(last)s 批复，还没有批复。") % days
        return ok(message) if on <= last else fail(message, _("办理批复。"))
    message = _("%(received)s 收到报告，最迟 %(last)s 批复，%(replied)s 批复。") % days
    if days["replied"] < days["received"]:
        return fail(message, _("核对收到日和批复日。"))
    return ok(message) if days["replied"] <= last else fail(message, _("写明迟复的原因并记录。"))


_PROPOSER_WORDS = {
    "member": "members",
    "delegate": "delegates",
    "委员会": "committee",
    "会员": "members",
    "代表": "delegates",
}


@clause(
    "CON-17",
    title=gettext_lazy("每年开会和临时会议"),
    level=Level.W,
    cites=("LAW-1.14", "LAW-3.3"),
    kind="case",
    who=HANDLER,
    facts=(
        Fact(
            "proposed_by",
            Choice(
                ("committee", "members", "delegates"),
                _PROPOSER_WORDS,
            ),
            gettext_lazy("临时会议由谁提议，例会为空"),
            Need.OPTIONAL,
        ),
        Fact("share", Share(), gettext_lazy("提议人所占比例"), Need.OPTIONAL),
        Fact("last_on", Day(), gettext_lazy("上次会议日"), Need.OPTIONAL),
        Fact("on", Day(), gettext_lazy("判断日，不填按命令的日期"), Need.OPTIONAL),
        Fact("org_form", ORG_FORM, gettext_lazy("工会形式"), Need.OPTIONAL),
        Fact("level", LEVEL, gettext_lazy("层级"), Need.OPTIONAL),
    ),
    parameters=("congress.extra_proposal", "congress.meeting_months"),
)  # fmt: skip
def meets_in_time(facts: Facts, given: Given) -> Outcome:
    """An extraordinary congress on proposal of the committee or a third; a regular one every year."""
    outcomes = []
    if facts.get("proposed_by") in ("members", "delegates"):
        outcomes.append(_proposal(facts, given))
    elif facts.get("proposed_by"):
        outcomes.append(ok(_("临时会议由委员会提议。")))
    if facts.get("last_on") is not None and follows_primary_rules(facts):
        outcomes.append(_yearly(facts, given))
    if outcomes:
        return worst(outcomes, Level.W)
    if not follows_primary_rules(facts):
        return not_applicable(_("每年开会只管基层工会和县级以下联合会。"))
    return given.missing("last_on")


def _proposal(facts: Facts, given: Given) -> Outcome:
    share = facts.get("share")
    if share is None:
        return given.missing("share")
    least = given.value("congress.extra_proposal")
    sums = {"share": str(share), "least": str(least)}
    message = _("提议人占 %(share)s，须不少于 %(least)s。") % sums
    if at_least(share.numerator, share.denominator, least):
        return ok(message)
    return fail(message, _("由委员会提议，或补足提议人数。"))


def _yearly(facts: Facts, given: Given) -> Outcome:
    last = add_months(facts["last_on"], given.value("congress.meeting_months"))
    message = _("上次会议 %(day)s，最迟 %(last)s 再开。") % {"day": facts["last_on"], "last": last}
    return (
        ok(message) if (facts.get("on") or given.on) <= last else fail(message, _("召开会员（代表）大会。"))
    )


# The steps before the first ballot, in order, and words by which agendas name them.
STEPS = (
    ("credentials", gettext_lazy("代表资格审查报告"), ("credential", "资格审查")),
    ("found", gettext_lazy("成立的决议"), ("found", "establish", "成立")),
    ("rules", gettext_lazy("选举办法"), ("rule", "选举办法")),
    ("list", gettext_lazy("候选人名单"), ("candidate", "list", "nominat", "候选人")),
    ("scrutineers", gettext_lazy("监票人"), ("scrutin", "监票")),
    ("ballot", gettext_lazy("投票选举"), ("ballot", "election", "elect", "vote", "投票", "选举")),
)
# The more particular words decide: a list of scrutineers is no candidate list, election rules are no ballot.
_TOLD_APART = ("credentials", "scrutineers", "rules", "list", "found", "ballot")
_REJECTED = ("no", "rejected", "failed", "not passed", "否", "未通过", "没有通过")
_VOTE = OneOf(
    (
        Flag(),
        record(
            Fact("passed", Flag(), gettext_lazy("是否通过"), Need.OPTIONAL),
            Fact("for", Whole(), gettext_lazy("赞成"), Need.OPTIONAL),
            Fact("against", Whole(), gettext_lazy("反对"), Need.OPTIONAL),
            Fact("abstain", Whole(), gettext_lazy("弃权"), Need.OPTIONAL),
        ),
        Label(),
    ),
    gettext_lazy("填写 true、false 或票数。"),
)


@clause(
    "CON-18",
    title=gettext_lazy("第一次投票前的程序"),
    level=Level.B,
    cites=("LAW-2.9", "LAW-2.18"),
    kind="case",
    who=SECRETARIAT,
    facts=(
        Fact(
            "agenda",
            ListOf(
                record(Fact("item", Label(), gettext_lazy("议程")), Fact("vote", _VOTE, gettext_lazy("表决")))
            ),
            gettext_lazy("议程和表决"),
        ),
        Fact("founding", Flag(), gettext_lazy("是否成立大会"), Need.OPTIONAL),
    ),
)
def in_order(facts: Facts, given: Given) -> Outcome:
    """Credentials, resolution to found (founding), rules, list, scrutineers:
    each voted, in order, then the ballot.
    """
    places: dict[str, tuple[int, Any]] = {}
    for place, entry in enumerate(facts["agenda"]):
        places.setdefault(_step(str(entry.get("item") or "")), (place, entry.get("vote")))
    needed = [step for step in STEPS[:-1] if step[0] != "found" or facts.get("founding") or "found" in places]
    absent = [str(name) for step, name, _words in needed if step not in places]
    unvoted = [str(name) for step, name, _words in needed if step in places and not _passed(places[step][1])]
    if absent or unvoted:
        return fail(
            _("没有列入：%(absent)s；没有表决通过：%(unvoted)s。")
            % {"absent": "、".join(absent) or _("没有"), "unvoted": "、".join(unvoted) or _("没有")},
            _("第一次投票前补上这些程序并表决。"),
        )
    order = [step for step in [step for step, _name, _words in needed] + ["ballot"] if step in places]
    late = [b for a, b in pairwise(order) if places[a][0] > places[b][0]]
    if late:
        names = "、".join(str(name) for step, name, _words in STEPS if step in late)
        return fail(_("次序不对，%(names)s提前了。") % {"names": names}, _("按规定次序进行。"))
    return ok(_("第一次投票前的程序齐全，次序正确，都经表决。"))


def _step(item: str) -> str:
    """The step an agenda item is; "" for others, such as reading the replies out."""
    words = item.lower()
    spelt = {step: any(spelling in words for spelling in spellings) for step, _name, spellings in STEPS}
    return next((step for step in _TOLD_APART if spelt[step]), "")


def _passed(vote: Any) -> bool:
    if not isinstance(vote, dict):
        return bool(vote) and str(vote).lower() not in _REJECTED
    if vote.get("passed") is not None:
        return bool(vote["passed"])
    if vote.get("for") is None:
        return False
    return bool(vote["for"] > (vote.get("against") or 0) + (vote.get("abstain") or 0))
