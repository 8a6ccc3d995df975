"""What may not stand in a text for the public. Numbers here are made: 990101 is nobody's area."""

import pytest

from gonglian.core.refused import Refused
from gonglian.documents.personal import (
    ACCOUNT,
    CHILD,
    ID_NUMBER,
    ILLNESS,
    TELEPHONE,
    refuse_personal,
    spots,
)
from tests.factories.dirty_rosters import id_number

NUMBER = id_number("990101", "19900101", 501)
OTHER = NUMBER[:17] + ("0" if NUMBER[-1] != "0" else "1")
CARD16, CARD19 = "6222000000000009", "6222000000000000004"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"王某 {NUMBER} 女", ID_NUMBER),
        (f"证件{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", ID_NUMBER),
        ("号码" + "".join(chr(ord(sign) + 0xFEE0) for sign in NUMBER), ID_NUMBER),
        (f"身份证号：{OTHER}", ID_NUMBER),  # named as one, a wrong last sign notwithstanding
        ("身份证号码 990101900101501", ID_NUMBER),
        (f"汇入{CARD16}", ACCOUNT),
        ("汇入6222 0000 0000 0009", ACCOUNT),
        (f"汇入{CARD19}", ACCOUNT),
        ("开户行某支行，账号：1610 0200 9024 5678", ACCOUNT),
        ("账号 1234567890", ACCOUNT),
        ("找王某 13800000000", TELEPHONE),
        ("找王某 138-0000-0000", TELEPHONE),
        ("找王某 +86 138 0000 0000", TELEPHONE),
        ("联系电话13800000000", TELEPHONE),  # a mobile is a person's
        ("王某家里 0539-8000000", TELEPHONE),
        ("王某家里（0539）8000000", TELEPHONE),
        ("手机：8000000", TELEPHONE),
        ("李某患有糖尿病", ILLNESS),
        ("张某因病不能到会", ILLNESS),
        ("赵某肺癌晚期", ILLNESS),
        ("王某之子王小明", CHILD),
        ("女儿：李晓，今年考入大学", CHILD),
        ("子女姓名：阿依古丽", CHILD),
        ("其孩子叫张一凡同学", CHILD),
    ],
)
def test_personal_detail_is_found(text: str, kind: object) -> None:
    assert {spot.kind for spot in spots(text)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "临工发〔2026〕3号",
        "统一社会信用代码 91371302MA3C000000",
        "8137130000000000XX",
        "公示期自2026年3月2日至2026年3月9日",
        "2026-03-02 至 2026-03-09",
        "2026-03-02 2026-03-09",
        "地域代码 371302001000",
        f"编号{OTHER}",  # eighteen digits without the check sign of an ID number
        "流水号 6222000000000006",  # sixteen digits that fail the card's check
        "应到 1200 人，实到 1105 人，发出选票 1105 张",
        "受理部门：县总工会组织部，联系电话0539-8000000",
        "监督电话：8000000",
        "开展大病互助和职业病防治",
        "市肿瘤医院工会委员会",
        "疾病预防控制中心工会",
        "残疾人联合会",
        "子女金秋助学活动",
        "会员子女教育",
        "女职工委员会主任王芳",
        "赤诚之子，服务职工",
        "第138条 第0000款",
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert spots(text) == []


def test_union_code_of_digits_alone_is_no_account() -> None:
    code = next(
        body + check
        for tail in range(1000)
        for body in [f"81371302{tail:09d}"]
        for check in "0123456789"
        if _is_code_and_passes_luhn(body + check)
    )
    assert spots(f"统一社会信用代码{code}") == []


def _is_code_and_passes_luhn(code: str) -> bool:
    from gonglian.documents.personal import _luhn_holds
    from gonglian.reference.usccs import uscc_fault

    return uscc_fault(code) is None and _luhn_holds(code)


def test_spots_stand_in_reading_order_and_say_their_line_masked() -> None:
    found = spots(f"候选人名单\n李某 13800000000\n王某 {NUMBER}")
    assert [(spot.kind, spot.line) for spot in found] == [(TELEPHONE, 2), (ID_NUMBER, 3)]
    assert [spot.words for spot in found] == ["李某 ********", "王某 ********"]


def test_one_place_is_named_once() -> None:
    assert [spot.kind for spot in spots(f"身份证号{NUMBER}")] == [ID_NUMBER]


def test_refusal_names_each_place_and_its_field_without_repeating_the_number() -> None:
    with pytest.raises(Refused) as refused:
        refuse_personal(["名单", "王某 13800000000"], field="subject")
    [reason] = refused.value.reasons
    assert (reason.field, "13800000000" in reason.message) == ("subject", False)
    assert "电话号码" in reason.message


def test_plain_texts_are_not_refused() -> None:
    refuse_personal(["候选人名单", "公告栏"])
