from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "gonglian.organisation"

    def ready(self) -> None:
        from gonglian.core import rotation
        from gonglian.organisation.models import Person

        rotation.register_column(Person, "id_sealed")
