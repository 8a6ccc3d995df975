"""Area codes of identity numbers, past and present."""

from __future__ import annotations

import pytest

from gonglian.reference.idareas import known_id_areas


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("371302", True),
        ("371324", True),
        ("372801", True),  # the county-level city before 1994
        ("372823", True),  # 苍山县 before 1994
        ("110101", True),
        ("510213", True),  # Chongqing while it belonged to Sichuan
        ("371398", False),
        ("999999", False),
        ("000000", False),
    ],
)
def test_known_id_areas(code: str, known: bool) -> None:
    assert (code in known_id_areas()) is known


def test_known_id_areas_are_six_digits() -> None:
    assert {(len(code), code.isdigit()) for code in known_id_areas()} == {(6, True)}
