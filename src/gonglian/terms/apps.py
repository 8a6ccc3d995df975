from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "gonglian.terms"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from gonglian.approvals.registry import register
        from gonglian.congress.archives.contents import contribute
        from gonglian.core.merging import follows
        from gonglian.meetings import preparation
        from gonglian.organisation import endings
        from gonglian.terms.actions.posts import position_ended
        from gonglian.terms.by_elections import day
        from gonglian.terms.by_elections.archive import vote_record
        from gonglian.terms.extending.actions import REQUEST_KIND
        from gonglian.terms.stories import register_stories

        register_stories()
        register(REQUEST_KIND, "terms:extension_by_request", _("延期换届请示"))
        preparation.register(day)
        contribute(vote_record)
        endings.follow(position_ended)
        person = "organisation.person"
        for model, name in (
            ("terms.holder", "person"), ("terms.acting", "person"), ("terms.substitution", "former"),
            ("terms.substitution", "successor"),
            ("terms.bynominee", "person"),
        ):  # fmt: skip
            follows(person, model, name)
