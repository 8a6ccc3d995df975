"""`messages`: collect the texts people see into the English catalogue, or `--check` that it is complete.

The sources are Chinese and are the msgids themselves (docs/adr/0002). The catalogue holds no line numbers and
no dates: it changes only when a text does. Needs no database and no gettext tools.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

KEYWORDS: dict[str, Any] = {
    "_": None,
    "_lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = """msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")

Key = tuple[Any, str | None]  # msgid (a pair for plurals) and context


class Command(BaseCommand):
    help = "Collect texts to translate into the English catalogue; --check only looks."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="exit 1 when the catalogue has gaps; change nothing"
        )

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        locale = Path(settings.LOCALE_PATHS[0])
        path = locale / "en/LC_MESSAGES/django.po"
        found = collect(locale.parent)
        known = read_catalogue(path)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render(found, known), encoding="utf-8")
            known = read_catalogue(path)
        faults = gaps(found, known)
        if check and faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{len(found)} texts, {len(faults)} without a sound translation")
        for fault in faults:
            self.stdout.write(f"  {fault}")


def collect(package: Path) -> list[Key]:
    """Every msgid (a pair for plurals) with its context (or None) below `package`, in stable order."""
    found: set[Key] = set()
    for path in sorted(package.rglob("*.py")):
        found.update(in_python(path.read_text(encoding="utf-8")))
    for path in sorted(package.rglob("*.html")) + sorted(package.rglob("*.txt")):
        if "templates" in path.parts:
            found.update(in_template(path.read_text(encoding="utf-8"), str(path)))
    return sorted(found, key=lambda key: (_first(key), key[1] or ""))


def in_python(source: str) -> Iterator[Key]:
    """The texts of a Python source."""
    for _line, text, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        if text and (context or text != ("", "")):
            yield text, context


def in_template(source: str, name: str) -> Iterator[Key]:
    """The texts of a template. Django turns it into calls; brackets let Python read them in any layout."""
    yield from in_python(f"(\n{templatize(source, origin=name)}\n)\n")


def read_catalogue(path: Path) -> Catalog:
    """The catalogue as it stands; an empty one when there is none."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as handle:
        return read_po(handle, locale="en")


def render(found: list[Key], known: Catalog) -> str:
    """The catalogue's file: `found` with the translations of `known`; texts no longer found are left out."""
    catalogue = Catalog(locale="en")
    for text, context in found:
        old = known.get(_single(text), context)
        catalogue.add(text, old.string if old and _same_shape(old, text) else None, context=context)
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True)
    return HEADER + body.getvalue().decode().strip() + "\n"


def gaps(found: list[Key], known: Catalog) -> list[str]:
    """One line per text of `found` that is missing from `known`, empty, fuzzy, or has other placeholders."""
    faults = []
    for text, context in found:
        message = known.get(_single(text), context)
        if fault := _fault(message, text):
            faults.append(f"{fault}: {_single(text)}")
    return faults


def _fault(message: Message | None, text: Any) -> str:
    if message is None or not _same_shape(message, text):
        return "missing"
    strings = _texts(message.string)
    if not all(strings):
        return "untranslated"
    if message.fuzzy:
        return "fuzzy"
    wanted = _placeholders(_texts(text)[-1])
    if _placeholders(strings[-1]) != wanted or any(_placeholders(string) - wanted for string in strings):
        return "placeholders differ"  # of a pair, the plural names them all; the singular may leave some out
    return ""


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def _same_shape(message: Message, text: Any) -> bool:
    return isinstance(message.id, str) == isinstance(text, str)


def _single(text: Any) -> str:
    return str(text if isinstance(text, str) else text[0])


def _texts(string: Any) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def _first(key: Key) -> str:
    return _single(key[0])
