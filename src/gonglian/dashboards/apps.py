from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "gonglian.dashboards"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.core.sections import SIDE, register
        from gonglian.dashboards import moves
        from gonglian.dashboards import union_sections as sections
        from gonglian.dashboards.renewal import renewal_section

        page = "union_file"
        register(
            page, 10, sections.terms_section, "dashboards/union/terms.html", anchor="terms", title=_("机构与任期"),
        )  # fmt: skip
        register(
            page, 15, renewal_section, "dashboards/union/renewal.html", anchor="renewal", title=_("换届安排")
        )  # fmt: skip
        register(
            page, 20, sections.founding_section, "dashboards/union/founding.html", anchor="founding", title=_("组建"),
        )  # fmt: skip
        register(
            page, 30, sections.deadlines_section, "dashboards/union/deadlines.html", anchor="deadlines",
            title=_("期限"), column=SIDE,
        )  # fmt: skip
        register(
            page, 40, sections.papers_section, "dashboards/union/papers.html", anchor="papers", title=_("公文"), column=SIDE
        )  # fmt: skip
        register(
            page,
            25,
            moves.moves_section,
            "dashboards/union/moves.html",
            anchor="moves",
            title=_("加入和变更"),
        )
