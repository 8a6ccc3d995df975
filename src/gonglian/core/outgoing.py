"""What leaves as a file goes through here: one way to hand it out, one linter for what stands in a table.

What may not be public is said by a higher area (documents/personal.py), which names its linter when loaded. Columns pass
unmasked only while an act runs that is declared as a reading (core/readings.py), so that every such file is in the act log.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from gonglian.core import acts, readings

Linter = Callable[[str, str], str]
_LINTERS: list[Linter] = []


def register(linter: Linter) -> None:
    """linter(text, head): the text of a cell under this heading with what may not be public masked."""
    _LINTERS.append(linter)


def masked(text: str, head: str = "") -> str:
    for linter in _LINTERS:
        text = linter(text, head)
    return text


def require_reading() -> None:
    """Refused: columns are to leave unmasked while no declared reading runs."""
    if not readings.is_reading(acts.running()):
        raise RuntimeError("personal details leave only within an act declared in core/readings.py")


def send(content: bytes | IO[bytes], name: str, media_type: str) -> HttpResponseBase:
    """A download called `name` (with its ending), always to be saved, never shown inside the site."""
    name = " ".join(name.split())
    response: HttpResponseBase
    if isinstance(content, bytes):
        response = HttpResponse(content, content_type=media_type)
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    else:
        response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
