"""Columns that spell another column of their row in pinyin, for sorting and searching; they follow it with every save."""

from __future__ import annotations

from typing import Any

from django.db import models

from gonglian.core.hanzi import pinyin


class SpeltField(models.CharField):  # type: ignore[type-arg]
    """source: the column that is spelt. part: full, initials or sort. surname: of a person. Never typed in.

    A save with `update_fields` that names the source names this one too; `update()` does not pass here.
    """

    def __init__(
        self, *args: Any, source: str, part: str = "full", surname: bool = False, **options: Any
    ) -> None:
        self.source, self.part, self.surname = source, part, surname
        options.setdefault("editable", False)
        options.setdefault("default", "")
        super().__init__(*args, **options)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = pinyin(getattr(model_instance, self.source), surname=self.surname)
        spelt = str(getattr(key, self.part))[: self.max_length]
        setattr(model_instance, self.attname, spelt)
        return spelt

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {
            "source": self.source, "part": self.part, "surname": self.surname,
        }  # fmt: skip
