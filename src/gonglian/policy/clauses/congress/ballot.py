"""CON-06…12: quorum, scrutineers, the ballot papers, the sums, who is elected."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import at_least, ceil_fraction, least_above, more_than
from gonglian.policy.clauses.organisation.identity import plain_name
from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, ok, unknown, worst
from gonglian.policy.schema import Day, Fact, Flag, Label, ListOf, MapOf, Need, OneOf, Whole, record
from gonglian.policy.words import SECRETARIAT, UPPER

ENTITLED = Fact("entitled", Whole(), gettext_lazy("应到人数"))
PRESENT = Fact("present", Whole(), gettext_lazy("实到人数"))
SEATS = Fact("seats", Whole(), gettext_lazy("应选名额"))


@clause(
    "CON-06",
    title=gettext_lazy("到会人数达到应到的三分之二"),
    level=Level.B,
    cites=("LAW-2.13",),
    kind="case",
    who=SECRETARIAT,
    facts=(ENTITLED, PRESENT),
    parameters=("election.quorum",),
)
def quorum(facts: Facts, given: Given) -> Outcome:
    """3 × present ≥ 2 × entitled, the travelling box included."""
    entitled, present = facts["entitled"], facts["present"]
    share = given.value("election.quorum")
    sums = {"entitled": entitled, "present": present, "least": ceil_fraction(entitled, share)}
    message = _("应到 %(entitled)s 人，实到 %(present)s 人，须不少于 %(least)s 人。") % sums
    if entitled == 0 or present > entitled:
        return fail(message, _("核对应到和实到人数。"))
    if at_least(present, entitled, share):
        return ok(message)
    return fail(message, _("补足到会人数，或改期开会。"))


_APPROVED = OneOf(
    (
        Flag(),
        Day(),
        record(Fact("for", Whole(), gettext_lazy("赞成")), Fact("present", Whole(), gettext_lazy("实到"))),
    ),
    gettext_lazy("填写 true、false 或通过日。"),
)


@clause(
    "CON-07",
    title=gettext_lazy("监票人"),
    level=Level.B,
    cites=("LAW-2.18",),
    kind="case",
    who=SECRETARIAT,
    facts=(
        Fact("scrutineers", ListOf(Label()), gettext_lazy("监票人")),
        Fact("candidates", ListOf(Label()), gettext_lazy("候选人")),
        Fact("approved", _APPROVED, gettext_lazy("监票人是否经表决通过")),
    ),
    parameters=("election.scrutineers_min",),
)
def scrutineers(facts: Facts, given: Given) -> Outcome:
    """Approved by vote, at least two, none of them a candidate."""
    least = given.value("election.scrutineers_min")
    names = {plain_name(name) for name in facts["scrutineers"]}
    both = sorted(names & {plain_name(name) for name in facts["candidates"]})
    outcomes = [ok(_("监票人 %(count)s 名，经表决通过，都不是候选人。") % {"count": len(names)})]
    if len(names) < least:
        sums = {"count": len(names), "least": least}
        outcomes.append(
            fail(_("监票人 %(count)s 名，须不少于 %(least)s 名。") % sums, _("增推监票人并表决通过。"))
        )
    if both:
        outcomes.append(
            fail(_("监票人是候选人：%(names)s。") % {"names": "、".join(both)}, _("换不是候选人的监票人。"))
        )
    if not facts["approved"]:
        outcomes.append(fail(_("监票人没有经表决通过。"), _("由大会表决通过监票人。")))
    return worst(outcomes)


@clause(
    "CON-08",
    title=gettext_lazy("不得委托他人投票"),
    level=Level.B,
    cites=("LAW-2.19",),
    kind="case",
    who=SECRETARIAT,
    facts=(
        Fact(
            "proxies",
            OneOf((Whole(), ListOf(Label()), Flag()), gettext_lazy("填写委托投票的份数或名单。")),
            gettext_lazy("委托投票"),
        ),
    ),
)
def no_proxies(facts: Facts, given: Given) -> Outcome:
    """No proxy votes: a number, a list of names, or false."""
    if not facts["proxies"]:
        return ok(_("没有委托投票。"))
    return fail(_("有委托投票。"), _("取消委托投票，由本人投票或使用流动票箱。"))


@clause(
    "CON-09",
    title=gettext_lazy("收回票不多于发出票"),
    level=Level.B,
    cites=("LAW-2.22",),
    kind="case",
    who=SECRETARIAT,
    facts=(
        Fact("issued", Whole(), gettext_lazy("发出票数")),
        Fact("returned", Whole(), gettext_lazy("收回票数")),
        PRESENT,
    ),
)
def papers(facts: Facts, given: Given) -> Outcome:
    """returned ≤ issued ≤ present; more returned than issued voids the ballot."""
    issued, returned, present = facts["issued"], facts["returned"], facts["present"]
    message = _("实到 %(present)s 人，发出 %(issued)s 张，收回 %(returned)s 张。") % {
        "present": present,
        "issued": issued,
        "returned": returned,
    }
    if returned > issued:
        return fail(message + _("收回多于发出，选举无效。"), _("重新投票。"))
    if issued > present:
        return fail(message + _("发出多于实到。"), _("核对实到人数和发票数，查清前不计票。"))
    return ok(message)


_CANDIDATE = record(
    Fact("name", Label(), gettext_lazy("候选人")),
    Fact("for", Whole(), gettext_lazy("赞成")),
    Fact("against", Whole(), gettext_lazy("反对")),
    Fact("abstain", Whole(), gettext_lazy("弃权")),
)
_WRITE_IN = record(
    Fact("name", Label(), gettext_lazy("另选人")),
    Fact("votes", Whole(), gettext_lazy("票数"), Need.OPTIONAL),
    Fact("for", Whole(), gettext_lazy("票数"), Need.OPTIONAL),
)


@clause(
    "CON-10",
    title=gettext_lazy("票数平衡"),
    level=Level.B,
    cites=("算术",),
    kind="case",
    who=SECRETARIAT,
    facts=(
        Fact("returned", Whole(), gettext_lazy("收回票数")),
        Fact("valid", Whole(), gettext_lazy("有效票数")),
        Fact("void", Whole(), gettext_lazy("废票数")),
        SEATS,
        Fact("candidates", ListOf(_CANDIDATE), gettext_lazy("各候选人得票")),
        Fact(
            "write_ins",
            OneOf((Whole(), ListOf(_WRITE_IN), MapOf(Whole())), gettext_lazy("填写另选人和票数。")),
            gettext_lazy("另选人得票"),
            Need.OPTIONAL,
        ),
    ),
)
def sums_meet(facts: Facts, given: Given) -> Outcome:
    """Returned = valid + void; for + against + abstain = valid for each;
    for + write-ins ≤ valid × seats (B).
    """
    candidates, valid = facts["candidates"], facts["valid"]
    lacking = [str(each.get("name")) for each in candidates if any(each.get(key) is None for key in _VOTES)]
    if lacking:
        return unknown(_("得票（%(names)s）") % {"names": "、".join(lacking)}, str(SECRETARIAT))
    added = _write_in_votes(facts.get("write_ins"))
    supported = sum(each["for"] for each in candidates) + added
    against = sum(each["against"] for each in candidates)
    checks = [_returned(facts), *(_each(candidate, valid) for candidate in candidates)]
    sums = {"supported": supported, "most": valid * facts["seats"], "added": added, "against": against}
    message = _("赞成和另选共 %(supported)s 票，不能多于有效票乘名额 %(most)s 票。") % sums
    checks.append(ok(message) if supported <= sums["most"] else fail(message, _("重新计票。")))
    message = _("另选 %(added)s 票，多于反对 %(against)s 票。") % sums
    if added > against:
        checks.append(fail(message, _("核对另选他人的票是否都投了反对，或写明理由。"), Level.W))
    checks.append(ok(_("票数平衡。")))
    return worst(checks)


_VOTES = ("for", "against", "abstain")


def _returned(facts: Facts) -> Outcome:
    message = _("收回 %(returned)s 张，有效 %(valid)s 张，废票 %(void)s 张。") % facts
    return (
        ok(message)
        if facts["returned"] == facts["valid"] + facts["void"]
        else fail(message, _("重新清点选票。"))
    )


def _each(candidate: Facts, valid: int) -> Outcome:
    total = sum(candidate[key] for key in _VOTES)
    message = _("%(name)s：赞成、反对、弃权共 %(total)s 票，有效 %(valid)s 票。") % {
        "name": candidate.get("name"),
        "total": total,
        "valid": valid,
    }
    return ok(message) if total == valid else fail(message, _("重新计算这名候选人的票数。"))


def _write_in_votes(write_ins: Any) -> int:
    if write_ins is None:
        return 0
    if isinstance(write_ins, int):
        return write_ins
    if isinstance(write_ins, dict):
        return sum(write_ins.values())
    return sum(each.get("votes") or each.get("for") or 0 for each in write_ins)


_VOTE = record(
    Fact("name", Label(), gettext_lazy("候选人")),
    Fact("votes", Whole(), gettext_lazy("得票"), Need.OPTIONAL),
    Fact("for", Whole(), gettext_lazy("得票"), Need.OPTIONAL),
)
_EACH_VOTE = OneOf((Whole(), _VOTE), gettext_lazy("填写得票。"))


@clause(
    "CON-11",
    title=gettext_lazy("得票过应到半数当选"),
    level=Level.B,
    cites=("LAW-2.23",),
    kind="case",
    who=SECRETARIAT,
    facts=(
        ENTITLED,
        SEATS,
        Fact(
            "votes",
            OneOf((MapOf(Whole()), Whole(), ListOf(_EACH_VOTE)), gettext_lazy("填写姓名和得票。")),
            gettext_lazy("各候选人得票"),
        ),
    ),
    parameters=("election.win",),
)
def elected(facts: Facts, given: Given) -> Outcome:
    """2 × votes > entitled; more winners than seats: most votes;
    a tie at the edge: run-off among the tied.
    """
    seats, win = facts["seats"], given.value("election.win")
    votes = _tally(facts["votes"])
    if any(count is None for _name, count in votes):
        return given.missing("votes")
    counts = [(name, count or 0) for name, count in votes]
    passed = sorted(
        (each for each in counts if more_than(each[1], facts["entitled"], win)), key=lambda each: -each[1]
    )
    sums = {
        "entitled": facts["entitled"],
        "least": least_above(facts["entitled"], win),
        "seats": seats,
        "passed": len(passed),
        "names": "、".join(name for name, _count in passed[:seats]) or _("没有"),
    }
    message = (
        _("应到 %(entitled)s 人，当选须不少于 %(least)s 票，应选 %(seats)s 人，过半数 %(passed)s 人。") % sums
    )
    if len(passed) < seats:
        return fail(message, _("就不足的名额再次选举，或由大会表决减少名额。"))
    tied = _tied(passed, seats)
    if tied:
        names = {"names": "、".join(tied)}
        return fail(
            message + _("末位得票相同：%(names)s。") % names, _("只在 %(names)s 之间再次投票。") % names
        )
    return ok(message + _("当选：%(names)s。") % sums)


def _tally(votes: Any) -> list[tuple[str, int | None]]:
    if isinstance(votes, dict):
        return list(votes.items())
    rows: list[tuple[str, int | None]] = []
    for place, each in enumerate([votes] if isinstance(votes, int) else votes, start=1):
        if isinstance(each, int):
            rows.append((str(place), each))
        else:
            count = each.get("votes") if each.get("votes") is not None else each.get("for")
            rows.append((str(each.get("name")), count))
    return rows


def _tied(passed: list[tuple[str, int]], seats: int) -> list[str]:
    """The names that share the last seat's votes with somebody outside; empty when the edge is clear."""
    if seats == 0 or len(passed) == seats or passed[seats - 1][1] != passed[seats][1]:
        return []
    edge = passed[seats][1]
    return [name for name, count in passed if count == edge]


@clause(
    "CON-12",
    title=gettext_lazy("当选人数不足"),
    level=Level.B,
    cites=("LAW-2.24",),
    kind="case",
    who=SECRETARIAT,
    facts=(
        SEATS,
        Fact("elected", Whole(), gettext_lazy("当选人数")),
        Fact("minimum", Whole(), gettext_lazy("批复的最少人数"), Need.OPTIONAL, UPPER),
        Fact(
            "resolved",
            OneOf((Flag(), Day()), gettext_lazy("填写 true、false 或表决日。")),
            gettext_lazy("大会是否表决减少名额"),
            Need.OPTIONAL,
        ),
    ),
)
def enough_elected(facts: Facts, given: Given) -> Outcome:
    """Fewer winners than seats: a further ballot, or fewer seats by the congress,
    not below the approved minimum.
    """
    seats, winners = facts["seats"], facts["elected"]
    sums = {"seats": seats, "elected": winners, "minimum": facts.get("minimum")}
    message = _("应选 %(seats)s 人，当选 %(elected)s 人。") % sums
    if winners > seats:
        return fail(message, _("核对当选名单，只取得票多的。"))
    if winners == seats:
        return ok(message)
    if not facts.get("resolved"):
        return fail(message, _("就不足的名额再次选举，或由大会表决减少名额。"))
    if facts.get("minimum") is None:
        return given.missing("minimum")
    message = _("应选 %(seats)s 人，当选 %(elected)s 人，批复最少 %(minimum)s 人。") % sums
    if winners < facts["minimum"]:
        return fail(message, _("就不足的名额再次选举。"))
    return ok(message + _("大会已表决减少名额。"))
