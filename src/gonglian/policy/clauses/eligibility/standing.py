"""ELI-04…10: membership, source, committee, duties, training, one seat."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import add_months
from gonglian.policy.clauses.eligibility.posts import FORM, SEAT
from gonglian.policy.finding import Level
from gonglian.policy.registry import Facts, Given, Outcome, clause, fail, not_applicable, ok
from gonglian.policy.roles import current
from gonglian.policy.schema import Day, Fact, Flag, Label, ListOf, Need, OneOf, Word, record
from gonglian.policy.words import BASE_FORMS, GROUP, PERSON, UNION

_MEMBERSHIP = record(
    Fact("union", Label(), gettext_lazy("会籍所在工会")),
    Fact("from", Day(), gettext_lazy("入会日")),
    Fact("until", Day(), gettext_lazy("会籍止")),
    Fact("open", Flag(), gettext_lazy("会籍是否有效"), Need.OPTIONAL),
    Fact("voting", Flag(), gettext_lazy("是否有表决权"), Need.OPTIONAL),
    Fact("retained", Flag(), gettext_lazy("是否只保留会籍"), Need.OPTIONAL),
)


@clause(
    "ELI-04",
    title=gettext_lazy("有工会会籍和表决权"),
    level=Level.B,
    cites=("LAW-2.3",),
    kind="standing",
    who=PERSON,
    facts=(
        Fact("memberships", ListOf(_MEMBERSHIP), gettext_lazy("会籍"), Need.OPTIONAL),
        Fact(
            "certificate",
            OneOf((Flag(), Label()), gettext_lazy("填写 true 或证明编号。")),
            gettext_lazy("会籍证明"),
            Need.OPTIONAL,
        ),
    ),
)
def member_with_vote(facts: Facts, given: Given) -> Outcome:
    """An open membership with voting rights in any union,
    by record or certificate; retained-only has none.
    """
    if facts.get("certificate"):
        return ok(_("有会籍证明。"))
    if facts.get("memberships") is None:
        return given.missing("memberships")
    open_ = [
        each for each in facts["memberships"] if each.get("open") is not False and current(each, given.on)
    ]
    if any(each.get("voting") is not False and not each.get("retained") for each in open_):
        return ok(_("有工会会籍和表决权。"))
    if open_:
        return fail(_("只保留会籍，没有表决权。"), _("恢复会籍，或改推他人。"))
    return fail(_("没有工会会籍。"), _("先办理入会或提交会籍证明，或改推他人。"))


_SOURCE = Word(
    (
        "constituent",
        "local_federation",
        "industrial_union",
        "regulator",
        "association_party",
        "leading_enterprise_union",
    ),
    {
        "local": "local_federation",
        "federation": "local_federation",
        "industrial": "industrial_union",
        "government": "regulator",
        "bureau": "regulator",
        "association_party_organisation": "association_party",
        "association_party_organization": "association_party",
        "chamber_party": "association_party",
        "leading_enterprise": "leading_enterprise_union",
        "组成单位": "constituent",
        "地方总工会": "local_federation",
        "产业工会": "industrial_union",
        "主管部门": "regulator",
        "协会党组织": "association_party",
        "龙头企业工会": "leading_enterprise_union",
    },
)


@clause(
    "ELI-05",
    title=gettext_lazy("委员候选人的来源"),
    level=Level.W,
    cites=("意见 2.3.c", "LAW-1.31"),
    kind="standing",
    who=GROUP,
    facts=(
        Fact("seat", SEAT.type, SEAT.label, Need.OPTIONAL),
        Fact("org_form", FORM.type, FORM.label, Need.OPTIONAL),
        Fact("from", _SOURCE, gettext_lazy("来自"), Need.OPTIONAL),
        Fact("unit_kind", _SOURCE, gettext_lazy("来自（另一写法）"), Need.OPTIONAL),
    ),
    parameters=("eligibility.sources",),
)
def allowed_source(facts: Facts, given: Given) -> Outcome:
    """Constituent, local federation, industrial union, regulator,
    association's party body, leader's union.
    """
    if facts.get("org_form") in BASE_FORMS or facts.get("seat") in ("audit", "women"):
        return not_applicable(_("这一条只管产业（行业）工会的委员。"))
    source = facts.get("from") or facts.get("unit_kind")
    if not source:
        return given.missing("from")
    if source in given.value("eligibility.sources"):
        return ok(_("人选来源符合规定。"))
    return fail(
        _("人选来自“%(source)s”，不在规定来源之内。") % {"source": source}, _("改推他人，或写明理由。")
    )


@clause(
    "ELI-06",
    title=gettext_lazy("主席、副主席是新一届委员"),
    level=Level.B,
    cites=("LAW-2.15",),
    kind="standing",
    who=GROUP,
    facts=(
        SEAT,
        Fact("person", Label(), gettext_lazy("姓名"), Need.OPTIONAL),
        Fact(
            "new_committee",
            OneOf((Flag(), ListOf(Label())), gettext_lazy("填写 true、false 或新一届委员名单。")),
            gettext_lazy("新一届委员名单，或是否新一届委员"),
        ),
        Fact(
            "standing_committee",
            OneOf((Flag(), ListOf(Label())), gettext_lazy("填写 true、false 或常务委员名单。")),
            gettext_lazy("常务委员名单，或是否常务委员；不设为空"),
            Need.OPTIONAL,
        ),
    ),
)
def among_the_committee(facts: Facts, given: Given) -> Outcome:
    """Chair and vice-chair are among the new committee,
    and among the standing committee where there is one.
    """
    if facts["seat"] not in ("chair", "vice_chair"):
        return not_applicable(_("这一条只管主席、副主席。"))
    bodies = [facts["new_committee"]]
    if facts.get("standing_committee") is not None and facts["standing_committee"] != []:
        bodies.append(facts["standing_committee"])
    if any(isinstance(body, list) for body in bodies) and not facts.get("person"):
        return given.missing("person")
    if all(facts["person"] in body if isinstance(body, list) else body for body in bodies):
        return ok(_("是新一届委员。"))
    return fail(_("不在新一届委员或常务委员之中。"), _("从新一届委员或常务委员中推选。"))


_DUTY = Word(
    ("chair", "vice_chair", "vice_chair_money", "finance", "assets"),
    {
        "vice": "vice_chair",
        "vice_chair_finance": "vice_chair_money",
        "vice_chair_in_charge_of_money": "vice_chair_money",
        "vice_money": "vice_chair_money",
        "money": "finance",
        "finance_staff": "finance",
        "accountant": "finance",
        "cashier": "finance",
        "asset": "assets",
        "asset_staff": "assets",
        "assets_staff": "assets",
        "主席": "chair",
        "副主席": "vice_chair",
        "分管财务副主席": "vice_chair_money",
        "会计": "finance",
        "出纳": "finance",
        "财务": "finance",
        "资产管理": "assets",
    },
)
DUTIES = Fact("duties", ListOf(_DUTY, single=True), gettext_lazy("在本工会的职务和分工"), who=UNION)


@clause(
    "ELI-07",
    title=gettext_lazy("经审委委员不管钱管物"),
    level=Level.B,
    cites=("LAW-2.30",),
    kind="standing",
    who=UNION,
    facts=(SEAT, Fact("duties", DUTIES.type, DUTIES.label, Need.OPTIONAL)),
)
def no_money_in_audit(facts: Facts, given: Given) -> Outcome:
    """Audit committee: not the chair, not the vice-chair in charge of money, not finance or asset staff."""
    if facts["seat"] != "audit":
        return not_applicable(_("这一条只管经审委委员。"))
    if facts.get("duties") is None:
        return given.missing("duties")
    if {"chair", "vice_chair_money", "finance", "assets"} & set(facts["duties"]):
        return fail(_("是主席、分管财务的副主席，或财务、资产工作人员。"), _("改推他人。"))
    return ok(_("不是主席、分管财务的副主席，也不管财务和资产。"))


@clause(
    "ELI-08",
    title=gettext_lazy("女职工委员会主任人选"),
    level=Level.W,
    cites=("LAW-2.32", "章程 14"),
    kind="standing",
    who=GROUP,
    facts=(
        SEAT,
        Fact("woman", Flag(), gettext_lazy("是否女性"), Need.OPTIONAL),
        Fact("duties", DUTIES.type, DUTIES.label, Need.OPTIONAL),
        Fact("agreed", Flag(), gettext_lazy("是否协商同意"), Need.OPTIONAL),
        Fact("committee_candidate", Flag(), gettext_lazy("是否委员候选人"), Need.OPTIONAL),
    ),
)
def women_director(facts: Facts, given: Given) -> Outcome:
    """A woman: the female chair or vice-chair, otherwise agreed in consultation and a committee candidate."""
    if facts["seat"] != "women":
        return not_applicable(_("这一条只管女职工委员会主任。"))
    if facts.get("woman") is None:
        return given.missing("woman")
    if not facts["woman"]:
        return fail(_("女职工委员会主任人选不是女性。"), _("改推女性人选。"))
    if {"chair", "vice_chair", "vice_chair_money"} & set(facts.get("duties") or ()):
        return ok(_("由女主席或女副主席担任。"))
    for key in ("agreed", "committee_candidate"):
        if facts.get(key) is False:
            return fail(
                _("不是女主席、女副主席，也没有经协商同意并列为委员候选人。"), _("协商同意并列为委员候选人。")
            )
    for key in ("agreed", "committee_candidate"):
        if facts.get(key) is None:
            return given.missing(key)
    return ok(_("经协商同意，是委员候选人。"))


@clause(
    "ELI-09",
    title=gettext_lazy("主席、副主席任职一年内参加培训"),
    level=Level.W,
    cites=("LAW-2.10",),
    kind="standing",
    who=UNION,
    facts=(
        SEAT,
        Fact("took_office_on", Day(), gettext_lazy("任职日"), Need.OPTIONAL),
        Fact("trained_on", Day(), gettext_lazy("培训日，没有为空"), Need.OPTIONAL),
        Fact("on", Day(), gettext_lazy("判断日，不填按命令的日期"), Need.OPTIONAL),
    ),
    parameters=("chair.training_months",),
)
def trained(facts: Facts, given: Given) -> Outcome:
    """Trained within 12 months of taking office; until then there is still time."""
    if facts["seat"] not in ("chair", "vice_chair"):
        return not_applicable(_("这一条只管主席、副主席。"))
    if facts.get("took_office_on") is None:
        return given.missing("took_office_on")
    last = add_months(facts["took_office_on"], given.value("chair.training_months"))
    trained_on = facts.get("trained_on")
    if trained_on is not None and trained_on <= last:
        return ok(_("%(day)s 参加培训。") % {"day": trained_on})
    if trained_on is None and (facts.get("on") or given.on) <= last:
        return ok(_("最迟 %(last)s 参加培训。") % {"last": last})
    return fail(_("须在 %(last)s 前参加培训，没有按时参加。") % {"last": last}, _("安排参加任职培训。"))


@clause(
    "ELI-10",
    title=gettext_lazy("一人在一个机构只占一席"),
    level=Level.B,
    cites=(),
    kind="standing",
    who=GROUP,
    facts=(
        Fact(
            "seats",
            ListOf(
                OneOf(
                    (
                        Label(),
                        record(
                            Fact("body", Label(), gettext_lazy("机构")),
                            Fact("person", Label(), gettext_lazy("姓名"), Need.OPTIONAL),
                            Fact("seat", Label(), gettext_lazy("席位"), Need.OPTIONAL),
                        ),
                    ),
                    gettext_lazy("填写机构，或机构和姓名。"),
                )
            ),
            gettext_lazy("所占席位"),
        ),
    ),
)
def one_seat_per_body(facts: Facts, given: Given) -> Outcome:
    """No body twice; with `person` in the entries, no person twice in one body."""
    taken: set[tuple[str, str]] = set()
    twice: list[str] = []
    for seat in facts["seats"]:
        body = seat if isinstance(seat, str) else seat.get("body")
        person = "" if isinstance(seat, str) else seat.get("person") or ""
        if not body:
            return given.missing("seats")
        if (body, person) in taken:
            twice.append(f"{person}{body}")
        taken.add((body, person))
    if twice:
        return fail(_("在同一机构占了不止一席：%(names)s。") % {"names": "、".join(twice)}, _("只保留一席。"))
    return ok(_("在每个机构只占一席。"))
