"""Square codes that a telephone reads."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathFillImage


def qr_svg(text: str) -> str:
    """The text as a square code, black on its own white: a telephone reads it on a dark page too."""
    picture = BytesIO()
    qrcode.make(text, image_factory=SvgPathFillImage).save(picture)
    return picture.getvalue().decode()


def qr_uri(text: str) -> str:
    """The same as the address of a picture, to stand in a page by itself."""
    return "data:image/svg+xml;base64," + b64encode(qr_svg(text).encode()).decode()
