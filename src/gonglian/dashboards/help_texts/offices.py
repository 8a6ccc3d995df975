"""What the pages of the office say of themselves: workbench, papers, requests, clauses, the own account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, tuple[Any, ...]] = {
    "dashboards:workbench": (
        _("工作台：要您办的事按最迟的日子排，超期的在最上面；等他人办的在最下面，写明事情在谁那里。办完一件，自己消失。"),
    ),
    "dashboards:find": (_("一处查找工会、人员和公文。只找得到您今天身份范围内的。"),),
    "dashboards:news": (
        _("消息：别人办的、涉及本单位的事，例如报来的请示、作出的批复、提出的异议。看过以后点“都看过了”，铃上的数归零。"),
    ),
    "dashboards:help": (_("查找、看某一天、导出、换身份怎样做。每一页上方的“帮助”说明那一页。"),),
    # papers
    "documents:register": (
        _("公文登记簿：发出的按文号，收到的按来文。点标题看全文、附件和这份公文的来龙去脉。"), "ORG-17",
    ),
    "documents:paper": (
        _("一份公文：草稿可以改，由负责人签发时才有文号和日期。签发以后不再改，要改另行文；作废的号保留。"), "ORG-17",
    ),
    "documents:edit": (_("改草稿。两边有尖括号的空白要填满，才能签发；两个人同时改，后存的会得到提醒。"), "ORG-17"),
    "documents:receive": (_("登记别处发来的公文。来文的文号照抄，收文号按年自动编；写明它答复哪份去文，两边就连起来。"),),
    "documents:wordings": (_("各种公文的行文。没有自己版本的用随附的；改了以后，新拟的公文照新的写，已拟的不变。"),),
    "documents:wording": (_("写本单位自己的行文。空白会按记录填上；存为新版本，旧版本留着。"),),
    "documents:numbers": (_("机关代字和每年的编号。签发时按顺序取号，不跳号、不重号。"),),
    "documents:series": (_("一个代字和它编的文种。已经编出的号不变。"),),
    # requests and notices
    "approvals:requests": (
        _("本单位报出的请示和报到本单位的请示。收到后十五日内批复；到期没有批复，不算同意。"), "CON-16", "APP-01",
    ),
    "approvals:notice": (_("一次公示：哪天张贴、哪天期满、收到哪些异议和答复。"), "NOM-03"),
    # clauses
    "policy:clauses": (_("系统核对每件事所依据的规定。点一条看它要求什么、比对哪些数字、出自哪里。"),),
    "policy:clause": (_("一条规定：要求什么、什么时候必须满足、用到的数字从哪天起是多少、出自哪份文件。"),),
    "policy:parameter": (_("一项参数的历次取值和变更经过。办结的事项保留当时用的取值。"),),
    "policy:propose": (_("提出新的取值，先看会改变哪些核对结果，再交另一人复核。法律法规定的，写出新规定才能改。"),),
    "policy:change": (_("一项变更：改什么、依据什么、会改变什么。提出的人不能复核自己的。"),),
    "reference:workdays": (_("每年哪些天上班。公示、换届等期限按它算；通知公布前是暂定的。"), "NOM-03"),
    "reference:workdays_of": (_("一年的放假和调休。照国务院办公厅的通知录入，录错了再录一次，旧的留着。"), "NOM-03"),
    "policy:parameters": (_("规定里的数字、比例和期限，每一项写明出处和从哪天起。标着“待核”的还要对照原文。"),),
    "policy:parameter": (
        _("一个数的来历：从哪天起是多少、依据什么、谁提出谁复核。以前办的事用当时的数，不受后来变动的影响。"),
    ),
    "policy:propose": (
        _("提出改一个数：写新值、从哪天起、依据哪份文件。由另一人复核后才生效，复核前先看会影响哪些事项。"), "APP-01",
    ),
    "policy:change": (
        _("一项待复核的改动：左边现在的数，右边改后的数，下面列出会受影响的事项和工会。提出的人不能自己复核。"), "APP-01",
    ),
    "reference:workdays": (
        _("各年放假和调休上班的日子。公示、批复等期限按工作日算，没有登记通知的年份按周末推算，算是暂定。"), "NOM-03", "CON-16",
    ),
    "reference:workdays_of": (_("照当年的放假通知登记放假的日子和调休上班的日子。登记后，期限按它算。"), "NOM-03", "CON-16"),
    # the own account
    "mfa_index": (_("自己的账号安全：密码、动态码、在哪些地方登录着、近来的登录记录。不认得的登录可以马上退出。"),),
}  # fmt: skip
