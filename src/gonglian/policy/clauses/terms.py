"""TRM-01…10: length, beginning and end of a term, vacancies, succession, registration of changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import add_months, add_years, more_than
from gonglian.policy.clauses.congress.delegates import follows_primary_rules
from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, not_applicable, ok, unknown, worst
from gonglian.policy.schema import Choice, Day, Fact, Flag, Label, ListOf, Need, OneOf, Whole, Word, record
from gonglian.policy.words import (
    COMMITTEE,
    LEVEL,
    ORG_FORM,
    SOURCE_WORDS,
    UNION,
    UPPER,
    WORKING_COMMITTEE,
)

ON = Fact("on", Day(), gettext_lazy("判断日，不填按命令的日期"), Need.OPTIONAL)
_OPTIONAL_FORM = Fact("org_form", ORG_FORM, gettext_lazy("工会形式"), Need.OPTIONAL)


def _on(facts: Facts, given: Given) -> date:
    return facts.get("on") or given.on


@clause(
    "TRM-01",
    title=gettext_lazy("任期年数"),
    level=Level.B,
    cites=("意见 2.4", "LAW-1.13", "LAW-4.1"),
    kind="standing",
    who=UNION,
    facts=(
        Fact("org_form", ORG_FORM, gettext_lazy("工会形式")),
        Fact("years", Whole(), gettext_lazy("任期年数"), Need.OPTIONAL),
    ),
    parameters=("term.years.base", "term.years.industrial"),
)
def term_years(facts: Facts, given: Given) -> Outcome:
    """Primary, joint and federation 3 or 5 years, committee 5; a working committee has no term."""
    form = facts["org_form"]
    if form == WORKING_COMMITTEE:
        return not_applicable(_("工会工作委员会不按届。"))
    if facts.get("years") is None:
        return given.missing("years")
    allowed = given.value("term.years.industrial" if form == COMMITTEE else "term.years.base")
    sums = {"years": facts["years"], "allowed": "、".join(str(years) for years in allowed)}
    message = _("任期 %(years)s 年，应为 %(allowed)s 年。") % sums
    return ok(message) if facts["years"] in allowed else fail(message, _("由大会改定任期。"))


@clause(
    "TRM-02",
    title=gettext_lazy("任期自选举日起算"),
    level=Level.B,
    cites=("LAW-2.26", "LAW-0.21"),
    kind="standing",
    who=UNION,
    facts=(
        Fact("elected_on", Day(), gettext_lazy("选举日")),
        Fact("years", Whole(), gettext_lazy("任期年数")),
        Fact("ends_on", Day(), gettext_lazy("届满日")),
        Fact("successor_elected_on", Day(), gettext_lazy("提前选出下一届之日"), Need.OPTIONAL),
        _OPTIONAL_FORM,
    ),
)
def term_end(facts: Facts, given: Given) -> Outcome:
    """The corresponding day, inclusive, 29 Feb → 28 Feb;
    an early successor ends it the day before its election.
    """
    if facts.get("org_form") == WORKING_COMMITTEE:
        return not_applicable(_("工会工作委员会不按届。"))
    end = add_years(facts["elected_on"], facts["years"])
    successor = facts.get("successor_elected_on")
    if successor is not None and successor <= end:
        end = successor - timedelta(days=1)
    sums = {"elected": facts["elected_on"], "years": facts["years"], "end": end, "ends": facts["ends_on"]}
    message = _("%(elected)s 选举，任期 %(years)s 年，应到 %(end)s 届满，记录为 %(ends)s。") % sums
    return ok(message) if facts["ends_on"] == end else fail(message, _("把届满日改为 %(end)s。") % sums)


@clause(
    "TRM-03",
    title=gettext_lazy("届满没有换届"),
    level=Level.W,
    cites=("意见 2.4",),
    kind="standing",
    who=UNION,
    facts=(
        Fact("ends_on", Day(), gettext_lazy("届满日"), Need.OPTIONAL),
        Fact("extended_to", Day(), gettext_lazy("批准延期到"), Need.OPTIONAL),
        ON,
        _OPTIONAL_FORM,
    ),
)
def not_overdue(facts: Facts, given: Given) -> Outcome:
    """No active union past its end, or past the end of an approved extension, that day included."""
    if facts.get("org_form") == WORKING_COMMITTEE:
        return not_applicable(_("工会工作委员会不按届。"))
    if facts.get("ends_on") is None:
        return given.missing("ends_on")
    end = max(facts["ends_on"], facts.get("extended_to") or facts["ends_on"])
    if _on(facts, given) <= end:
        return ok(_("任期到 %(end)s。") % {"end": end})
    return fail(_("任期 %(end)s 届满，没有换届。") % {"end": end}, _("办理换届，或报上一级工会批准延期。"))


_APPROVAL = OneOf(
    (
        record(
            Fact("level", LEVEL, gettext_lazy("批准工会层级")),
            Fact("by", Label(), gettext_lazy("批准工会"), Need.OPTIONAL),
            Fact("number", Label(), gettext_lazy("批准文号"), Need.OPTIONAL),
            Fact("on", Day(), gettext_lazy("批准日"), Need.OPTIONAL),
        ),
        Flag(),
        Label(),
    ),
    gettext_lazy("填写批准文号，或批准工会的层级和文号。"),
)


@clause(
    "TRM-04",
    title=gettext_lazy("延期换届"),
    level=Level.B,
    cites=("意见 2.4", "LAW-2.27"),
    kind="standing",
    who=UNION,
    facts=(
        Fact("original_end", Day(), gettext_lazy("原届满日")),
        Fact("asked_on", Day(), gettext_lazy("请示日")),
        Fact("until", Day(), gettext_lazy("延期到")),
        Fact("approval", _APPROVAL, gettext_lazy("上一级工会批准，没有为空"), Need.NULLABLE, UPPER),
        Fact("reason", Label(), gettext_lazy("超过期限的理由"), Need.OPTIONAL),
    ),
    parameters=("term.delay_max_months",),
)
def extension(facts: Facts, given: Given) -> Outcome:
    """Asked before the end, approved; at most 6 months from the original end,
    beyond: reason and city federation.
    """
    original, until, approval = facts["original_end"], facts["until"], facts["approval"]
    last = add_months(original, given.value("term.delay_max_months"))
    sums = {"original": original, "asked": facts["asked_on"], "until": until, "last": last}
    outcomes = [ok(_("原届满 %(original)s，%(asked)s 请示，延期到 %(until)s，最迟 %(last)s。") % sums)]
    if facts["asked_on"] > original:
        outcomes.append(
            fail(_("%(asked)s 请示，晚于原届满日 %(original)s。") % sums, _("立即换届，迟报的原因写入报告。"))
        )
    if not approval:
        outcomes.append(fail(_("延期没有批准。"), _("报上一级工会批准。")))
    elif until > last:
        outcomes.append(_beyond(approval, facts, sums))
    return worst(outcomes)


def _beyond(approval: Any, facts: Facts, sums: dict[str, Any]) -> Outcome:
    if not facts.get("reason"):
        return fail(
            _("延期到 %(until)s，超过 %(last)s，没有书面理由。") % sums, _("写明理由，报市总工会批准。")
        )
    words = [approval.get("level"), approval.get("by")] if isinstance(approval, dict) else [approval]
    named = [word for word in words if isinstance(word, str) and word]
    if any(word.lower() in ("city", "city_federation") or "市总工会" in word for word in named):
        return ok(_("延期到 %(until)s，超过 %(last)s，有理由，市总工会已批准。") % sums)
    if isinstance(approval, dict) and approval.get("level"):
        return fail(_("延期到 %(until)s，超过 %(last)s，不是市总工会批准。") % sums, _("报市总工会批准。"))
    return unknown(_("批准工会的层级"), str(UPPER))


@clause(
    "TRM-05",
    title=gettext_lazy("主席空缺或代理的期限"),
    level=Level.W,
    cites=("LAW-2.29", "LAW-4.18"),
    kind="standing",
    who=UNION,
    facts=(
        Fact(
            "enterprise",
            OneOf((Flag(), Label()), gettext_lazy("填写 true、false 或单位代码。")),
            gettext_lazy("是否企业工会，或单位的统一社会信用代码"),
        ),
        Fact("vacant_since", Day(), gettext_lazy("空缺起"), Need.OPTIONAL),
        Fact("acting_since", Day(), gettext_lazy("代理起"), Need.OPTIONAL),
        ON,
    ),
    parameters=("chair.vacancy_months.enterprise", "chair.vacancy_months.other"),
)
def vacancy(facts: Facts, given: Given) -> Outcome:
    """Vacant or acting at most 3 months in an enterprise (code of class 91),
    else 6, counted from the earlier day.
    """
    since = [facts[key] for key in ("vacant_since", "acting_since") if facts.get(key) is not None]
    if not since:
        return ok(_("主席在任。"))
    employer = facts["enterprise"]
    enterprise = employer.startswith("91") if isinstance(employer, str) else employer
    months = given.value(f"chair.vacancy_months.{'enterprise' if enterprise else 'other'}")
    last = add_months(min(since), months)
    sums = {"since": min(since), "months": months, "last": last}
    message = _("主席 %(since)s 起空缺或代理，不超过 %(months)s 个月，最迟 %(last)s 补选。") % sums
    return ok(message) if _on(facts, given) <= last else fail(message, _("补选主席。"))


_CONSENT_WORDS = SOURCE_WORDS | {
    "own_committee": "committee",
    "本会委员会": "committee",
    "upper": "upper_union",
}
_CONSENT_NAMES = {"committee": gettext_lazy("本会委员会"), "upper_union": gettext_lazy("上一级工会")}


@clause(
    "TRM-06",
    title=gettext_lazy("任期内调动主席、副主席须经同意"),
    level=Level.B,
    cites=("LAW-1.15",),
    kind="case",
    who=UNION,
    facts=(
        Fact(
            "consents",
            ListOf(
                record(
                    Fact("from", Word(("committee", "upper_union"), _CONSENT_WORDS), gettext_lazy("来自")),
                    Fact("agrees", Flag(), gettext_lazy("是否同意"), Need.OPTIONAL),
                    Fact("on", Day(), gettext_lazy("日期"), Need.OPTIONAL),
                )
            ),
            gettext_lazy("同意调动的意见"),
        ),
    ),
)
def consent_to_move(facts: Facts, given: Given) -> Outcome:
    """The own committee and the next-higher union both consent."""
    agreed = {each.get("from") for each in facts["consents"] if each.get("agrees") is not False}
    absent = [str(name) for source, name in _CONSENT_NAMES.items() if source not in agreed]
    if absent:
        return fail(
            _("没有%(names)s的同意。") % {"names": "、".join(absent)}, _("征得同意后再调动，已调动的补报。")
        )
    return ok(_("本会委员会和上一级工会都同意。"))


@clause(
    "TRM-07",
    title=gettext_lazy("委员替补"),
    level=Level.W,
    cites=("意见 2.3.a", "章程 11", "章程 13"),
    kind="standing",
    who=UNION,
    facts=(
        Fact(
            "seat",
            Choice(
                ("chair", "vice_chair", "standing", "member", "audit", "women"),
                {"committee": "member", "standing_committee": "standing", "audit_committee": "audit"},
            ),
            gettext_lazy("席位"),
        ),
        Fact("source", Choice(("free", "federated"), {"post": "federated"}), gettext_lazy("席位来源")),
        Fact("post_ended_on", Day(), gettext_lazy("原任职务终止日"), Need.OPTIONAL),
        Fact("successor", Label(), gettext_lazy("接任人"), Need.OPTIONAL),
        Fact("confirmed_on", Day(), gettext_lazy("机构确认日"), Need.OPTIONAL),
        Fact("reported_on", Day(), gettext_lazy("报告上一级工会日"), Need.OPTIONAL),
    ),
)
def substitution(facts: Facts, given: Given) -> Outcome:
    """A constituent's new head takes a plain seat after confirmation and report;
    other seats go to by-election.
    """
    if not facts.get("successor"):
        return not_applicable(_("没有接任人，席位按空缺处理。"))
    if facts["seat"] not in ("member", "audit") or facts["source"] != "federated":
        return fail(_("这个席位不能替补。"), _("改由补选产生。"))
    if facts.get("post_ended_on") is None:
        return given.missing("post_ended_on")
    days = {key: facts.get(key) for key in ("post_ended_on", "confirmed_on", "reported_on")}
    if days["confirmed_on"] is None or days["confirmed_on"] < days["post_ended_on"]:
        return fail(
            _("原任职务 %(post_ended_on)s 终止，此后没有机构确认接任人。") % days, _("由机构开会确认接任人。")
        )
    if days["reported_on"] is None or days["reported_on"] < days["confirmed_on"]:
        return fail(_("%(confirmed_on)s 确认接任人，此后没有报告上一级工会。") % days, _("报告上一级工会。"))
    return ok(_("%(confirmed_on)s 确认接任人，%(reported_on)s 报告上一级工会。") % days)


@clause(
    "TRM-08",
    title=gettext_lazy("代表缺额过四分之一须补选"),
    level=Level.W,
    cites=("LAW-3.8",),
    kind="standing",
    who=UNION,
    facts=(
        Fact("delegates", Whole(), gettext_lazy("代表总数")),
        Fact("vacant", Whole(), gettext_lazy("缺额")),
        Fact("since", Day(), gettext_lazy("缺额过四分之一之日"), Need.OPTIONAL),
        ON,
        _OPTIONAL_FORM,
        Fact("level", LEVEL, gettext_lazy("层级"), Need.OPTIONAL),
    ),
    parameters=("delegates.vacant_max", "delegates.byelection_months"),
)
def delegates_vacant(facts: Facts, given: Given) -> Outcome:
    """More than a quarter vacant: a by-election within 3 months."""
    if not follows_primary_rules(facts):
        return not_applicable(_("这一条只管基层工会和县级以下联合会。"))
    sums = {"delegates": facts["delegates"], "vacant": facts["vacant"]}
    message = _("代表 %(delegates)s 人，缺额 %(vacant)s 人。") % sums
    if not more_than(facts["vacant"], facts["delegates"], given.value("delegates.vacant_max")):
        return ok(message)
    if facts.get("since") is None:
        return given.missing("since")
    last = add_months(facts["since"], given.value("delegates.byelection_months"))
    message += _("最迟 %(last)s 补选。") % {"last": last}
    return ok(message) if _on(facts, given) <= last else fail(message, _("补选代表。"))


_BEGUN = OneOf((Day(), Whole()), gettext_lazy("填写产生日或届次。"))


@clause(
    "TRM-09",
    title=gettext_lazy("经审委、女职工委员会与委员会同时换届"),
    level=Level.W,
    cites=("意见 2.3.d",),
    kind="standing",
    who=UNION,
    facts=(
        Fact("committee", _BEGUN, gettext_lazy("委员会本届产生日或届次")),
        Fact("audit", _BEGUN, gettext_lazy("经审委本届产生日或届次，没有为空"), Need.NULLABLE),
        Fact("women", _BEGUN, gettext_lazy("女职工委员会本届产生日或届次，没有为空"), Need.NULLABLE),
    ),
)
def renewed_together(facts: Facts, given: Given) -> Outcome:
    """All three stand in the same term: the same day, or the same ordinal."""
    names = {"audit": _("经审委"), "women": _("女职工委员会")}
    behind = [name for key, name in names.items() if facts[key] != facts["committee"]]
    if behind:
        return fail(
            _("%(names)s没有与委员会同时换届。") % {"names": "、".join(behind)},
            _("同时改选%(names)s，或写明理由。") % {"names": "、".join(behind)},
        )
    return ok(_("经审委、女职工委员会与委员会同时换届。"))


@clause(
    "TRM-10",
    title=gettext_lazy("变更登记"),
    level=Level.W,
    cites=("LAW-1.42",),
    kind="standing",
    who=UNION,
    facts=(
        Fact("changed_on", Day(), gettext_lazy("主席、名称或地址变更日"), Need.OPTIONAL),
        Fact("registered_on", Day(), gettext_lazy("变更登记日，没有为空"), Need.OPTIONAL),
        ON,
    ),
    parameters=("legal_person.change_days",),
)
def change_registered(facts: Facts, given: Given) -> Outcome:
    """A change of chair, name or address is registered within 30 days."""
    if "changed_on" not in facts:
        return given.missing("changed_on")
    if facts["changed_on"] is None:
        return not_applicable(_("没有变更。"))
    last = facts["changed_on"] + timedelta(days=given.value("legal_person.change_days"))
    registered = facts.get("registered_on")
    days = {"changed": facts["changed_on"], "last": last, "registered": registered}
    if registered is None:
        message = _("%(changed)s 变更，最迟 %(last)s 登记，还没有登记。") % days
        return ok(message) if _on(facts, given) <= last else fail(message, _("办理变更登记。"))
    message = _("%(changed)s 变更，最迟 %(last)s 登记，%(registered)s 登记。") % days
    return ok(message) if registered <= last else fail(message, _("写明迟办的理由。"))
