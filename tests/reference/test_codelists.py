"""Code lists: what a cell may say and what is kept."""

from __future__ import annotations

import pytest

from gonglian.reference.codelists import STANDARDS, CodeList, code_lists, codelist


@pytest.mark.parametrize(
    ("list_id", "word", "name"),
    [
        ("sex", "男", "男"),
        ("sex", "2", "女"),
        ("sex", "女性", "女"),
        ("sex", "f", "女"),
        ("sex", "甲", None),
        ("ethnicity", "汉", "汉族"),
        ("ethnicity", "汉族", "汉族"),
        ("ethnicity", "01", "汉族"),
        ("ethnicity", "1", "汉族"),
        ("ethnicity", " 回 族 ", "回族"),
        ("ethnicity", "维族", "维吾尔族"),
        ("ethnicity", "56", "基诺族"),
        ("ethnicity", "57", None),
        ("political", "党员", "中共党员"),
        ("political", "中国共产党党员", "中共党员"),
        ("political", "预备党员", "中共预备党员"),
        ("political", "团员", "共青团员"),
        ("political", "一般群众", "群众"),
        ("political", "无党派", "无党派人士"),
        ("education", "本科", "大学本科毕业"),
        ("education", "大专", "大学专科毕业"),
        ("education", "高中", "普通高中毕业"),
        ("education", "研究生", "研究生教育"),
        ("education", "技校", "技工学校毕业"),
        ("id_type", "身份证", "居民身份证"),
        ("id_type", "外国人永久居留证", "其他法定有效证件"),
        ("economic_type", "有限责任(公司)", "有限责任（公司）"),
        ("economic_type", "个体工商户", "个体经营"),
        ("economic_type", "１７３", "私营有限责任（公司）"),
        ("unit_category", "事业单位", "事业"),
        ("union_type", "联合", "联合基层工会"),
        ("union_type", "乡镇(街道)工会", "乡镇（街道）工会"),
        ("eight_groups", "外卖骑手", "网约送餐员"),
        ("eight_groups", "卡车司机", "货车司机"),
        ("membership_status", "会员", "已入会"),
        ("membership_status", "", None),
    ],
)
def test_canonical_word(list_id: str, word: str, name: str | None) -> None:
    assert codelist(list_id).canonical(word) == name


@pytest.mark.parametrize(
    ("list_id", "count"),
    [
        ("sex", 4),
        ("ethnicity", 58),
        ("political", 13),
        ("education", 40),
        ("id_type", 8),
        ("economic_type", 34),
        ("unit_category", 16),
        ("union_type", 9),
        ("eight_groups", 8),
        ("membership_status", 4),
    ],
)
def test_code_list_is_whole(list_id: str, count: int) -> None:
    assert len(codelist(list_id).codes) == count


def test_code_lists_are_those_with_a_standard() -> None:
    assert set(code_lists()) == set(STANDARDS)


@pytest.mark.parametrize("found", code_lists().values(), ids=code_lists().keys())
def test_code_list_gives_each_word_one_meaning(found: CodeList) -> None:
    for entry in found.codes:
        for word in (entry.code, entry.name, *entry.variants):
            assert found.find(word) == entry


def test_codelist_unknown_is_refused() -> None:
    with pytest.raises(KeyError):
        codelist("colour")
