"""Words of code lists as offices write them, and the one form each is kept in.

Blank stays None; a word that is not in a table is kept as written. Sources of the lists: GB/T 2261.1 (sex),
GB/T 3304 (ethnic groups, in the order of their codes), GB/T 4762 (political standing), GB/T 4658 (education).
"""

from collections.abc import Mapping
from functools import lru_cache

from gonglian.rosters import normalise

_SEX = {"男": "男", "女": "女", "男性": "男", "女性": "女", "1": "男", "2": "女", "M": "男", "F": "女"}

_ETHNIC_NAMES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 "
    "水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 "
    "乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)

_POLITICAL = {
    "中共党员": ["中共党员", "党员", "共产党员", "中国共产党党员", "正式党员", "01"],
    "中共预备党员": ["中共预备党员", "预备党员", "中国共产党预备党员", "02"],
    "共青团员": ["共青团员", "团员", "中国共产主义青年团团员", "03"],
    "民革党员": ["民革党员", "民革", "中国国民党革命委员会会员", "04"],
    "民盟盟员": ["民盟盟员", "民盟", "中国民主同盟盟员", "05"],
    "民建会员": ["民建会员", "民建", "中国民主建国会会员", "06"],
    "民进会员": ["民进会员", "民进", "中国民主促进会会员", "07"],
    "农工党党员": ["农工党党员", "农工党", "中国农工民主党党员", "08"],
    "致公党党员": ["致公党党员", "致公党", "中国致公党党员", "09"],
    "九三学社社员": ["九三学社社员", "九三学社", "10"],
    "台盟盟员": ["台盟盟员", "台盟", "台湾民主自治同盟盟员", "11"],
    "无党派人士": ["无党派人士", "无党派", "无党派民主人士", "12"],
    "群众": ["群众", "一般群众", "普通群众", "普通公民", "13"],
}

_EDUCATION = {
    "博士研究生毕业": ["博士研究生毕业", "博士研究生", "博士", "11"],
    "硕士研究生毕业": ["硕士研究生毕业", "硕士研究生", "硕士", "研究生", "研究生教育", "10", "14"],
    "大学本科毕业": ["大学本科毕业", "大学本科", "本科", "大学本科教育", "大学", "20", "21"],
    "大学专科毕业": ["大学专科毕业", "大学专科", "大专", "专科", "大学专科教育", "30", "31"],
    "中等专科毕业": ["中等专科毕业", "中等专科", "中专", "职业高中", "职高", "40", "41"],
    "技工学校毕业": ["技工学校毕业", "技工学校", "技校", "47"],
    "普通高中毕业": ["普通高中毕业", "普通高中", "高中", "高中毕业", "60", "61"],
    "初中毕业": ["初中毕业", "初中", "初级中学", "70", "71"],
    "小学毕业": ["小学毕业", "小学", "80", "81"],
}

_MEMBERSHIP = {
    "已入会": ["已入会", "入会", "在会", "正常", "1"],
    "已退会": ["已退会", "退会", "已离会", "2"],
    "欠费被退会": ["欠费被退会", "3"],
    "未入会": ["未入会", "0"],
}
ENDED = frozenset(["已退会", "欠费被退会"])

_ID_CARD = frozenset(["", "居民身份证", "身份证", "二代身份证", "01", "1", "111"])


def _by_spelling(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {spelling: word for word, spellings in table.items() for spelling in spellings}


def _ethnic_spellings() -> dict[str, str]:
    spellings: dict[str, str] = {}
    for number, short in enumerate(_ETHNIC_NAMES.split(), start=1):
        for spelling in (short, short + "族", f"{number:02d}", str(number)):
            spellings[spelling] = short + "族"
    return spellings


_ETHNIC = _ethnic_spellings()
_POLITICAL_WORDS = _by_spelling(_POLITICAL)
_EDUCATION_WORDS = _by_spelling(_EDUCATION)
_MEMBERSHIP_WORDS = _by_spelling(_MEMBERSHIP)


def _look_up(table: Mapping[str, str], value: str) -> str | None:
    word = normalise.code(value)
    return table.get(word, normalise.text(value)) if word else None


@lru_cache(maxsize=1024)
def sex(value: str) -> str | None:
    """男 or 女; the text as written when it is neither; None when blank."""
    return _look_up(_SEX, value)


@lru_cache(maxsize=1024)
def ethnicity(value: str) -> str | None:
    """汉 / 汉族 / 01 → 汉族."""
    return _look_up(_ETHNIC, value)


@lru_cache(maxsize=1024)
def political(value: str) -> str | None:
    """党员 / 中国共产党党员 / 01 → 中共党员."""
    return _look_up(_POLITICAL_WORDS, value)


@lru_cache(maxsize=1024)
def education(value: str) -> str | None:
    """本科 / 大学本科毕业 → 大学本科毕业."""
    return _look_up(_EDUCATION_WORDS, value)


@lru_cache(maxsize=1024)
def membership(value: str) -> str | None:
    """入会 / 正常 → 已入会, 退会 → 已退会."""
    return _look_up(_MEMBERSHIP_WORDS, value)


@lru_cache(maxsize=256)
def is_id_card(id_type: str) -> bool:
    """Whether the kind of document is the resident ID card; a blank kind is taken to be one."""
    return normalise.code(id_type) in _ID_CARD
