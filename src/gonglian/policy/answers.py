"""What the judging commands share: one JSON file in, one JSON value out, bad input as {"error", "at"} with exit code 2."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gonglian.policy.schema import BadInputError

_DECIMAL = re.compile(r"-?\d{1,12}\.\d{1,12}")


def read_json(name: str, at: str = "FILE") -> Any:
    """The JSON value of a file, "-" for standard input; decimals as exact fractions.

    Refused (BadInputError, at `at` or "$"): a file that can't be read, or isn't JSON in UTF-8.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError:
        raise BadInputError(_("读不了文件 %(name)s。") % {"name": name}, at) from None
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_float=_decimal, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadInputError(_("文件不是有效的 JSON。"), "$") from None


def _decimal(text: str) -> Fraction:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


def _refuse(text: str) -> None:
    raise ValueError(text)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))


def note_unused(keys: Iterable[str]) -> None:
    """Tell on standard error which keys nobody asked for."""
    if names := " ".join(keys):
        print(_("未使用的项：%(keys)s") % {"keys": names}, file=sys.stderr)


def guarded(act: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run a command; bad input becomes its JSON and exit code 2."""
    try:
        return act(options)
    except BadInputError as fault:
        print_json({"error": fault.message, "at": fault.at})
        return 2
