from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "gonglian.terms"

    def ready(self) -> None:
        from gonglian.core.merging import follows

        follows("organisation.person", "terms.holder", "person")
