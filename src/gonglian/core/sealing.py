"""Sealed fields: encrypted text and keyed hashes for what must not be read from the database alone.

Format: one byte algorithm (1 = AES-256-GCM), twelve bytes nonce, ciphertext with tag. Equal texts give different bytes;
they are found by `keyed_hash`.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

AES_256_GCM = 1


def seal_text(text: str) -> bytes:
    """Encrypt under the installation's field key."""
    nonce = os.urandom(12)
    return bytes([AES_256_GCM]) + nonce + _cipher().encrypt(nonce, text.encode(), None)


def open_text(sealed: bytes) -> str:
    """Decrypt; raises ValueError for an algorithm this version does not know, InvalidTag for altered bytes."""
    sealed = bytes(sealed)
    if sealed[:1] != bytes([AES_256_GCM]):
        raise ValueError("unknown sealing algorithm")
    return _cipher().decrypt(sealed[1:13], sealed[13:], None).decode()


def keyed_hash(text: str) -> bytes:
    """HMAC-SHA256 under the installation's hash key: equal texts, equal hashes; 32 bytes."""
    return hmac.new(bytes.fromhex(settings.KEYS["HASH_KEY"]), text.encode(), hashlib.sha256).digest()


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.KEYS["FIELD_KEY"]))
