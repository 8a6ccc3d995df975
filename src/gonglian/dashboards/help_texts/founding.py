"""What the pages of founding and of its congress say of themselves."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, tuple[Any, ...]] = {
    "founding:cases": (
        _("组建产业（行业）工会的事项，办理的和审批的都在这里。一个工会从拟订方案、请示、开大会到批复成立，在一个办理页上办完。"),
        "ORG-01", "ORG-17",
    ),
    "founding:new": (
        _("开始组建：填写名称、形式、层级、行业、地域和领导它的工会。请示报送以前都可以改。"), "ORG-01", "ORG-02", "ORG-12",
    ),
    "founding:case": (
        _(
            "办理页：左边是步骤，中间是现在这一步要办的事和要满足的条件，缺什么写在条件后面，改正了自己变绿。"
            "办理单位和审批单位看同一页，各办各的事。"
        ),
        "ORG-17", "ORG-18", "APP-01",
    ),
    "founding:withdraw": (_("放弃这次组建。写明原因；已报的请示一并撤回，办过的事和公文都留着，可以查看。"), "ORG-17"),
    "founding:draft": (
        _("修改组建方案。请示报送以前可以随时改；两个人同时改，后存的人会看到前一个人改了什么。"), "ORG-02", "ORG-03", "ORG-12",
    ),
    "founding:group": (
        _("筹备组由组成单位、依托单位或主管部门党组织、上级工会派人组成，有一名组长。"), "ORG-20",
    ),
    "founding:constituents": (
        _("有意加入的工会，每家由自己的委员会或会员（代表）大会决定。至少两家同意才能请示组建。"), "ORG-01", "ORG-19",
    ),
    "founding:pick": (
        _("从本地域的工会里选出要征求意见的。行业要相同或相近，单位要在辖区内。"), "ORG-03", "ORG-04",
    ),
    "founding:consent": (
        _("登记一家工会的答复：由哪个机构、哪天、多少人表决。不同意的也要登记，留作记录。"), "ORG-19",
    ),
    "founding:withdraw_consent": (
        _("组成单位撤回同意：写明哪天、为什么。它的表决留作记录，名额和席位去掉，家数重新核对；报了召开大会的请示以后不能再撤。"),
        "ORG-01", "ORG-19", "ORG-21",
    ),
    "founding:reply": (
        _("拟批复：同意、退回或不同意，后两种要写理由。拟好后由负责人签发；自己单位的请示不能自己批。"), "ORG-17", "APP-01",
    ),
    "founding:plan": (
        _("大会的时间、地点、代表和委员名额。改动后系统马上核对名额是否合规定。"), "CON-01", "CON-13", "TRM-01",
    ),
    "founding:units": (
        _("选举单位和代表名额的分配。名额按会员人数分，每个选举单位至少一名。"), "CON-01", "CON-02",
    ),
    "founding:unit_report": (
        _("登记一个选举单位选出的代表和得票。代表要由会员选举产生，不能指定。"), "CON-03",
    ),
    "founding:credentials": (
        _("逐人审查代表资格：本单位有表决权的会员，由单位选举产生，到会达三分之二、得票过半数。不予确认的写明理由；确认了的才算应到。"),
        "CON-03", "CON-02", "TRM-08",
    ),
    "founding:replace_delegate": (
        _("代表调离、辞去或不能履职的，登记离任日期和原因。新代表由原选举单位选举产生，不能指定；选出后还要审查资格。"),
        "CON-03", "TRM-08",
    ),
    "founding:fill_place": (
        _("登记选举单位补选的代表和票数。缺额超过代表总数四分之一的，三个月内要补选。"), "CON-03", "TRM-08",
    ),
    "founding:nominees": (
        _("三个机构的候选人建议名单，按姓氏笔画排列。委员候选人要多于名额；每人先申报外部任职和亲属关系，再定名单。"),
        "NOM-05", "NOM-06", "NOM-08", "ELI-01",
    ),
    "founding:declare": (
        _("登记候选人自己申报的外部任职和与其他人的亲属关系。行业协会正副会长、单位行政负责人不能作为候选人。"),
        "NOM-08", "ELI-01", "ELI-02",
    ),
    "founding:withdraw_nominee": (_("撤下一名候选人，写明原因。撤下后差额不够的，要另推一名。"), "NOM-05", "NOM-07"),
    "founding:opinions": (
        _("登记各方意见：上级工会、党组织、组成单位等。有不同意见的写明内容；定名单以前要征求基层代表的意见。"),
        "NOM-01", "NOM-02",
    ),
    "founding:notice": (_("候选人名单公示。公示期满、异议处理完，才能投票。"), "NOM-03"),
    "founding:record_objection": (_("登记对公示的异议：哪天收到、说了什么。每条异议都要答复。"), "NOM-03"),
    "founding:answer_objection": (_("登记对异议的核实和答复。没有答复的异议会挡住下一步。"), "NOM-03"),
    "founding:open_congress": (
        _("到了开会的日子，从这里开始大会：名册取自已确认的代表，先封存，再登记到会。"), "CON-05", "CON-06", "ORG-17",
    ),
    "founding:first_meetings": (
        _("新一届委员会和经费审查委员会的第一次全体会议，选举主席、副主席和主任。"), "CON-14", "ELI-06",
    ),
}  # fmt: skip
