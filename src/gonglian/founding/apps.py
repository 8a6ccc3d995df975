from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "gonglian.founding"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.approvals.registry import register
        from gonglian.founding.stories import register_stories

        register_stories()
        register("founding.first", "founding:by_request", _("组建请示"))
        register("founding.second", "founding:by_request", _("召开大会请示"))
        register("founding.third", "founding:by_request", _("选举结果报告"))
        register("founding.change_line", "founding:change_by_request", _("变更上级请示"))
