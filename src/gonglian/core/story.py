"""The act log as a story: for each act the sentence that tells it. Areas register theirs when loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gonglian.core.models import Act


@dataclass(frozen=True)
class Sentence:
    """How one kind of act is told.

    template: a named %-format over `object`, the act's `after` values under their names, its `before` values
    with `old_` in front, and `count`. words: for a value that is a code, code → word. counted: told once a
    day with the number of acts and no names, because there are many or they are about single members.
    """

    template: Any
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    counted: bool = False


_SENTENCES: dict[str, Sentence] = {}


def register(
    act: str, template: Any, *, words: Mapping[str, Mapping[str, Any]] | None = None, counted: bool = False
) -> None:
    """Say how `act` (area.verb_noun) is told; see Sentence. Refused: a second sentence for the same act."""
    if act in _SENTENCES:
        raise ValueError(f"{act} has its sentence already")
    _SENTENCES[act] = Sentence(template, words or {}, counted)


def counted_acts() -> list[str]:
    """The acts that are told in numbers."""
    return sorted(name for name, sentence in _SENTENCES.items() if sentence.counted)


def known_acts() -> set[str]:
    return set(_SENTENCES)


def tell(act: Act, count: int = 1) -> str:
    """The sentence of an act; for one nobody registered, its object and that something was done."""
    sentence = _SENTENCES.get(act.act)
    if sentence is None:
        return _("%(object)s：办理了一项登记") % {"object": act.object_name}
    values: defaultdict[str, Any] = defaultdict(str, object=act.object_name, count=count)
    values.update({f"old_{name}": value for name, value in act.before.items()})
    values.update(act.after)
    for name, words in sentence.words.items():
        values[name] = words.get(values[name], values[name])
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = "、".join(map(str, value))
    return str(sentence.template) % values
