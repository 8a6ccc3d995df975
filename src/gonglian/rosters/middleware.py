"""What is too large is refused by what the request says of itself, before a byte of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FORM_ITSELF = 2**20  # room for the other fields of the form


class UploadLimit:
    """Refuses requests over settings.UPLOAD_MAX_BYTES. Stands before whatever looks into a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) <= settings.UPLOAD_MAX_BYTES + FORM_ITSELF:
            return self.get_response(request)
        response = render(request, "errors/too_large.html", {"back": request.path}, status=413)
        response["Connection"] = "close"
        return response
