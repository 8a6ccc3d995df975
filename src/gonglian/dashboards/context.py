"""What the frame around every page shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The day of view, today, and the duty one acts under."""
    return {
        "on": getattr(request, "on", None),
        "today": getattr(request, "today", None),
        "duty": getattr(request.user, "duty", None) if hasattr(request, "user") else None,
        "duties": getattr(request, "duties", []),
    }
