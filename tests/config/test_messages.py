"""`manage messages`: what it finds, what it keeps, what it complains about. No database."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from gonglian.core.management.commands import messages


def catalogue(text: str) -> Catalog:
    return read_po(BytesIO(messages.HEADER.encode() + text.encode()), locale="en")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("名称")', [("名称", None)]),
        ('gettext_lazy("应到" " %(n)s 人")', [("应到 %(n)s 人", None)]),
        ('pgettext("工会", "组成")', [("组成", "工会")]),
        ('ngettext("一人", "%(n)s 人", n)', [(("一人", "%(n)s 人"), None)]),
        ('print("名称")', []),
        ('_("")', []),
    ],
)
def test_in_python_finds_texts(source: str, found: list[messages.Key]) -> None:
    assert list(messages.in_python(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p title="{% translate "登录" %}">It\'s</p>', [("登录", None)]),
        ("{% trans '退出' %}", [("退出", None)]),
        ("{% blocktranslate with n=x %}应到 {{ n }} 人{% endblocktranslate %}", [("应到 %(n)s 人", None)]),
        ('{% include "a.html" with label=_("密码") %}', [("密码", None)]),
        ('{{ x|default:_("无") }}', [("无", None)]),
        ('    <p>\n {# 注 #}{% translate "甲" %}\n</p>\n{% translate "乙" %}', [("甲", None), ("乙", None)]),
        ('{% translate "满 100%" %}', [("满 100%%", None)]),
        ('{% comment %}{% translate "甲" %}{% endcomment %}', []),
    ],
)
def test_in_template_finds_texts(source: str, found: list[messages.Key]) -> None:
    assert list(messages.in_template(source, "page.html")) == found


def test_collect_reads_sources_and_templates_in_stable_order(tmp_path: Path) -> None:
    (tmp_path / "templates/area").mkdir(parents=True)
    (tmp_path / "templates/area/page.html").write_text('{% translate "乙" %}')
    (tmp_path / "views.py").write_text('_("丙")\n_("甲")\n_("乙")\n')
    assert messages.collect(tmp_path) == [("丙", None), ("乙", None), ("甲", None)]


def test_render_keeps_translations_and_drops_what_is_gone() -> None:
    known = catalogue('msgid "甲"\nmsgstr "A"\n\nmsgid "旧"\nmsgstr "old"\n')
    text = messages.render([("乙", None), ("甲", None)], known)
    assert text == messages.HEADER + 'msgid "乙"\nmsgstr ""\n\nmsgid "甲"\nmsgstr "A"\n'


def test_render_is_the_same_when_nothing_changed() -> None:
    found: list[messages.Key] = [("应到 %(n)s 人", None), ("甲", "钱")]
    once = messages.render(found, catalogue('msgctxt "钱"\nmsgid "甲"\nmsgstr "A"\n'))
    assert messages.render(found, read_po(BytesIO(once.encode()), locale="en")) == once


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "应到 %(n)s 人"\nmsgstr "%(n)s entitled"\n', []),
        ('msgid "别的"\nmsgstr "other"\n', ["missing: 应到 %(n)s 人"]),
        ('msgid "应到 %(n)s 人"\nmsgstr ""\n', ["untranslated: 应到 %(n)s 人"]),
        ('#, fuzzy\nmsgid "应到 %(n)s 人"\nmsgstr "%(n)s entitled"\n', ["fuzzy: 应到 %(n)s 人"]),
        ('msgid "应到 %(n)s 人"\nmsgstr "%(m)s entitled"\n', ["placeholders differ: 应到 %(n)s 人"]),
        ('msgid "应到 %(n)s 人"\nmsgstr "entitled"\n', ["placeholders differ: 应到 %(n)s 人"]),
    ],
)
def test_gaps_names_each_fault(entry: str, fault: list[str]) -> None:
    assert messages.gaps([("应到 %(n)s 人", None)], catalogue(entry)) == fault


def test_gaps_compares_plurals_with_the_plural() -> None:
    entry = 'msgid "一人"\nmsgid_plural "%(n)s 人"\nmsgstr[0] "one"\nmsgstr[1] "%(n)s people"\n'
    assert messages.gaps([(("一人", "%(n)s 人"), None)], catalogue(entry)) == []
