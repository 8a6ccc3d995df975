from django.apps import AppConfig


class CongressConfig(AppConfig):
    name = "gonglian.congress"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.congress import day
        from gonglian.congress.archives.views import archives_section
        from gonglian.core import sections, story
        from gonglian.core.merging import stays
        from gonglian.meetings import preparation

        preparation.register(day)

        stays("organisation.person", "congress.delegate", "person")  # founding says which are still open
        stays("organisation.person", "congress.nominee", "person")
        stays("organisation.person", "congress.proposal", "person")
        stays("organisation.person", "congress.delegatechange", "leaver")
        stays("organisation.person", "congress.delegatechange", "successor")
        story.register("congress.seal_archive", _("封存%(name)s档案（第 %(number)s 份）"))
        story.register("congress.download_archive", _("下载%(name)s封存档案（第 %(number)s 份）"))
        sections.register(
            "union_file", 35, archives_section, "congress/archives_section.html", anchor="archives", title=_("大会档案"),
            column=sections.SIDE,
        )  # fmt: skip
