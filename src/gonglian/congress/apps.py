from django.apps import AppConfig


class CongressConfig(AppConfig):
    name = "gonglian.congress"

    def ready(self) -> None:
        from gonglian.core.merging import stays

        stays("organisation.person", "congress.delegate", "person")  # founding says which are still open
        stays("organisation.person", "congress.nominee", "person")
        stays("organisation.person", "congress.delegatechange", "leaver")
        stays("organisation.person", "congress.delegatechange", "successor")
