from datetime import date

import pytest
from tests.factories.dirty_rosters import id_number

from gonglian.reference import idcards


@pytest.mark.parametrize("order", range(501, 531))
def test_checksum_holds_for_one_last_character_only(order: int) -> None:
    right = id_number("990101", "19900101", order)
    others = [right[:17] + last for last in "0123456789X"]
    assert [number for number in others if idcards.checksum_holds(number)] == [right]


@pytest.mark.parametrize(
    "number",
    [
        "",
        "9901011990010150",
        "9901011990010150AX",
        "９９０１０１１９９００１０１５０１X",
        "99010119900101501xx",
    ],
)
def test_checksum_fails_for_what_is_no_number(number: str) -> None:
    assert not idcards.checksum_holds(number)


@pytest.mark.parametrize(
    ("written", "read"), [("19900228", date(1990, 2, 28)), ("19900230", None), ("00000000", None)]
)
def test_birth_of_a_number(written: str, read: date | None) -> None:
    assert idcards.birth(id_number("990101", written, 501)) == read


@pytest.mark.parametrize(("order", "expected"), [(501, "男"), (502, "女"), (510, "女")])
def test_sex_of_a_number(order: int, expected: str) -> None:
    assert idcards.sex(id_number("990101", "19900101", order)) == expected


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("371302", True),
        ("371327", True),
        ("372801", True),
        ("372833", True),
        ("371399", False),
        ("371398", False),
    ],
)
def test_area_codes_in_use_now_or_once(area: str, expected: bool) -> None:
    assert (area in idcards.area_codes()) is expected
