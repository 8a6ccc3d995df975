"""经过: what was done about a case, told from the act log; and how the acts of founding and its congress are told."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import Decision
from gonglian.congress.states import BodyKind
from gonglian.core.models import Act
from gonglian.core.story import register, tell
from gonglian.founding.models import Case
from gonglian.founding.states import Consent

_KIND = {"kind": {"founding.first": _("组建请示"), "founding.second": _("召开大会请示"),
                  "founding.third": _("选举结果请示")}}  # fmt: skip
_BODY = {"body": dict(BodyKind.choices)}

register("founding.begin_case", _("拟订方案：%(name)s"))
register("founding.save_draft", _("修改方案"))
register("founding.set_group", _("组成筹备组"))
register("founding.register_host", _("登记依托单位：%(name)s"))
register("founding.ask_constituents", _("请单位加入"))
register("founding.drop_constituent", _("从名单删去%(old_union)s"))
register("founding.record_consent", _("%(union)s答复：%(consent)s"), words={"consent": dict(Consent.choices)})
register("founding.prepare_request", _("拟好%(kind)s"), words=_KIND)
register("founding.send_request", _("报送%(kind)s %(number)s"), words=_KIND)
register("founding.withdraw_case", _("撤回事项：%(reason)s"))
register("founding.propose_reply", _("拟办批复：%(decision)s"), words=_KIND | {"decision": dict(Decision.choices)})
register(
    "founding.decide_request", _("批复%(kind)s：%(decision)s"), words=_KIND | {"decision": dict(Decision.choices)}
)
register("founding.establish", _("%(object)s成立"))
register("founding.open_congress", _("登记召开大会，名册 %(delegates)s 人"))
register("founding.open_ballots", _("大会开始选举"))
register("founding.open_first_meetings", _("登记委员会、经审委第一次会议"))
register("founding.open_first_ballots", _("第一次会议开始选举"))
register("congress.convene", _("开始筹备第 %(ordinal)s 次代表大会"))
register("congress.plan_congress", _("填写大会时间和规模"))
register("congress.set_units", _("分配代表名额"))
register("congress.report_delegates", _("%(unit)s报来代表"))
register("congress.confirm_credentials", _("确认代表资格 %(delegates)s 人"))
register("congress.nominate", _("提名%(person)s为%(body)s候选人"), words=_BODY)
register("congress.withdraw_nominee", _("换下候选人%(old_person)s：%(old_reason)s"))
register("congress.record_declaration", _("%(person)s申报任职和亲属情况"))
register("congress.fix_list", _("确定候选人名单"))
register("congress.freeze_agreed", _("上级同意的方案存档"))


def recent_acts(case: Case, limit: int) -> tuple[list[tuple[Act, str]], int]:
    """The latest acts with their sentences, and how many earlier ones there are."""
    about = Q(object_type="founding.case", object_id=case.pk)
    if case.union_id:
        about |= Q(touches__contains=[case.union_id], act__startswith="congress.")
        about |= Q(touches__contains=[case.union_id], act__in=("approvals.record_opinion", "approvals.post_notice"))
    acts = Act.objects.filter(about).order_by("-id")
    total = acts.count()
    return [(act, tell(act)) for act in acts[:limit]], max(0, total - limit)
