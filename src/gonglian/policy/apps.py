from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "gonglian.policy"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.core.story import register

        register("policy.propose_change", _("提出变更参数“%(object)s”：%(value)s，%(since)s 起"))
        register("policy.confirm_change", _("复核参数“%(object)s”：%(value)s，%(since)s 起"))
        register("policy.withdraw_change", _("撤回对参数“%(object)s”的变更"))
