"""ORG-14…16 and ORG-18: own committee, full-time chair, registration, audit and women's committees."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, not_applicable, ok, worst
from gonglian.policy.schema import Day, Fact, Flag, Label, Need, Whole, Word
from gonglian.policy.words import ORG_FORM, UNION, WORKING_COMMITTEE

_FOUNDING = ("draft", "preparing", "founding", "proposed", "reported")
_ENDED = ("dissolved", "merged", "ended", "withdrawn", "refused", "lapsed")


@clause(
    "ORG-14",
    title=gettext_lazy("二十五人以上单独建立委员会"),
    level=Level.W,
    cites=("LAW-1.4",),
    kind="standing",
    who=UNION,
    facts=(
        Fact("members", Whole(), gettext_lazy("会员数")),
        Fact("committee", Flag(), gettext_lazy("是否单独建立委员会"), Need.OPTIONAL),
        Fact("joint", Flag(), gettext_lazy("是否联合建立"), Need.OPTIONAL),
        Fact("organiser", Flag(), gettext_lazy("是否设组织员"), Need.OPTIONAL),
    ),
    parameters=("org.must_establish_members",),
)
def own_committee(facts: Facts, given: Given) -> Outcome:
    """From 25 members its own committee; below, its own, a joint one or an organiser."""
    least = given.value("org.must_establish_members")
    sums = {"members": facts["members"], "least": least}
    large = facts["members"] >= least
    ways = ("committee",) if large else ("committee", "joint", "organiser")
    if any(facts.get(way) for way in ways):
        return ok(_("会员 %(members)s 人，组织形式符合规定。") % sums)
    for way in ways:
        if facts.get(way) is None:
            return given.missing(way)
    if large:
        return fail(
            _("会员 %(members)s 人，达到 %(least)s 人，没有单独建立委员会。") % sums,
            _("选举建立基层工会委员会。"),
        )
    return fail(
        _("会员 %(members)s 人，没有委员会，没有参加联合建会，也没有组织员。") % sums,
        _("建立委员会，参加联合基层工会，或选举组织员。"),
    )


@clause(
    "ORG-15",
    title=gettext_lazy("二百人以上可以设专职主席"),
    level=Level.I,
    cites=("LAW-1.11",),
    kind="standing",
    who=UNION,
    facts=(
        Fact("staff", Whole(), gettext_lazy("职工数")),
        Fact("full_time", Flag(), gettext_lazy("主席是否专职"), Need.OPTIONAL),
    ),
    parameters=("org.fulltime_chair_staff",),
)
def full_time_chair(facts: Facts, given: Given) -> Outcome:
    """From 200 staff a full-time chair may be set up; that there is none is only told."""
    least = given.value("org.fulltime_chair_staff")
    sums = {"staff": facts["staff"], "least": least}
    if facts["staff"] < least:
        return not_applicable(_("职工 %(staff)s 人，不到 %(least)s 人。") % sums)
    if facts.get("full_time") is None:
        return given.missing("full_time")
    if facts["full_time"]:
        return ok(_("职工 %(staff)s 人，主席专职。") % sums)
    return fail(
        _("职工 %(staff)s 人，达到 %(least)s 人，可以设专职主席，现在没有设。") % sums,
        _("考虑与单位协商设专职主席。"),
    )


@clause(
    "ORG-16",
    title=gettext_lazy("法人登记和证书换领"),
    level=Level.W,
    cites=("LAW-1.41", "LAW-1.42"),
    kind="standing",
    who=UNION,
    facts=(
        Fact("approved_on", Day(), gettext_lazy("批准日"), Need.OPTIONAL),
        Fact("registered_on", Day(), gettext_lazy("登记日，未登记为空"), Need.OPTIONAL),
        Fact("certificate_until", Day(), gettext_lazy("证书有效期止"), Need.OPTIONAL),
        Fact("on", Day(), gettext_lazy("判断日，不填按命令的日期"), Need.OPTIONAL),
        Fact("form", ORG_FORM, gettext_lazy("组织形式"), Need.OPTIONAL),
        Fact("org_form", ORG_FORM, gettext_lazy("组织形式"), Need.OPTIONAL),
    ),
    parameters=("legal_person.apply_days", "legal_person.renew_before_days"),
)
def registered_in_time(facts: Facts, given: Given) -> Outcome:
    """Registered within 60 days of approval; certificate renewed before it ends;
    not for working committees.
    """
    if WORKING_COMMITTEE in (facts.get("form"), facts.get("org_form")):
        return not_applicable(_("工会工作委员会不办法人登记。"))
    if facts.get("approved_on") is None:
        return given.missing("approved_on")
    on = facts.get("on") or given.on
    last = facts["approved_on"] + timedelta(days=given.value("legal_person.apply_days"))
    registered = facts.get("registered_on")
    if registered is None and on <= last:
        return ok(_("还没有登记，最迟 %(last)s 申请。") % {"last": last})
    if registered is None:
        return fail(_("最迟 %(last)s 申请法人登记，还没有登记。") % {"last": last}, _("申请法人登记。"))
    if facts.get("certificate_until") is None:
        return given.missing("certificate_until")
    return worst((_registration(facts, last), _certificate(facts, given, on)), Level.W)


def _registration(facts: Facts, last: object) -> Outcome:
    days = {"day": facts["registered_on"], "last": last}
    if facts["registered_on"] <= last:
        return ok(_("%(day)s 登记，在 %(last)s 之前。") % days)
    return fail(_("%(day)s 登记，晚于 %(last)s。") % days, _("写明迟办的理由。"))


def _certificate(facts: Facts, given: Given, on: object) -> Outcome:
    until = facts["certificate_until"]
    opens = until - timedelta(days=given.value("legal_person.renew_before_days"))
    days = {"until": until, "opens": opens}
    if until < on:
        return fail(_("法人证书 %(until)s 到期，没有换领。") % days, _("换领法人证书。"))
    if opens <= on:
        return ok(_("法人证书 %(until)s 到期，现在可以换领。") % days)
    return ok(_("法人证书 %(until)s 到期，%(opens)s 起换领。") % days)


@clause(
    "ORG-18",
    title=gettext_lazy("同步建立经审委和女职工委员会"),
    level=Level.B,
    cites=("意见 2.3.d", "LAW-2.32"),
    kind="standing",
    who=UNION,
    facts=(
        Fact("committee", Day(), gettext_lazy("委员会成立日")),
        Fact("audit", Day(), gettext_lazy("经审委成立日，没有为空"), Need.NULLABLE),
        Fact("women", Day(), gettext_lazy("女职工委员会成立日，没有为空"), Need.NULLABLE),
        Fact("women_members", Whole(), gettext_lazy("女会员数"), Need.OPTIONAL),
        Fact("status", Word(("preparing", "active", "dissolved")), gettext_lazy("工会状态")),
        Fact("reason", Label(), gettext_lazy("只设女职工委员的理由"), Need.OPTIONAL),
    ),
    parameters=("women_committee.min_women",),
)
def three_bodies(facts: Facts, given: Given) -> Outcome:
    """Both bodies from the committee's own day on: B while founding,
    W later. Under 10 women, one with a reason.
    """
    status = facts["status"]
    if status in _ENDED:
        return not_applicable(_("工会已终止。"))
    level = Level.B if status in _FOUNDING else Level.W
    names = {"audit": _("经费审查委员会"), "women": _("女职工委员会")}
    outcomes = [_together(facts, "audit", names["audit"], level)]
    if facts["women"] is None:
        outcomes.append(_without_women_committee(facts, given, level))
    else:
        outcomes.append(_together(facts, "women", names["women"], level))
    return worst(outcomes, level)


def _together(facts: Facts, body: str, name: str, level: Level) -> Outcome:
    day, start = facts[body], facts["committee"]
    if day is None:
        return fail(_("没有%(body)s。") % {"body": name}, _("建立%(body)s。") % {"body": name}, level)
    if day > start:
        return fail(
            _("%(body)s %(day)s 成立，晚于委员会的 %(start)s。") % {"body": name, "day": day, "start": start},
            _("与委员会同日建立%(body)s，已经迟了的写明理由。") % {"body": name},
            level,
        )
    return ok(_("委员会、经费审查委员会、女职工委员会同步建立。"))


def _without_women_committee(facts: Facts, given: Given, level: Level) -> Outcome:
    if facts.get("women_members") is None:
        return given.missing("women_members")
    least = given.value("women_committee.min_women")
    sums = {"women": facts["women_members"], "least": least}
    if facts["women_members"] >= least:
        return fail(
            _("女会员 %(women)s 人，达到 %(least)s 人，没有女职工委员会。") % sums,
            _("建立女职工委员会。"),
            level,
        )
    if facts.get("reason"):
        return ok(_("女会员 %(women)s 人，不到 %(least)s 人，设女职工委员并有理由。") % sums)
    return fail(
        _("女会员 %(women)s 人，不到 %(least)s 人，没有女职工委员会。") % sums,
        _("设女职工委员，并写明理由。"),
        Level.W,
    )
