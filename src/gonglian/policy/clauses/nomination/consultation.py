"""NOM-01…04: opinions, hearings, public notice, shares."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import at_least
from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, ok, unknown, worst
from gonglian.policy.schema import (
    Day,
    Fact,
    Flag,
    Label,
    ListOf,
    MapOf,
    Need,
    OneOf,
    Share,
    Whole,
    Word,
    record,
)
from gonglian.policy.words import GROUP, SOURCE_WORDS, UPPER
from gonglian.policy.workdays import workday_after

_OPINION = record(
    Fact("from", Word(("upper_union", "party"), SOURCE_WORDS), gettext_lazy("意见来自")),
    Fact("on", Day(), gettext_lazy("意见日期")),
    Fact("agrees", Flag(), gettext_lazy("是否同意")),
)
_CONSULTED = {"upper_union": gettext_lazy("上级工会"), "party": gettext_lazy("党组织")}


@clause(
    "NOM-01",
    title=gettext_lazy("上级工会与党组织协商候选人"),
    level=Level.B,
    cites=("意见 2.3.a", "LAW-2.4"),
    kind="case",
    who=UPPER,
    facts=(
        Fact("opinions", ListOf(_OPINION), gettext_lazy("协商意见")),
        Fact(
            "no_party",
            OneOf((Flag(), Label()), gettext_lazy("填写 true 或说明。")),
            gettext_lazy("上级工会说明没有党组织"),
            Need.OPTIONAL,
        ),
    ),
)
def consulted(facts: Facts, given: Given) -> Outcome:
    """The latest opinion of the upper union and of the party organisation is on record, and each agrees."""
    asked = ["upper_union"] if facts.get("no_party") else ["upper_union", "party"]
    return worst(_opinion(source, facts["opinions"]) for source in asked)


def _opinion(source: str, opinions: list[dict[str, Any]]) -> Outcome:
    name = {"name": str(_CONSULTED[source])}
    known = [opinion for opinion in opinions if opinion.get("from") == source]
    if not known:
        return fail(_("没有%(name)s的意见。") % name, _("征求%(name)s的意见并记录。") % name)
    latest = max(known, key=lambda opinion: opinion.get("on") or date.min)
    if latest.get("agrees") is False:
        return fail(_("%(name)s不同意。") % name, _("与%(name)s重新协商，调整名单。") % name)
    if latest.get("on") is None or latest.get("agrees") is None:
        return unknown(_("%(name)s意见的日期和结论") % name, name["name"])
    return ok(_("上级工会和党组织的意见都已记录。"))


@clause(
    "NOM-02",
    title=gettext_lazy("定名单前征求基层代表意见"),
    level=Level.B,
    cites=("意见 2.3.a", "LAW-0.7"),
    kind="case",
    who=GROUP,
    facts=(
        Fact(
            "heard",
            ListOf(
                record(
                    Fact("union", Label(), gettext_lazy("组成单位名称")),
                    Fact("on", Day(), gettext_lazy("听取日期")),
                )
            ),
            gettext_lazy("听取基层代表意见的记录"),
        ),
        Fact("fixed_on", Day(), gettext_lazy("名单确定日")),
        Fact("constituents", ListOf(Label()), gettext_lazy("组成单位"), Need.OPTIONAL),
    ),
)
def constituents_heard(facts: Facts, given: Given) -> Outcome:
    """Every hearing on or before the day the list was fixed; with `constituents`, each of them heard."""
    fixed, heard = facts["fixed_on"], facts["heard"]
    late = [each["union"] for each in heard if each.get("on") and each["on"] > fixed]
    undated = [str(each.get("union")) for each in heard if each.get("on") is None]
    names = {each.get("union") for each in heard}
    silent = [union for union in facts.get("constituents") or () if union not in names]
    if late or silent or not heard:
        return fail(
            _("名单 %(day)s 确定，此前没有听取意见：%(names)s。")
            % {"day": fixed, "names": "、".join(late + silent) or _("全部组成单位")},
            _("听取这些单位代表的意见，再确定名单。"),
        )
    if undated:
        return unknown(_("听取意见的日期（%(names)s）") % {"names": "、".join(undated)}, str(GROUP))
    return ok(_("名单 %(day)s 确定，此前听取 %(count)s 家代表的意见。") % {"day": fixed, "count": len(names)})


_NOTICE_WORDS = {
    "姓名": "name",
    "性别": "sex",
    "gender": "sex",
    "单位": "unit",
    "职务": "post",
    "position": "post",
}


@clause(
    "NOM-03",
    title=gettext_lazy("候选人公示"),
    level=Level.B,
    cites=("LAW-2.11", "LAW-4.12", "LAW-13.3"),
    kind="case",
    who=GROUP,
    facts=(
        Fact("posted_on", Day(), gettext_lazy("公示张贴日")),
        Fact("ballot_on", Day(), gettext_lazy("投票日")),
        Fact("enterprise_chair", Flag(), gettext_lazy("是否企业工会主席候选人"), Need.OPTIONAL),
        Fact(
            "objections",
            ListOf(
                record(
                    Fact("on", Day(), gettext_lazy("提出日")),
                    Fact("answered_on", Day(), gettext_lazy("答复日")),
                )
            ),
            gettext_lazy("异议"),
            Need.OPTIONAL,
        ),
        Fact("changed_on", Day(), gettext_lazy("名单变更后重新张贴日"), Need.OPTIONAL),
        Fact(
            "shows",
            ListOf(Word(("name", "sex", "unit", "post"), _NOTICE_WORDS)),
            gettext_lazy("公示载明的内容"),
            Need.OPTIONAL,
        ),
    ),
    parameters=(
        "election.notice_workdays",
        "election.chair_notice_days.enterprise",
        "election.notice_items",
    ),
)
def noticed(facts: Facts, given: Given) -> Outcome:
    """Five full working days after the day of posting,
    seven days for an enterprise's chair; ballot the next day.
    """
    outcomes = [_notice_time(facts, given)]
    open_ = [each for each in facts.get("objections") or () if not _answered(each, facts["ballot_on"])]
    if open_:
        outcomes.append(
            fail(_("异议 %(count)s 件没有在投票前答复。") % {"count": len(open_)}, _("答复异议后再投票。"))
        )
    extra = [item for item in facts.get("shows") or () if item not in given.value("election.notice_items")]
    if extra:
        outcomes.append(
            fail(
                _("公示载明了不应公开的内容：%(items)s。") % {"items": "、".join(extra)},
                _("改为只写姓名、性别、单位和职务，重新公示。"),
            )
        )
    return worst(outcomes)


def _answered(objection: Facts, ballot: date) -> bool:
    answered = objection.get("answered_on")
    return answered is not None and answered <= ballot


def _notice_time(facts: Facts, given: Given) -> Outcome:
    posted, ballot = facts["posted_on"], facts["ballot_on"]
    if facts.get("changed_on"):
        posted = max(posted, facts["changed_on"])
    workdays = given.value("election.notice_workdays")
    plain_end = workday_after(posted, workdays, given.calendar)
    days = given.value("election.chair_notice_days.enterprise")
    chair_end = max(plain_end, posted + timedelta(days=days))
    chair = facts.get("enterprise_chair")
    if chair is None and plain_end < ballot <= chair_end:
        return given.missing("enterprise_chair")
    end = chair_end if chair else plain_end
    sums = {"posted": posted, "end": end, "ballot": ballot, "first": end + timedelta(days=1)}
    message = _("%(posted)s 张贴，公示到 %(end)s 24 时止，最早 %(first)s 投票，投票日 %(ballot)s。") % sums
    if ballot > end:
        return ok(message)
    return fail(message, _("推迟投票日到 %(first)s 或以后。") % sums)


_SHARES = ("model", "front_line", "women")
_SHARE_NAMES = {
    "model": gettext_lazy("劳动模范"),
    "front_line": gettext_lazy("一线职工"),
    "women": gettext_lazy("女职工"),
}
_SHARE_KEYS = {
    "frontline": "front_line",
    "model_workers": "model",
    "women_workers": "women",
    "female": "women",
}


@clause(
    "NOM-04",
    title=gettext_lazy("候选人中劳模、一线职工、女职工的比例"),
    level=Level.W,
    cites=("LAW-2.7",),
    kind="case",
    who=GROUP,
    facts=(
        Fact(
            "shares",
            MapOf(
                OneOf(
                    (
                        Share(),
                        record(
                            Fact("count", Whole(), gettext_lazy("人数")),
                            Fact("of", Whole(), gettext_lazy("总人数")),
                        ),
                        Whole(),
                    ),
                    gettext_lazy("填写分数，如 1/5，或人数。"),
                )
            ),
            gettext_lazy("各类候选人比例"),
        ),
        Fact("candidates", Whole(), gettext_lazy("候选人数"), Need.OPTIONAL),
    ),
    parameters=("nomination.share.model", "nomination.share.front_line", "nomination.share.women"),
)
def shares_shown(facts: Facts, given: Given) -> Outcome:
    """Each share against the city's figure; shown as figures, never a bar."""
    shares = {_SHARE_KEYS.get(key, key): share for key, share in facts["shares"].items()}
    return worst((_share(key, shares.get(key), facts, given) for key in _SHARES), Level.W)


def _share(key: str, share: Any, facts: Facts, given: Given) -> Outcome:
    name, least = str(_SHARE_NAMES[key]), given.value(f"nomination.share.{key}")
    if isinstance(share, dict):
        part, whole = share.get("count"), share.get("of")
    elif isinstance(share, int):
        part, whole = share, facts.get("candidates")
    else:
        part, whole = (None, None) if share is None else (share.numerator, share.denominator)
    if part is None or not whole:
        return unknown(_("%(name)s的人数和候选人数") % {"name": name}, str(GROUP))
    sums = {"name": name, "part": part, "whole": whole, "least": f"{least.numerator}/{least.denominator}"}
    message = _("%(name)s占 %(part)s/%(whole)s，参考比例 %(least)s。") % sums
    return ok(message) if at_least(part, whole, least) else fail(message, _("补推这一类候选人，或写明理由。"))
