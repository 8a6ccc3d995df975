"""The act log told in sentences."""

from __future__ import annotations

import re
from pathlib import Path

import gonglian.organisation.actions as actions
from gonglian.core.models import Act
from gonglian.core.story import known_acts, tell
from gonglian.organisation.reads import story as sentences


def test_tell_replaces_codes_by_words() -> None:
    act = Act(
        act="organisation.open_line", object_name="北关工会", after={"kind": "dues", "parent": "柳青街道工会"}
    )
    assert tell(act) == "北关工会：经费上缴到柳青街道工会"


def test_tell_of_an_unknown_act_names_the_object() -> None:
    assert tell(Act(act="elsewhere.do_thing", object_name="北关工会")) == "北关工会：办理了一项登记"


def test_tell_of_counted_acts_names_nobody() -> None:
    act = Act(act="organisation.keep_membership", object_name="某人")
    assert tell(act, 7) == "登记会籍 7 人"


def test_tell_survives_missing_values() -> None:
    assert tell(Act(act="organisation.rename_union", after={"name": "乙"})) == "由“”改名为“乙”"


def test_every_act_of_the_organisation_has_a_sentence() -> None:
    assert sentences.__doc__
    folder = Path(actions.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    logged = {name for text in texts for name in re.findall(r'"(organisation\.[a-z]+_[a-z_]+)"', text)}
    assert logged - known_acts() == set()
