"""Names as keys: readings of surnames, places and trades; the surname-stroke order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gonglian.core import hanzi
from gonglian.core.hanzi import PinyinKey, StrokeTableError, pinyin, stroke_key, unknown_strokes


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("王海", "wanghai", "wh"),
        ("单明", "shanming", "sm"),
        ("曾明", "zengming", "zm"),
        ("仇明", "qiuming", "qm"),
        ("解明", "xieming", "xm"),
        ("查明", "zhaming", "zm"),
        ("任明", "renming", "rm"),
        ("朴明", "piaoming", "pm"),
        ("盖明", "gaiming", "gm"),
        ("区明", "ouming", "om"),
        ("宓明", "miming", "mm"),
        ("缪明", "miaoming", "mm"),
        ("乐明", "yueming", "ym"),
        ("召明", "shaoming", "sm"),
        ("翟明", "zhaiming", "zm"),
        ("折明", "sheming", "sm"),
        ("覃明", "qinming", "qm"),
        ("逄明", "pangming", "pm"),
        ("那明", "naming", "nm"),
        ("冼明", "xianming", "xm"),
        ("吕明", "lvming", "lm"),
        ("万明", "wanming", "wm"),
        ("尉明", "weiming", "wm"),
        ("尹明", "yinming", "ym"),
        ("万俟明", "moqiming", "mqm"),
        ("尉迟明", "yuchiming", "ycm"),
        ("长孙明", "zhangsunming", "zsm"),
        ("尉迟", "weichi", "wc"),
        ("王单", "wangdan", "wd"),
        ("王长明", "wangchangming", "wcm"),
        ("欧阳明", "ouyangming", "oym"),
    ],
)
def test_pinyin_of_a_person(name: str, full: str, initials: str) -> None:
    key = pinyin(name, surname=True)
    assert (key.full, key.initials) == (full, initials)


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("单位", "danwei", "dw"),
        ("银行", "yinhang", "yh"),
        ("重庆路支行", "chongqingluzhihang", "cqlzh"),
        ("长春", "changchun", "cc"),
        ("行业", "hangye", "hy"),
        ("会计学会会长", "kuaijixuehuihuizhang", "kjxhhz"),
        ("高都镇", "gaoduzhen", "gdz"),
        ("单县", "shanxian", "sx"),
        ("乐陵市", "laolingshi", "lls"),
        ("莒南县（大店镇）", "junanxiandadianzhen", "jnxddz"),
    ],
)
def test_pinyin_of_an_organisation(name: str, full: str, initials: str) -> None:
    key = pinyin(name)
    assert (key.full, key.initials) == (full, initials)


@pytest.mark.parametrize(
    ("name", "surname", "key"),
    [
        ("王 海", True, PinyinKey("wanghai", "wh", "wang hai")),
        ("王　海", True, PinyinKey("wanghai", "wh", "wang hai")),
        ("查干·巴特", True, PinyinKey("chaganbate", "cgbt", "cha gan ba te")),
        ("查干•巴特", True, PinyinKey("chaganbate", "cgbt", "cha gan ba te")),
        ("ＡＢ物流 第3部", False, PinyinKey("abwuliudi3bu", "abwld3b", "ab wu liu di 3 bu")),
        ("㐂一", True, PinyinKey("㐂yi", "㐂y", "㐂 yi")),
        ("㐂㐂社", False, PinyinKey("㐂㐂she", "㐂㐂s", "㐂 㐂 she")),
        ("", True, PinyinKey("", "", "")),
        ("·", False, PinyinKey("", "", "")),
    ],
)
def test_pinyin_of_an_unusual_name(name: str, surname: bool, key: PinyinKey) -> None:
    assert pinyin(name, surname=surname) == key


@pytest.mark.parametrize(
    ("character", "classes"),
    [
        ("丁", "12"),
        ("万", "153"),
        ("马", "551"),
        ("王", "1121"),
        ("刘", "413422"),
        ("孙", "521234"),
        ("李", "1234521"),
        ("杨", "1234533"),
        ("吴", "2511134"),
        ("张", "5153154"),
        ("陈", "5215234"),
        ("周", "35121251"),
        ("赵", "121213434"),
        ("胡", "122513511"),
        ("徐", "3323411234"),
        ("郭", "4125152152"),
        ("黄", "12212512134"),
        ("皙", "1234331232511"),
    ],
)
def test_stroke_key_of_one_character(character: str, classes: str) -> None:
    assert stroke_key(character)[0][:2] == (len(classes), classes)


@pytest.mark.parametrize(
    "ordered",
    [
        "丁一 马一 王一 刘一 孙一 李一 张一 陈一 周一",
        "王海 石一 龙一 卢一 白一 冯一 边一",  # four strokes, then five: 横 横 竖 撇 点 折
        "朱明 任明 刘明 关明 孙明",  # six strokes: 撇 撇 点 点 折
        "李一 杨一 吴一 邱一 何一 张一 陈一",
        "马红 马兴一 马兴山",
        "干一 于一",  # same classes: 竖 before 竖钩
        "王安 王磊 王小明 王东明",  # two characters before three
        "欧平 欧小明 欧阳明",
        "王海 ABC 㐂一",
    ],
)
def test_stroke_key_sorts(ordered: str) -> None:
    names = ordered.split()
    backwards = names[::-1]
    assert sorted(backwards, key=stroke_key) == names


def test_stroke_key_keeps_one_surname_together() -> None:
    names = ["田大", "由大", "田小山", "由小山"]
    assert [name[0] for name in sorted(names, key=stroke_key)] in (list("田田由由"), list("由由田田"))


@pytest.mark.parametrize("name", ["王 海", "王　海", "王·海"])
def test_stroke_key_ignores_spaces_and_dots(name: str) -> None:
    assert stroke_key(name) == stroke_key("王海")


@pytest.mark.parametrize(
    ("name", "unknown"), [("王海", ()), ("㐂·A王", ("㐂", "A")), ("王\ue000", ("\ue000",)), ("", ())]
)
def test_unknown_strokes_names_the_characters(name: str, unknown: tuple[str, ...]) -> None:
    assert unknown_strokes(name) == unknown


def test_stroke_table_covers_the_common_characters() -> None:
    pairs = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    common = "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)
    assert (len(common), unknown_strokes(common)) == (3755, ())


def _install(node_modules: Path, text: str) -> None:
    package = node_modules / "cnchar-order"
    package.mkdir()
    (package / "cnchar.order.min.js").write_text(text, encoding="utf-8")


def test_stroke_table_absent_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGLIAN_NODE_MODULES", str(tmp_path))
    with pytest.raises(StrokeTableError, match="npm ci"):
        stroke_key("王")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("JSON.parse(", "JSON.read("),
        ('"王":"jjfj"', '"王":"jjf"'),
        ('"王":"jjfj"', '"王":"jjf7"'),
        ('"王":"jjfj",', ""),
        ('"name":"横"', '"name":"直"'),
        ('{"一"', '{"一'),
    ],
)
def test_stroke_table_changed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    source = hanzi.stroke_table_path().read_text(encoding="utf-8")
    assert old in source
    _install(tmp_path, source.replace(old, new))
    monkeypatch.setenv("GONGLIAN_NODE_MODULES", str(tmp_path))
    with pytest.raises(StrokeTableError, match="cnchar-order"):
        stroke_key("王")


def test_stroke_table_thin_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    orders = '{"一":"h","丁":"hs","王":"hhsh","刘":"dhpdss","孙":"zshspd","周":"pzhshszh"}'
    names = {"h": "横", "s": "竖", "p": "撇", "d": "点", "z": "横折"}
    letters = {letter: {"name": name, "type": "折笔"} for letter, name in names.items()}
    _install(tmp_path, f"JSON.parse('{orders}')JSON.parse('{json.dumps(letters)}')")
    monkeypatch.setenv("GONGLIAN_NODE_MODULES", str(tmp_path))
    with pytest.raises(StrokeTableError, match=r"wrong: \[\]"):
        stroke_key("王")
