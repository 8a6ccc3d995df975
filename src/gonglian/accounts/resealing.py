"""Secrets of the second factor, sealed anew when the field key changes."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from allauth.mfa.models import Authenticator

from gonglian.core.rotation import BATCH
from gonglian.core.sealing import is_current, open_text, seal_text

SEALED = ("secret", "seed")  # the names under which the adapter's sealed texts lie


def reseal_factors(after: Any) -> tuple[Any, int]:
    """One batch for core.rotation: all factors after this id."""
    done = 0
    factors = list(Authenticator.objects.filter(pk__gt=after or 0).order_by("pk")[:BATCH])
    for factor in factors:
        old = {name: b64decode(factor.data[name]) for name in SEALED if name in factor.data}
        new = {
            name: b64encode(seal_text(open_text(text))).decode()
            for name, text in old.items()
            if not is_current(text)
        }
        if new:
            factor.data |= new
            factor.save(update_fields=["data"])
            done += len(new)
    return (factors[-1].pk if len(factors) == BATCH else None), done
