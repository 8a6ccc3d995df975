"""The parameters that come with the system, as one dated table.

A row holds from the day its instrument took effect. Rows of certainty `city` are the city's to set.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from gonglian.policy.parameters import Parameter, ParameterTable

OPINION = date(2015, 4, 9)
UNION_LAW = date(2001, 10, 27)
BALLOT_RULES = date(2016, 10, 9)
CONGRESS_RULES = date(2019, 1, 15)
CHAIR_RULES = date(2008, 7, 25)
REGISTRATION = date(2008, 6, 13)


def _row(key: str, value: Any, start: date, source: str, certainty: str, title: str | Promise) -> Parameter:
    return Parameter(key, value, start, None, source, certainty, title)


_COMMITTEE_BANDS = (
    (0, 24, 3, 5),
    (25, 200, 3, 7),
    (201, 1000, 7, 15),
    (1001, 5000, 15, 21),
    (5001, 10000, 21, 29),
    (10001, 50000, 29, 37),
    (50001, None, 37, 45),
)
_DELEGATE_BANDS = (
    (100, 200, 30, 40),
    (201, 1000, 40, 60),
    (1001, 5000, 60, 90),
    (5001, 10000, 90, 130),
    (10001, 50000, 130, 180),
    (50001, None, 180, 240),
)

_ORGANISATION = (
    _row("org.min_member_unions", 2, OPINION, "LAW-0.2", "R", gettext_lazy("组建所需的最少单位数")),
    _row(
        "org.forms",
        ("federation", "committee", "working_committee"),
        OPINION,
        "意见 2.1.a",
        "R",
        gettext_lazy("产业（行业）工会的组织形式"),
    ),
    _row(
        "org.levels",
        ("city", "county", "zone", "township", "village"),
        OPINION,
        "意见 2.1.a",
        "R",
        gettext_lazy("可以建立产业（行业）工会的层级"),
    ),
    _row(
        "org.host_kinds",
        ("regulator", "association", "chamber", "leading_enterprise", "regional_union"),
        OPINION,
        "意见 2.1.b",
        "R",
        gettext_lazy("可以依托的单位种类"),
    ),
    _row(
        "working_committee.dispatcher_levels",
        ("county", "city", "province", "national"),
        OPINION,
        "章程 9、12",
        "R",
        gettext_lazy("可以派出工作委员会的工会层级"),
    ),
    _row(
        "working_committee.elected",
        False,
        OPINION,
        "章程 9、12",
        "city",
        gettext_lazy("工作委员会是否选举产生"),
    ),
    _row(
        "org.scale.county", (10, 500), OPINION, "意见 2.1.c", "city", gettext_lazy("县区组建的单位数和职工数")
    ),
    _row(
        "org.scale.zone", (5, 300), OPINION, "意见 2.1.c", "city", gettext_lazy("开发区组建的单位数和职工数")
    ),
    _row(
        "org.scale.township",
        (5, 200),
        OPINION,
        "意见 2.1.c",
        "city",
        gettext_lazy("乡镇（街道）组建的单位数和职工数"),
    ),
    _row(
        "org.scale.village",
        (3, 100),
        OPINION,
        "意见 2.1.c",
        "city",
        gettext_lazy("村（社区）组建的单位数和职工数"),
    ),
    _row(
        "org.must_establish_members",
        25,
        UNION_LAW,
        "LAW-1.4",
        "R",
        gettext_lazy("应当单独建立委员会的会员数"),
    ),
    _row("org.fulltime_chair_staff", 200, UNION_LAW, "LAW-1.11", "R", gettext_lazy("可以设专职主席的职工数")),
    _row(
        "uscc.prefix.base", ("81",), date(2015, 10, 1), "LAW-13.31", "R", gettext_lazy("基层工会代码开头两位")
    ),
    _row(
        "uscc.prefix.other",
        ("81", "89"),
        date(2015, 10, 1),
        "LAW-13.31",
        "R",
        gettext_lazy("其他工会代码开头两位"),
    ),
    _row(
        "uscc.prefix.local",
        ("13",),
        date(2015, 10, 1),
        "LAW-13.31",
        "R",
        gettext_lazy("地方总工会代码开头两位"),
    ),
    _row("founding.congress_months", 6, OPINION, "city", "city", gettext_lazy("筹备批复后召开大会的月数")),
    _row(
        "founding.lapse_grace_days", 15, OPINION, "city", "city", gettext_lazy("大会期限届满后补登记的天数")
    ),
    _row("legal_person.apply_days", 60, REGISTRATION, "LAW-1.42", "R2", gettext_lazy("申请法人登记的天数")),
    _row(
        "legal_person.renew_before_days",
        30,
        REGISTRATION,
        "LAW-1.41",
        "R2",
        gettext_lazy("法人证书到期前换领的天数"),
    ),
    _row("legal_person.change_days", 30, REGISTRATION, "LAW-1.42", "M-m", gettext_lazy("申请变更登记的天数")),
    _row(
        "women_committee.min_women",
        10,
        BALLOT_RULES,
        "LAW-2.32",
        "M-h",
        gettext_lazy("应当设女职工委员会的女会员数"),
    ),
    _row(
        "consent.quorum", Fraction(2, 3), OPINION, "LAW-2.13", "city", gettext_lazy("同意加入的会议到会比例")
    ),
    _row(
        "consent.pass", Fraction(1, 2), OPINION, "LAW-3.10", "city", gettext_lazy("同意加入须超过应到的比例")
    ),
    _row(
        "org.preparatory_sources",
        ("constituent", "party", "upper_union"),
        OPINION,
        "LAW-2.4",
        "M-h",
        gettext_lazy("筹备组成员来源"),
    ),
)

_NOMINATION = (
    _row("election.notice_workdays", 5, BALLOT_RULES, "LAW-2.11", "M-h", gettext_lazy("候选人公示工作日数")),
    _row(
        "election.chair_notice_days.enterprise",
        7,
        CHAIR_RULES,
        "LAW-4.12",
        "R",
        gettext_lazy("企业工会主席候选人公示天数"),
    ),
    _row(
        "election.notice_items",
        ("name", "sex", "unit", "post"),
        BALLOT_RULES,
        "LAW-13.3",
        "R",
        gettext_lazy("公示可以载明的内容"),
    ),
    _row(
        "nomination.share.model",
        Fraction(1, 20),
        BALLOT_RULES,
        "LAW-2.7",
        "city",
        gettext_lazy("候选人中劳动模范的参考比例"),
    ),
    _row(
        "nomination.share.front_line",
        Fraction(1, 5),
        BALLOT_RULES,
        "LAW-2.7",
        "city",
        gettext_lazy("候选人中一线职工的参考比例"),
    ),
    _row(
        "nomination.share.women",
        Fraction(1, 5),
        BALLOT_RULES,
        "LAW-2.7",
        "city",
        gettext_lazy("候选人中女职工的参考比例"),
    ),
    _row(
        "election.diff.committee", Fraction(1, 20), BALLOT_RULES, "LAW-2.14", "R2", gettext_lazy("委员差额率")
    ),
    _row(
        "election.diff.standing",
        Fraction(1, 10),
        BALLOT_RULES,
        "LAW-2.14",
        "M-h",
        gettext_lazy("常务委员差额率"),
    ),
    _row(
        "election.diff.delegates", Fraction(3, 20), BALLOT_RULES, "LAW-3.6", "M-h", gettext_lazy("代表差额率")
    ),
    _row(
        "election.diff.audit", Fraction(0), BALLOT_RULES, "LAW-2.31", "city", gettext_lazy("经审委委员差额率")
    ),
)

_ELIGIBILITY = (
    _row(
        "eligibility.sources",
        (
            "constituent",
            "local_federation",
            "industrial_union",
            "regulator",
            "association_party",
            "leading_enterprise_union",
        ),
        OPINION,
        "意见 2.3.c",
        "R",
        gettext_lazy("委员人选来源"),
    ),
    _row("chair.training_months", 12, BALLOT_RULES, "LAW-2.10", "M-h", gettext_lazy("任职后参加培训的月数")),
)

_CONGRESS = (
    _row("delegates.size", _DELEGATE_BANDS, CONGRESS_RULES, "LAW-3.4", "M-h", gettext_lazy("代表名额幅度")),
    _row(
        "delegates.manager_max",
        Fraction(1, 5),
        CONGRESS_RULES,
        "LAW-3.5",
        "M-h",
        gettext_lazy("代表中管理人员的最高比例"),
    ),
    _row(
        "congress.assembly_only_below",
        100,
        BALLOT_RULES,
        "LAW-2.12",
        "M-h",
        gettext_lazy("须开会员大会的会员数"),
    ),
    _row("election.quorum", Fraction(2, 3), BALLOT_RULES, "LAW-2.13", "R2", gettext_lazy("到会比例")),
    _row("election.scrutineers_min", 2, BALLOT_RULES, "LAW-2.18", "city", gettext_lazy("监票人最少人数")),
    _row(
        "election.win", Fraction(1, 2), BALLOT_RULES, "LAW-2.23", "R2", gettext_lazy("当选须超过应到的比例")
    ),
    _row("committee.size", _COMMITTEE_BANDS, BALLOT_RULES, "LAW-2.5", "M-h", gettext_lazy("委员会人数幅度")),
    _row("audit_committee.size", (3, 11), BALLOT_RULES, "LAW-2.30", "M-h", gettext_lazy("经审委人数幅度")),
    _row(
        "standing_committee.size", (9, 11), BALLOT_RULES, "LAW-2.6", "M-h", gettext_lazy("常务委员会人数幅度")
    ),
    _row("recall.vote", Fraction(1, 2), UNION_LAW, "LAW-1.16", "R", gettext_lazy("罢免须超过全体的比例")),
    _row(
        "election.approval_reply_days", 15, BALLOT_RULES, "LAW-2.26", "R2", gettext_lazy("选举结果批复天数")
    ),
    _row(
        "congress.extra_proposal",
        Fraction(1, 3),
        UNION_LAW,
        "LAW-1.14",
        "R",
        gettext_lazy("提议召开临时会议的比例"),
    ),
    _row(
        "congress.meeting_months", 12, CONGRESS_RULES, "LAW-3.3", "M-h", gettext_lazy("两次会议最长间隔月数")
    ),
)

_TERMS = (
    _row("term.years.base", (3, 5), UNION_LAW, "LAW-1.13", "R", gettext_lazy("基层工会任期年数")),
    _row("term.years.industrial", (5,), UNION_LAW, "LAW-1.13", "R", gettext_lazy("产业工会委员会任期年数")),
    _row("term.delay_max_months", 6, BALLOT_RULES, "LAW-2.27", "M-h", gettext_lazy("延期换届最长月数")),
    _row(
        "chair.vacancy_months.enterprise",
        3,
        CHAIR_RULES,
        "LAW-4.18",
        "R",
        gettext_lazy("企业工会主席空缺最长月数"),
    ),
    _row(
        "chair.vacancy_months.other", 6, BALLOT_RULES, "LAW-2.29", "M-h", gettext_lazy("工会主席空缺最长月数")
    ),
    _row(
        "delegates.vacant_max",
        Fraction(1, 4),
        CONGRESS_RULES,
        "LAW-3.8",
        "M-m",
        gettext_lazy("代表缺额须补选的比例"),
    ),
    _row("delegates.byelection_months", 3, CONGRESS_RULES, "LAW-3.8", "M-m", gettext_lazy("补选代表的月数")),
    _row("term.remind_months", 6, OPINION, "city", "city", gettext_lazy("届满前提醒换届的月数")),
    _row("term.work_plan_months", 3, OPINION, "city", "city", gettext_lazy("届满前拟订工作方案的月数")),
    _row("election.report_workdays", 5, OPINION, "city", "city", gettext_lazy("大会后报告结果的工作日数")),
)


@cache
def shipped() -> ParameterTable:
    """The parameters that come with the system; a city's own rows replace them by another table."""
    return ParameterTable(_ORGANISATION + _NOMINATION + _ELIGIBILITY + _CONGRESS + _TERMS)
