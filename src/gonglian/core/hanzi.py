"""Chinese names as keys: pinyin for searching and sorting, strokes for the surname order.

Both sources stand outside the repository: readings come from the package pypinyin, strokes from the npm
package cnchar-order (MIT), which is read where npm put it and never copied.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin, load_phrases_dict, load_single_dict

from gonglian.config.paths import node_modules


class PinyinKey(NamedTuple):
    """Three spellings of one name, lower case, without tones; ü is written v, as people type it.

    `full` wanghai, `initials` wh, `sort` wang hai. Runs of Latin letters and digits stay whole in all three.
    """

    full: str
    initials: str
    sort: str


class StrokeTableError(RuntimeError):
    """The stroke table is absent, or is not of the shape this module can read."""


# One entry per character: stroke count, five classes in writing order, accessory forms, the character itself.
StrokeKey = tuple[tuple[int, str, str, str], ...]

# ---------------------------------------------------------------- readings


def _pairs(text: str) -> dict[str, str]:
    """Read "单:shan 曾:zeng" into a dict."""
    return dict(entry.split(":") for entry in text.split())


# Surnames read otherwise than the character elsewhere, and surnames of several readings, of which one is
# fixed here. 盖 has two readings; Shandong says gai. 乐 has two; yue is the commoner one.
SURNAMES: Mapping[str, str] = _pairs(
    "单:shan 曾:zeng 仇:qiu 解:xie 查:zha 朴:piao 区:ou 缪:miao 乐:yue 召:shao 翟:zhai 折:she "
    "覃:qin 洗:xian 员:yun 贠:yun 薄:bo 卜:bu 种:chong 郇:xun 句:gou 祭:zhai 阚:kan 隗:wei "
    "乜:nie 粘:nian 牟:mu 佴:nai 秘:bi 炅:gui 么:yao 藏:zang 都:du 繁:po 角:jue 盖:gai "
    "任:ren 逄:pang 那:na 冼:xian 宓:mi 尉:wei 柏:bai 贲:ben 车:che 晁:chao 谌:chen 褚:chu "
    "郗:xi 盛:sheng 石:shi 沈:shen 万:wan 相:xiang 燕:yan 应:ying 叶:ye 臧:zang 占:zhan 宿:su "
    "强:qiang 曲:qu 瞿:qu 殷:yin 於:yu 俞:yu 幺:yao 要:yao 过:guo 华:hua 葛:ge 费:fei "
    "冯:feng 干:gan 亓:qi 莘:shen 宁:ning 纪:ji 哈:ha 逯:lu 訾:zi 仉:zhang 禚:zhuo 庹:tuo "
    "眭:sui 殳:shu 笮:ze"
)

# Compound surnames that reading character by character would get wrong. They count from three characters on.
COMPOUND_SURNAMES: Mapping[str, tuple[str, ...]] = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"),
    "子车": ("zi", "ju"),
    "夹谷": ("jia", "gu"),
    "乐正": ("yue", "zheng"),
    "亓官": ("qi", "guan"),
}

# What the library reads otherwise than names do: first single characters, then words of places and trades.
_SINGLE = {"都": "dū", "长": "cháng", "曾": "zēng", "晟": "shèng", "还": "huán"}
_WORDS = (
    "单县:shàn xiàn,乐陵:lào líng,牟平:mù píng,中牟:zhōng mù,洪洞:hóng tóng,解州:xiè zhōu,繁峙:fán shì,"
    "重坊:chóng fāng,芦柞:lú zuò,总行:zǒng háng,支行:zhī háng,珠宝行:zhū bǎo háng,"
    "物流行业:wù liú háng yè,主流行业:zhǔ liú háng yè,给排水:jǐ pái shuǐ"
)


def _teach_library() -> None:
    load_single_dict({ord(character): reading for character, reading in _SINGLE.items()})
    words = (entry.split(":") for entry in _WORDS.split(","))
    load_phrases_dict({word: [[syllable] for syllable in reading.split()] for word, reading in words})


_teach_library()

_MIDDLE_DOTS = re.compile("[·•・‧∙⋅．.]")
_RUNS = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def pinyin(name: str, *, surname: bool = False) -> PinyinKey:
    """Spell a name; `surname=True` for persons, whose first character may have a reading of its own.

    Organisations and places are read word by word (银行 yinhang), persons character by character. A name
    with a middle dot (查干·巴特尔) has no surname in front. Spaces, dots and marks fall away; a character
    without a known reading stands as itself.
    """
    text = unicodedata.normalize("NFKC", name).strip().lower()
    if not surname:
        return _spell(text, _read_words)
    if _MIDDLE_DOTS.search(text):
        return _spell(text, _read_characters)
    return _spell(re.sub(r"\s", "", text), _read_person)


def _spell(text: str, read: Callable[[str], list[str]]) -> PinyinKey:
    syllables: list[str] = []
    initials: list[str] = []
    for run in _RUNS.findall(text):
        if run.isascii():
            syllables.append(run)
            initials.append(run)
        else:
            read_run = read(run)
            syllables.extend(read_run)
            initials.extend(syllable[0] for syllable in read_run)
    return PinyinKey("".join(syllables), "".join(initials), " ".join(syllables))


def _read_words(run: str) -> list[str]:
    parts = lazy_pinyin(run)  # characters without a reading come back in one piece
    return [syllable for part in parts for syllable in ([part] if part.isascii() else part)]


def _read_characters(run: str) -> list[str]:
    return [_read_character(character) for character in run]


def _read_person(run: str) -> list[str]:
    compound = COMPOUND_SURNAMES.get(run[:2]) if len(run) > 2 else None
    head = list(compound) if compound else [SURNAMES.get(run[0]) or _read_character(run[0])]
    return head + _read_characters(run[len(head) :])


@cache
def _read_character(character: str) -> str:
    return lazy_pinyin(character)[0]


# ---------------------------------------------------------------- strokes

# GF 3003-1999: 横1 竖2 撇3 点4 折5. The accessory form of a class follows its main form.
_MAIN_FORMS = {"横": "1", "竖": "2", "撇": "3", "点": "4", "点2": "4"}
_ACCESSORY_FORMS = {"提": "1", "竖钩": "2", "捺": "4"}
_TURNING = "5"

# Characters whose strokes the table has wrong, in the five classes.
_CORRECTIONS = {"皙": "1234331232511", "炽": "433425134"}
_PROBES = {
    "一": "1",
    "丁": "12",
    "王": "1121",
    "刘": "413422",
    "孙": "521234",
    "周": "35121251",
}
_SMALLEST_TABLE = 6000
_UNKNOWN = 999


class _Strokes(NamedTuple):
    classes: str
    accessories: str


def stroke_table_path() -> Path:
    """Return where npm put the stroke table; GONGLIAN_NODE_MODULES moves it."""
    return node_modules() / "cnchar-order" / "cnchar.order.min.js"


def stroke_key(name: str) -> StrokeKey:
    """Return the sort key of the surname-stroke order (姓氏笔画, clause NOM-06).

    First the stroke count of the first character, then its strokes in writing order (横竖撇点折), then the
    next characters likewise. A compound surname has no place of its own. After the same first character a
    name of two characters goes before longer ones: the surname order (unlike the plain name order of
    people's congresses) counts its missing middle character as no stroke. Characters outside the table come
    last; `unknown_strokes` names them. Spaces, dots and marks do not count.
    """
    letters = _letters(name)
    keys = [_character_key(letter) for letter in letters]
    if len(letters) == 2:
        keys.insert(1, (0, "", "", ""))
    return tuple(keys)


def unknown_strokes(name: str) -> tuple[str, ...]:
    """Return the characters of the name that the table does not hold, in order: a person must place them."""
    return tuple(letter for letter in _letters(name) if letter not in _table(stroke_table_path()))


def _letters(name: str) -> list[str]:
    """Letters, digits and characters of private use (rare characters of older systems)."""
    text = unicodedata.normalize("NFKC", name)
    return [c for c in text if unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "Co"]


def _character_key(character: str) -> tuple[int, str, str, str]:
    strokes = _table(stroke_table_path()).get(character)
    if strokes is None:
        return (_UNKNOWN, "", "", character)
    return (len(strokes.classes), strokes.classes, strokes.accessories, character)


@cache
def _table(path: Path) -> Mapping[str, _Strokes]:
    """Read the table once per path. Refused: absent, unreadable, thin, or wrong on characters known here."""
    if not path.is_file():
        raise StrokeTableError(
            _("找不到笔画表 %(path)s。请在项目目录运行 npm ci，或用 GONGLIAN_NODE_MODULES 指明目录。")
            % {"path": path}
        )
    try:
        return _parse(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise StrokeTableError(
            _("无法读取笔画表 %(path)s（%(fault)s）。请安装 package.json 规定的 cnchar-order 版本。")
            % {"path": path, "fault": fault}
        ) from fault


def _parse(source: str) -> dict[str, _Strokes]:
    """Take two tables out of the bundle: strokes of each character, and the name of each stroke letter."""
    literals = [json.loads(text) for text in re.findall(r"JSON\.parse\('(\{.*?\})'\)", source)]
    if len(literals) != 2:
        raise ValueError(f"{len(literals)} tables, 2 expected")
    orders, letters = sorted(literals, key=len, reverse=True)
    main = {letter: _stroke_class(stroke) for letter, stroke in letters.items()}
    accessory = {letter: str(int(stroke["name"] in _ACCESSORY_FORMS)) for letter, stroke in letters.items()}
    table = {
        character: _Strokes("".join(main[x] for x in order), "".join(accessory[x] for x in order))
        for character, order in orders.items()
    }
    table |= {character: _Strokes(classes, "") for character, classes in _CORRECTIONS.items()}
    wrong = [c for c, classes in _PROBES.items() if table[c].classes != classes]
    if wrong or len(table) < _SMALLEST_TABLE:
        raise ValueError(f"{len(table)} characters, wrong: {wrong}")
    return table


def _stroke_class(stroke: Mapping[str, str]) -> str:
    name = stroke["name"]
    known = _MAIN_FORMS.get(name) or _ACCESSORY_FORMS.get(name)
    if known:
        return known
    if stroke["type"] != "折笔":
        raise ValueError(f"stroke {name}")
    return _TURNING
