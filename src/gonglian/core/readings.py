"""Acts that change nothing and read what is masked: areas name theirs when loaded, so that a person can be told of them."""

from __future__ import annotations

_READINGS: dict[str, str] = {}


def register(act: str, subject: str) -> None:
    """subject: the model label of what the act is about; the person himself, or the union whose members were read."""
    _READINGS[act] = subject


def reading_acts(subject: str) -> list[str]:
    """The acts that read about such a subject."""
    return sorted(act for act, label in _READINGS.items() if label == subject)


def is_reading(act: str) -> bool:
    return act in _READINGS
