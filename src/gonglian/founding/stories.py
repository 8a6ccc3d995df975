"""How the acts of founding and of preparing a congress are told in a union's story."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import Decision
from gonglian.core.models import Act
from gonglian.core.story import register
from gonglian.founding.change_of_line import stories as change_of_line
from gonglian.founding.joining import stories as joining
from gonglian.founding.states import Consent

# What one side drafts for its head to sign; nothing of it is told to the other side before.
_DRAFTED = (
    "founding.prepare_request", "founding.propose_reply", "founding.prepare_change", "founding.propose_change_reply",
)  # fmt: skip
_DECISIONS = dict(Decision.choices)
_NO_TERM: dict[Any, Any] = {None: _("派出工会另行决定")}
_CONSENTS = dict(Consent.choices)
_REQUESTS = {
    "founding.first": _("筹备成立"),
    "founding.second": _("召开大会"),
    "founding.third": _("批准选举结果"),
    "renewal.convene": _("召开换届大会"),
    "renewal.result": _("批准换届选举结果"),
}


def told_to(user: Any, acts: QuerySet[Act]) -> QuerySet[Act]:
    """The acts a reader is told of: all but what the other side only drafted."""
    return acts.exclude(Q(act__in=_DRAFTED) & ~Q(touches__contains=[user.duty.union_id]))


def register_stories() -> None:
    """Called once when the area is loaded."""
    joining.register_stories()
    change_of_line.register_stories()
    register("founding.begin_case", _("拟订组建方案：%(name)s"))
    register("founding.save_draft", _("修改组建方案"))
    register("founding.set_group", _("确定筹备组成员"))
    register("founding.name_host", _("登记依托单位"))
    register("founding.ask_constituents", _("征求 %(unions)s 的意见"))
    register("founding.drop_constituent", _("从名单删去 %(old_union)s"))
    register("founding.record_consent", _("%(union)s：%(consent)s"), words={"consent": _CONSENTS})
    register("founding.prepare_request", _("拟好请示：%(title)s"))
    register("founding.send_request", _("报送%(kind)s的请示，%(number)s"), words={"kind": _REQUESTS})
    register(
        "founding.propose_reply",
        _("拟办%(kind)s的批复：%(decision)s"),
        words={"kind": _REQUESTS, "decision": _DECISIONS},
    )
    register(
        "founding.decide_request",
        _("批复%(kind)s：%(decision)s"),
        words={"kind": _REQUESTS, "decision": _DECISIONS},
    )
    register("founding.begin_consultation", _("就设立工作委员会征求%(host)s党组织意见"))
    register("founding.propose_dispatch", _("拟好通知：%(title)s"))
    register("founding.recall_dispatch", _("收回设立通知：%(reason)s"))
    register("founding.decide_dispatch", _("决定设立，%(number)s"))
    register("founding.record_mandate", _("批准另定领导关系，由%(leader)s领导，%(number)s"))
    register("founding.withdraw_consent", _("%(union)s撤回同意：%(reason)s"))
    register("founding.lapse_case", _("批复失效：%(reason)s"))
    register("founding.withdraw_case", _("撤回组建：%(reason)s"))
    register("founding.open_congress", _("登记大会，代表 %(delegates)s 名"))
    register("founding.open_ballots", _("大会开始选举"))
    register("founding.open_first_meetings", _("登记委员会和经审委第一次会议"))
    register("founding.open_first_ballots", _("第一次会议开始选举"))
    register("founding.begin_renewal", _("开始换届，筹备第 %(ordinal)s 届"))
    register("founding.renew", _("%(object)s换届，第 %(ordinal)s 届任期至 %(ends_on)s"))
    register("founding.establish", _("%(object)s批准成立，任期至 %(ends_on)s"), words={"ends_on": _NO_TERM})
    _register_of_congress()


def _register_of_congress() -> None:
    register("congress.convene", _("%(object)s开始筹备第 %(ordinal)s 次代表大会"))
    register("congress.plan_congress", _("确定大会时间和规模"))
    register("congress.set_units", _("划分选举单位，分配代表名额"))
    register("congress.report_delegates", _("%(unit)s选出代表"))
    register("congress.confirm_credentials", _("确认代表资格，共 %(delegates)s 名"))
    register("congress.check_credentials", _("审查代表资格：确认 %(confirmed)s 名，不予确认 %(refused)s 名"))
    register("congress.replace_delegate", _("%(unit)s更换代表，原代表%(left)s：%(reason)s"))
    register("congress.fill_place", _("%(unit)s补选代表%(elected)s"))
    register("congress.hear", _("听取%(from)s的意见"))
    register("congress.open_round", _("开始第 %(number)s 轮酝酿"))
    register("congress.propose", _("%(by)s推荐%(person)s"))
    register("congress.take_over", _("%(person)s由酝酿列为候选人"))
    register("congress.drop_proposal", _("%(person)s不列入候选人"))
    register("congress.close_round", _("结束第 %(number)s 轮酝酿"))
    register("congress.nominate", _("提名候选人%(person)s"))
    register("congress.withdraw_nominee", _("换下一名候选人"))
    register("congress.record_declaration", _("登记候选人%(person)s的任职和亲属申报"))
    register("congress.fix_list", _("确定候选人名单"))
    register("congress.freeze_agreed", _("上级工会同意大会方案"))
    register("congress.leave_units", _("%(union)s退出，选举单位和席位随之调整"))
