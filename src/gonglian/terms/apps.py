from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "gonglian.terms"

    def ready(self) -> None:
        from gonglian.core.merging import follows
        from gonglian.organisation import endings
        from gonglian.terms.actions.posts import position_ended
        from gonglian.terms.stories import register_stories

        register_stories()
        endings.follow(position_ended)
        person = "organisation.person"
        for model, name in (
            ("terms.holder", "person"), ("terms.acting", "person"), ("terms.substitution", "former"),
            ("terms.substitution", "successor"),
        ):  # fmt: skip
            follows(person, model, name)
