import pytest

from tests.policy.judging import found, verdict

A, B, C = "91371302MA3C000010", "91371302MA3C000029", "91371302MA3C000037"


def unit(name, persons=(), branch=False, **more):
    return {"union": name, "legal_persons": list(persons), "maybe_branch": branch} | more


@pytest.mark.parametrize(
    ("constituents", "expected"),
    [
        ([], "FAIL B"),
        ([unit("甲", [A])], "FAIL B"),
        ([unit("甲", [A, B])], "FAIL B"),
        ([unit("甲", [A]), unit("甲", [B])], "FAIL B"),
        ([unit("甲", [A]), unit("乙", [A])], "FAIL B"),
        ([unit("甲", [A]), unit("乙", [A.lower()])], "FAIL B"),
        ([unit("甲", [A]), unit("乙", [B])], "OK"),
        ([unit("甲", [A]), unit("乙", [A, B])], "OK"),
        ([unit("甲", [A]), unit("乙", [], branch=True)], "UNKNOWN"),
        ([unit("甲", [A]), unit("乙", [B], branch=True)], "UNKNOWN"),
        ([unit("甲", [A], branch=True), unit("乙", [B], branch=True)], "UNKNOWN"),
        ([unit("甲", [A]), unit("乙", [A], branch=True)], "FAIL B"),
        ([unit("甲", [A]), unit("乙", [B]), unit("丙", [], branch=True)], "OK"),
        ([unit("甲", [], branch=True)], "FAIL B"),
        ([unit("甲", [A]), {"union": "乙", "legal_persons": None}], "UNKNOWN"),
        ([unit("甲", [A]), unit("乙", [])], "FAIL B"),
    ],
)
def test_enough_units(constituents, expected):
    assert verdict("ORG-01", {"constituents": constituents}) == expected


def test_enough_units_names_the_unresolved_branch():
    finding = found(
        "ORG-01", {"constituents": [unit("甲"), unit("乙支行", [], branch=True), unit("丙", [A])]}
    )
    assert "乙支行" in finding.message
    assert finding.parameters == {"org.min_member_unions": 2}


@pytest.mark.parametrize(
    ("form", "level", "expected"),
    [
        ("federation", "city", "OK"),
        ("committee", "village", "OK"),
        ("WORKING_COMMITTEE", "TOWNSHIP", "OK"),
        ("工会联合会", "zone", "OK"),
        ("primary", "city", "FAIL B"),
        ("club", "city", "FAIL B"),
        ("federation", "province", "FAIL B"),
        ("federation", "national", "FAIL B"),
    ],
)
def test_form_and_level(form, level, expected):
    assert verdict("ORG-02", {"form": form, "level": level}) == expected


@pytest.mark.parametrize(
    ("trades", "own", "expected"),
    [
        (["543"], ["5431", "5439"], "OK"),
        (["G54"], ["5431"], "OK"),
        (["54"], ["G5431"], "OK"),
        (["5431"], ["5432"], "FAIL W"),
        (["5431", "G"], ["5432"], "OK"),
        (["g"], ["6010"], "OK"),
        (["G"], ["6110"], "FAIL W"),
        (["G"], ["9911", "xx"], "FAIL W"),
        (["G"], ["0011", "9811", "-1"], "FAIL W"),
        (["54"], ["5431", None], "UNKNOWN"),
        (["54"], ["5431", None, "6110"], "FAIL W"),
        ([], ["5431"], "UNKNOWN"),
        (["54"], [], "NA"),
    ],
)
def test_similar_trades(trades, own, expected):
    constituents = [{"union": f"单位{place}", "trade": trade} for place, trade in enumerate(own)]
    assert verdict("ORG-03", {"trade_set": trades, "constituents": constituents}) == expected


@pytest.mark.parametrize(
    ("territory", "regions", "expected"),
    [
        (["371302"], ["371302001", "371302"], "OK"),
        (["371300"], ["371302001", "371300"], "OK"),
        (["370000"], ["371302"], "OK"),
        (["371302001000"], ["371302001"], "OK"),
        ("371302", ["371311"], "FAIL W"),
        (["371302"], ["371300"], "FAIL W"),
        (["371302", "371311"], ["371311002"], "OK"),
        (["LYG"], ["LYG01", "LY"], "FAIL W"),
        (["371302"], ["371302", None], "UNKNOWN"),
        (["371302"], ["371311", None], "FAIL W"),
        ([], ["371302"], "UNKNOWN"),
        (["371302"], [], "NA"),
    ],
)
def test_within_territory(territory, regions, expected):
    constituents = [{"union": f"单位{place}", "region": region} for place, region in enumerate(regions)]
    assert verdict("ORG-04", {"territory": territory, "constituents": constituents}) == expected


@pytest.mark.parametrize(
    ("form", "host", "dispatcher", "expected"),
    [
        ("federation", None, None, "OK"),
        ("federation", "association", None, "OK"),
        ("committee", "market", None, "OK"),
        ("committee", "tavern", None, "FAIL B"),
        ("working_committee", "regulator", "county", "OK"),
        ("working_committee", "regulator", "city", "OK"),
        ("working_committee", "regulator", "zone", "FAIL B"),
        ("working_committee", "regulator", "township", "FAIL B"),
        ("working_committee", None, "county", "UNKNOWN"),
        ("working_committee", "chamber", None, "UNKNOWN"),
    ],
)
def test_host_and_dispatcher(form, host, dispatcher, expected):
    facts = {"form": form, "host_kind": host, "dispatcher_level": dispatcher}
    assert verdict("ORG-05", facts) == expected


@pytest.mark.parametrize(
    ("level", "units", "workers", "expected"),
    [
        ("city", 0, 0, "NA"),
        ("county", 10, 500, "OK"),
        ("county", 9, 500, "FAIL W"),
        ("county", 10, 499, "FAIL W"),
        ("zone", 5, 300, "OK"),
        ("township", 5, 200, "OK"),
        ("village", 3, 99, "FAIL W"),
    ],
)
def test_enough_scale(level, units, workers, expected):
    assert verdict("ORG-06", {"founder_level": level, "units": units, "workers": workers}) == expected


def union(kind, level=None, territory=None):
    return {"kind": kind, "level": level, "territory": territory}


@pytest.mark.parametrize(
    ("own", "leaders", "mandate", "expected"),
    [
        (union("industrial", "city", ["371300"]), [union("local", "city", ["371300"])], None, "OK"),
        (union("industrial", "county", ["371302"]), [union("local", "county", ["371302"])], None, "OK"),
        (union("industrial", "county", ["371302"]), [union("local", "county", ["371311"])], None, "FAIL B"),
        (union("industrial", "county", ["371302"]), [union("local", "city", ["371300"])], None, "FAIL B"),
        (union("industrial", "county", ["371302"]), [union("local", "city", ["371300"])], "临工批1号", "OK"),
        (
            union("industrial", "county", ["371302"]),
            [union("industrial", "city", ["371300"])],
            None,
            "FAIL B",
        ),
        (
            union("industrial", "county", ["371302"]),
            [union("industrial", "city", ["371300"])],
            {"number": "1"},
            "OK",
        ),
        (
            union("industrial", "township", ["371302001"]),
            [union("township", None, ["371302001"])],
            None,
            "OK",
        ),
        (union("industrial", "village", ["371302001"]), [union("zone", "zone", ["371302"])], None, "OK"),
        (union("industrial", "zone", ["371371"]), [union("zone", "zone", ["371371"])], None, "OK"),
        (union("industrial", "city", ["371300"]), [], None, "FAIL B"),
        (union("industrial", "city", ["371300"]), [union("local", "city", ["371300"])] * 2, "有", "FAIL B"),
        (union("industrial", None, ["371300"]), [union("local", "city", ["371300"])], None, "UNKNOWN"),
        (union("industrial", "city"), [union("local", "city", ["371300"])], None, "UNKNOWN"),
        (union("industrial", "city", ["371300"]), [union("local", "city")], None, "UNKNOWN"),
        (union("industrial", "city", ["371300"]), [union(None, "city", ["371300"])], None, "UNKNOWN"),
        (union("primary", None, ["371302001"]), [union("township", None, ["371302001"])], None, "OK"),
        (union("primary", None, ["371302001"]), [union("township", None, ["371311001"])], None, "FAIL B"),
        (union("primary", None, ["371302001"]), [union("industrial", "city", ["371300"])], None, "FAIL B"),
        (union("primary", None, ["371302001"]), [union("primary", None, ["370100"])], None, "OK"),
        (union("regional"), [union("township")], None, "OK"),
        (union("local", "city", ["371300"]), [], None, "NA"),
    ],
)
def test_one_leader(own, leaders, mandate, expected):
    assert verdict("ORG-07", own | {"leaders": leaders, "mandate": mandate}) == expected


def above(name, level="city", territory=("371300",), trades=("54",)):
    return {"union": name, "level": level, "territory": list(territory), "trade_set": list(trades)}


@pytest.mark.parametrize(
    ("candidates", "guide", "expected"),
    [
        ([], None, "NA"),
        ([], "甲", "FAIL W"),
        ([above("甲")], None, "FAIL W"),
        ([above("甲")], "甲", "OK"),
        ([above("甲")], {"union": "甲"}, "OK"),
        ([above("甲")], {"level": "city"}, "FAIL W"),
        ([above("甲")], "乙", "FAIL W"),
        ([above("甲", level="province")], None, "NA"),
        ([above("甲", territory=["371311"])], None, "NA"),
        ([above("甲", trades=["55"])], None, "NA"),
        ([above("甲", trades=["54321"])], None, "NA"),
        ([above("甲", trades=["5431"])], "甲", "OK"),
        ([above("甲", trades=["G"])], "甲", "OK"),
        ([above("甲"), above("乙", territory=["371302"])], "甲", "FAIL W"),
        ([above("甲"), above("乙", territory=["371302"])], "乙", "OK"),
        ([above("甲"), above("乙")], "乙", "OK"),
        ([above("甲", territory=["371300", "371400"]), above("乙")], "甲", "FAIL W"),
    ],
)
def test_guided_from_above(candidates, guide, expected):
    facts = {"level": "county", "territory": ["371302"], "trade_set": ["5431"]}
    assert verdict("ORG-08", facts | {"candidates": candidates, "guide": guide}) == expected


def test_guided_from_above_at_the_top_has_nobody_to_ask():
    facts = {"level": "national", "territory": ["37"], "trade_set": ["54"], "candidates": [above("甲")]}
    assert verdict("ORG-08", facts) == "NA"


@pytest.mark.parametrize(
    ("child", "parent", "expected"),
    [
        (("local", "county"), ("local", "city"), "OK"),
        (("local", "city"), ("local", "city"), "FAIL B"),
        (("local", "county"), ("zone", None), "FAIL B"),
        (("local", None), ("local", "city"), "UNKNOWN"),
        (("zone", None), ("local", "city"), "OK"),
        (("zone", None), ("local", "county"), "OK"),
        (("township", None), ("local", "county"), "OK"),
        (("township", None), ("zone", None), "OK"),
        (("township", None), ("local", "city"), "OK"),
        (("township", None), ("local", "township"), "FAIL B"),
        (("township", None), ("local", None), "UNKNOWN"),
        (("township", None), ("regional", None), "FAIL B"),
        (("regional", "village"), ("township", None), "OK"),
        (("regional", "village"), ("local", "county"), "OK"),
        (("industrial", "city"), ("local", "city"), "OK"),
        (("industrial", "city"), ("local", "county"), "FAIL B"),
        (("industrial", "county"), ("local", "county"), "OK"),
        (("industrial", "county"), ("industrial", "city"), "FAIL B"),
        (("industrial", "zone"), ("zone", None), "OK"),
        (("industrial", "village"), ("township", None), "OK"),
        (("industrial", None), ("local", "city"), "UNKNOWN"),
        (("industrial", "province"), ("local", "city"), "FAIL B"),
        (("primary", None), ("local", "city"), "OK"),
        (("primary", None), ("primary", None), "OK"),
        (("joint_primary", None), ("regional", None), "OK"),
        (("joint_primary", None), ("joint_primary", None), "FAIL B"),
        (("primary", None), ("industrial", "city"), "FAIL B"),
        ((None, None), ("local", "city"), "UNKNOWN"),
    ],
)
def test_allowed_parent(child, parent, expected):
    facts = {"child": union(*child), "parent": union(*parent), "ancestors": ["1", "2"], "self": "9"}
    assert verdict("ORG-09", facts) == expected


def test_allowed_parent_refuses_a_circle_and_honours_a_mandate():
    facts = {"child": union("primary"), "parent": union("industrial"), "ancestors": [1, 2], "self": 9}
    assert verdict("ORG-09", facts | {"mandate": "临工批2号"}) == "OK"
    assert verdict("ORG-09", facts | {"mandate": "临工批2号", "ancestors": [1, 9]}) == "FAIL B"


STATE = {"leader": "镇总", "payee": "镇总", "employers": ["a", "b"], "members": 120}


@pytest.mark.parametrize(
    ("after", "mandate", "expected"),
    [
        (STATE, None, "OK"),
        (STATE | {"employers": ["b", "a"]}, None, "OK"),
        (STATE | {"leader": "行业工会"}, None, "FAIL B"),
        (STATE | {"payee": "行业工会"}, "", "FAIL B"),
        (STATE | {"employers": ["a"]}, None, "FAIL B"),
        (STATE | {"members": 121}, None, "FAIL B"),
        (STATE | {"members": "sha256:ff"}, None, "FAIL B"),
        (STATE | {"leader": "行业工会"}, "临工批3号", "OK"),
        (STATE | {"leader": "行业工会"}, ["临工批3号"], "OK"),
        (STATE | {"leader": "行业工会"}, {"number": "临工批3号"}, "OK"),
        (STATE | {"leader": "行业工会"}, {"leader": "临工批3号"}, "OK"),
        (STATE | {"payee": "行业工会"}, {"leader": "临工批3号"}, "FAIL B"),
        (STATE | {"payee": "行业工会"}, {"leader": "临工批3号", "payee": None}, "FAIL B"),
        (STATE | {"members": None}, None, "UNKNOWN"),
        (STATE | {"members": None, "leader": "行业工会"}, None, "FAIL B"),
        (None, None, "UNKNOWN"),
    ],
)
def test_four_unchanged(after, mandate, expected):
    units = [{"union": "甲", "before": STATE, "after": after, "mandate": mandate}]
    assert verdict("ORG-10", {"units": units}) == expected


def test_four_unchanged_names_each_change():
    units = [{"union": "甲", "before": STATE, "after": STATE | {"leader": "乙", "members": 1}}]
    message = found("ORG-10", {"units": units}).message
    assert ("甲：隶属关系" in message, "甲：会籍管理" in message, "经费" in message) == (True, True, False)
    assert verdict("ORG-10", {"units": []}) == "NA"
