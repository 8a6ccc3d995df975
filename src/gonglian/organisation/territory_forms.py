"""What is typed to register the unions of a federation's places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonglian.reference.models import Region


class TerritoryForm(forms.Form):
    """One line a place: a tick and the name of its union. A place without a tick is left out."""

    def __init__(self, places: Sequence[Region], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for place in places:
            named = {"name": place.name}
            self.fields[f"take_{place.pk}"] = forms.BooleanField(
                label=_("登记%(name)s的工会") % named, required=False, initial=True
            )
            self.fields[f"name_{place.pk}"] = forms.CharField(
                label=_("%(name)s的工会名称") % named, max_length=120, required=False,
                initial=_("%(name)s总工会") % named,
            )  # fmt: skip

    def lines(self) -> list[tuple[Region, forms.BoundField, forms.BoundField]]:
        """Each place with its tick and its name."""
        return [(place, self[f"take_{place.pk}"], self[f"name_{place.pk}"]) for place in self.places]

    def clean(self) -> dict[str, Any]:
        """Refused: a ticked place without a name."""
        given: dict[str, Any] = super().clean() or {}
        for place in self.places:
            if given.get(f"take_{place.pk}") and not given.get(f"name_{place.pk}"):
                self.add_error(f"name_{place.pk}", _("勾选了就要写工会名称。"))
        return given

    def chosen(self) -> list[tuple[Region, str]]:
        """The ticked places with the names of their unions."""
        given = self.cleaned_data
        return [(place, given[f"name_{place.pk}"]) for place in self.places if given.get(f"take_{place.pk}")]
