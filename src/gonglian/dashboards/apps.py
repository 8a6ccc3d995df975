from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "gonglian.dashboards"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.core import nightly
        from gonglian.core.sections import MAIN, SIDE, register
        from gonglian.dashboards import digest, moves
        from gonglian.dashboards import union_sections as sections
        from gonglian.dashboards.renewal import renewal_section

        nightly.register("dashboards.send_digests", digest.send_all)
        for order, loader, anchor, title, column in (
            (10, sections.terms_section, "terms", _("机构与任期"), MAIN),
            (15, renewal_section, "renewal", _("换届安排"), MAIN),
            (20, sections.founding_section, "founding", _("组建和换届"), MAIN),
            (25, moves.moves_section, "moves", _("加入和变更"), MAIN),
            (30, sections.deadlines_section, "deadlines", _("期限"), SIDE),
            (40, sections.papers_section, "papers", _("公文"), SIDE),
        ):
            template = f"dashboards/union/{anchor}.html"
            register("union_file", order, loader, template, anchor=anchor, title=title, column=column)
        template = "dashboards/union/pending.html"
        register("union_map", 10, moves.pending_section, template, anchor="pending", title=_("在办的变动"))
