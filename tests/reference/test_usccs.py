"""Unified social credit codes: faults and kinds."""

from __future__ import annotations

import pytest

from gonglian.reference.usccs import UsccKind, uscc_fault, uscc_kind


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91110000600037341L", None),
        ("81371302MC0000001Q", None),
        ("89371300MC00000026", None),
        ("N2371302MC0000003D", None),  # a rural collective begins with a letter
        ("91371302MA3C000015", None),
        ("", "length"),
        ("81371302MC0000001", "length"),
        ("81371302MC0000001Q0", "length"),
        ("81371302MC0000001 ", "illegal_char"),
        ("81371302MO0000001Q", "illegal_char"),
        ("81371302MCI000001Q", "illegal_char"),
        ("81371302mc0000001q", "illegal_char"),
        ("8137130AMC0000001C", "illegal_char"),  # a letter in the area part
        ("81371302MC00000011", "checksum"),
        ("81371302CM0000001Q", "checksum"),  # two places changed over
    ],
)
def test_uscc_fault(code: str, fault: str | None) -> None:
    assert uscc_fault(code) == fault


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("81371302MC0000001Q", UsccKind("81", "工会", "基层工会")),
        ("89371300MC00000026", UsccKind("89", "工会", "其他工会")),
        ("N2371302MC0000003D", UsccKind("N2", "农业", "村级集体经济组织")),
        ("91371302MA3C000015", UsccKind("91", "市场监管", "企业")),
        ("13", UsccKind("13", "机构编制", "编办直接管理机构编制的群众团体")),
        ("92", UsccKind("92", "市场监管", "个体工商户")),
        ("99", None),
        ("8", None),
        ("", None),
    ],
)
def test_uscc_kind(code: str, kind: UsccKind | None) -> None:
    assert uscc_kind(code) == kind
