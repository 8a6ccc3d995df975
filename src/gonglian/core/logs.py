"""What the program writes to its log, and what it never writes: numbers of persons, passwords, keys, values of forms.

With GONGLIAN_LOG=json each line is one JSON object with the request it belongs to; else plain text.
"""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

HIDDEN = "[…]"
request_id: ContextVar[str] = ContextVar("request_id", default="")

_MASKS = (
    # ID numbers, telephones, bank accounts: long runs of digits that stand alone
    (re.compile(r"(?<![0-9A-Za-z.])\d(?:[ -]?\d){9,17}[\dXx](?![0-9A-Za-z])"), HIDDEN),
    (re.compile(r"(://[^:/\s@]*):[^@\s]+@"), rf"\1:{HIDDEN}@"),
    (re.compile(r"(?i)\b((?:\w*(?:password|passwd|secret|token|otp|cookie|recovery|_key)\w*|sessionid)"
                r"[\"']?\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|[^\s,;&}\]]+)"), rf"\1{HIDDEN}"),
    (re.compile(r"(?i)\b[0-9a-f]{64}\b"), HIDDEN),
    # what PostgreSQL quotes from a row it refused
    (re.compile(r"(Key \([^)]*\)=)\(.*?\)(?= )", re.S), rf"\1({HIDDEN})"),
    (re.compile(r"(Failing row contains )\(.*?\)(?=\.?(?:\s*$|\n))", re.S), rf"\1({HIDDEN})"),
    (re.compile(r"(COPY \w+, line \d+[^:\n]*: ).*"), rf"\1{HIDDEN}"),
)  # fmt: skip
_LONG_NAME = re.compile(r"[A-Za-z0-9_-]{20,}")


def masked(text: str) -> str:
    """The text with everything hidden that must not stand in a log."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


def masked_path(path: str) -> str:
    """An address without its query and without names so long that they may open something."""
    return masked(_LONG_NAME.sub(HIDDEN, path.partition("?")[0]))


class Mask(logging.Filter):
    """Rewrites a record before any handler formats it: message, arguments, traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = masked(logging.Formatter().formatException(record.exc_info))
        return True


class JsonLines(logging.Formatter):
    """One object a line: at, level, logger, message, request, and what the record was given as `fields`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := request_id.get():
            line["request"] = number
        line.update(getattr(record, "fields", {}))
        if record.exc_text:
            line["traceback"] = record.exc_text
        return json.dumps(line, ensure_ascii=False, default=str)
