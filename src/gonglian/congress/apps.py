from django.apps import AppConfig


class CongressConfig(AppConfig):
    name = "gonglian.congress"

    def ready(self) -> None:
        from gonglian.congress import day
        from gonglian.core.merging import stays
        from gonglian.meetings import preparation

        preparation.register(day)

        stays("organisation.person", "congress.delegate", "person")  # founding says which are still open
        stays("organisation.person", "congress.nominee", "person")
