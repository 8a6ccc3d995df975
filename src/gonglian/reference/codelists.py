"""The code lists that rosters and forms use, and the words people write instead of the standard ones.

The table is data/codelists.csv: list, code, name, variants separated by a bar. Names are the words kept and
shown.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "codelists.csv"

# Which standard the codes and names follow. "own" means that no published codes were found and the codes
# are ours.
STANDARDS: Mapping[str, str] = {
    "sex": "GB/T 2261.1-2003",
    "ethnicity": "GB/T 3304-1991",
    "political": "GB/T 4762-1984, short names",
    "education": "GB/T 4658-2006",
    "id_type": "WS 364 CV02.01.101",
    "economic_type": "GB/T 12402-2000",
    "unit_category": "union organisation registration form, 2015",
    "union_type": "own; 1 and 2 as in item 904 of the national survey, 2021",
    "eight_groups": "own; the eight groups of 2018",
    "membership_status": "own",
}


@dataclass(frozen=True)
class Code:
    """One entry: its code as text, its name, and the words accepted for it."""

    code: str
    name: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """One list in the order of its codes."""

    id: str
    standard: str
    codes: tuple[Code, ...]

    def find(self, word: str) -> Code | None:
        """Return the entry that a cell means: its code, its name or a known variant; None when nothing fits.

        Widths, brackets of either kind and spaces do not matter; a code may lack its leading zeros.
        """
        key = _key(word)
        return self._by_word.get(key) or self._by_word.get(_padded(key, self.codes[0].code))

    def canonical(self, word: str) -> str | None:
        """Return the name to keep for what a cell says (汉, 汉族, 01 → 汉族), or None."""
        found = self.find(word)
        return found.name if found else None

    @cached_property
    def _by_word(self) -> Mapping[str, Code]:
        return {
            _key(word): entry for entry in self.codes for word in (entry.code, entry.name, *entry.variants)
        }


def codelist(list_id: str) -> CodeList:
    """Return one list by its id, a key of STANDARDS. KeyError for any other id."""
    return code_lists()[list_id]


@cache
def code_lists() -> Mapping[str, CodeList]:
    """Return every list by id."""
    entries: dict[str, list[Code]] = {list_id: [] for list_id in STANDARDS}
    with TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            variants = tuple(row["variants"].split("|")) if row["variants"] else ()
            entries[row["list"]].append(Code(row["code"], row["name"], variants))
    return {
        list_id: CodeList(list_id, STANDARDS[list_id], tuple(codes)) for list_id, codes in entries.items()
    }


def _key(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).split()).upper()


def _padded(key: str, sample: str) -> str:
    return key.zfill(len(sample)) if key.isascii() and key.isdigit() else key
