from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "gonglian.approvals"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.approvals.queries import request_of_paper
        from gonglian.approvals.states import Decision
        from gonglian.core import sections
        from gonglian.core.story import register

        sections.register(
            "paper",
            10,
            request_of_paper,
            "approvals/parts/of_paper.html",
            anchor="request",
            title=_("请示和批复"),
        )
        decisions = {"decision": dict(Decision.choices)}
        register("approvals.prepare_request", _("拟好请示：%(object)s"))
        register("approvals.send_request", _("签发请示 %(number)s"))
        register("approvals.withdraw_request", _("撤回请示：%(reason)s"))
        register("approvals.lapse_request", _("请示失效：%(reason)s"))
        register("approvals.propose_reply", _("拟办批复：%(decision)s"), words=decisions)
        register("approvals.decide", _("签发批复：%(decision)s %(number)s"), words=decisions)
        register("approvals.record_opinion", _("登记征求意见"))
        register("approvals.post_notice", _("张贴公示：%(object)s"))
        register("approvals.record_objection", _("登记对公示的异议"))
        register("approvals.answer_objection", _("答复对公示的异议"))
