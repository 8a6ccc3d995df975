from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "gonglian.founding"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.approvals.registry import register
        from gonglian.congress.archives.contents import contribute
        from gonglian.core import merging, nightly
        from gonglian.founding import standing, what_if
        from gonglian.founding.archive import case_record
        from gonglian.founding.queries import open_cases_of
        from gonglian.founding.stories import register_stories
        from gonglian.policy import effects

        register_stories()
        contribute(case_record)
        merging.keeps_open("organisation.person", open_cases_of)
        register("founding.first", "founding:by_request", _("组建请示"))
        register("founding.second", "founding:by_request", _("召开大会请示"))
        register("founding.third", "founding:by_request", _("选举结果报告"))
        nightly.register("founding.lapse_overdue", standing.lapse_all)
        effects.register("founding.cases", what_if.open_cases)
        effects.register("founding.industrial_unions", what_if.industrial_unions)
        effects.register("founding.primary_unions", what_if.primary_unions)
        register("renewal.convene", "founding:by_request", _("召开换届大会请示"))
        register("renewal.result", "founding:by_request", _("换届选举结果报告"))
        register("founding.change_line", "founding:change_by_request", _("变更上级请示"))
