"""Choosing a person by what is typed into a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _


class People:
    """The persons one may choose from, by what is typed: the name, and the place behind it where several share it.

    rows: primary key, name, place of each; a person named twice counts once.
    """

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        known = {pk: (name, place) for pk, name, place in rows}
        times = Counter(name for name, _place in known.values())
        both = Counter(known.values())
        self.labels: dict[str, int] = {}
        for pk, (name, place) in known.items():
            label = name if times[name] == 1 else f"{name}（{place}）"
            if both[name, place] > 1:
                label = _("%(name)s（%(place)s，编号 %(pk)s）") % {"name": name, "place": place, "pk": pk}
            self.labels[label] = pk
        self.shared = {name for name, n in times.items() if n > 1}

    def label_of(self, pk: int) -> str:
        return next((label for label, one in self.labels.items() if one == pk), "")

    def find(self, typed: str) -> int | None:
        """The person of a label; None when there is none. Refused (ValidationError): a name that several share."""
        if typed in self.shared:
            raise forms.ValidationError(
                _("有几个人叫 %(name)s。请从名单里选清楚是哪一个。") % {"name": typed}
            )
        return self.labels.get(typed)
