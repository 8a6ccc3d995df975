from collections.abc import Iterable

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def demand_known_roles(asked: Iterable[str]) -> None:
    """Raises ImproperlyConfigured for a word of GONGLIAN_SECOND_FACTOR that is no role: it would protect nobody."""
    from gonglian.organisation.states import Role

    if unknown := sorted(set(asked) - set(Role.values)):
        raise ImproperlyConfigured(f"GONGLIAN_SECOND_FACTOR names no role: {', '.join(unknown)}")


class OrganisationConfig(AppConfig):
    name = "gonglian.organisation"

    def ready(self) -> None:
        demand_known_roles(settings.SECOND_FACTOR_ROLES)
        from gonglian.core import readings, rotation
        from gonglian.core.merging import follows, stays
        from gonglian.organisation.models import Person

        rotation.register_column(Person, "id_sealed")
        readings.register("organisation.reveal_field", "organisation.person")
        person, employer = "organisation.person", "organisation.employer"
        follows(person, "organisation.membership", "person")
        follows(person, "organisation.position", "person")
        follows(person, person, "merged_into")
        follows(employer, "organisation.coverage", "employer")
        follows(employer, "organisation.position", "employer")
        follows(employer, "organisation.hostbody", "employer")
        follows(employer, employer, "legal_person")
        follows(employer, employer, "merged_into")
        for name in ("kept", "dropped"):
            stays(person, "organisation.personmerge", name)
            stays(employer, "organisation.employermerge", name)
