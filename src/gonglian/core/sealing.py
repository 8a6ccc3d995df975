"""Sealed fields: encrypted text and keyed hashes for what must not be read from the database alone.

Format: one byte algorithm, then for 2 (AES-256-GCM under a named key) four bytes that name the key; twelve bytes nonce;
ciphertext with tag. Algorithm 1 is the same without the key's name: written before keys could be changed. Equal texts give
different bytes; they are found by `keyed_hash`.

While keys are being changed (core/rotation.py) there is an old field key beside the new one, and both open.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

UNNAMED_KEY, NAMED_KEY = 1, 2
NAME_LENGTH = 4


def seal_text(text: str) -> bytes:
    """Encrypt under the installation's field key."""
    nonce = os.urandom(12)
    key = settings.KEYS["FIELD_KEY"]
    return current_head() + nonce + _cipher(key).encrypt(nonce, text.encode(), None)


def open_text(sealed: bytes) -> str:
    """Decrypt; raises ValueError for an algorithm or key this installation does not know, InvalidTag for altered bytes."""
    sealed = bytes(sealed)
    if sealed[:1] == bytes([NAMED_KEY]):
        named = sealed[1 : 1 + NAME_LENGTH]
        keys, rest = [key for key in _keys() if _name_of(key) == named], sealed[1 + NAME_LENGTH :]
        if not keys:
            raise ValueError("sealed under a key that is not here")
    elif sealed[:1] == bytes([UNNAMED_KEY]):
        keys, rest = _keys(), sealed[1:]
    else:
        raise ValueError("unknown sealing algorithm")
    for key in keys[:-1]:
        try:
            return _opened(key, rest)
        except InvalidTag:
            continue
    return _opened(keys[-1], rest)


def current_head() -> bytes:
    """How everything begins that is sealed under today's key."""
    return bytes([NAMED_KEY]) + _name_of(settings.KEYS["FIELD_KEY"])


def is_current(sealed: bytes) -> bool:
    return bytes(sealed[: 1 + NAME_LENGTH]) == current_head()


def keyed_hash(text: str) -> bytes:
    """HMAC-SHA256 under the installation's hash key: equal texts, equal hashes; 32 bytes."""
    return hmac.new(bytes.fromhex(settings.KEYS["HASH_KEY"]), text.encode(), hashlib.sha256).digest()


def _keys() -> list[str]:
    return [settings.KEYS[name] for name in ("FIELD_KEY", "FIELD_KEY_OLD") if settings.KEYS.get(name)]


def _name_of(key: str) -> bytes:
    return hashlib.sha256(f"field key {key}".encode()).digest()[:NAME_LENGTH]


def _opened(key: str, rest: bytes) -> str:
    return _cipher(key).decrypt(rest[:12], rest[12:], None).decode()


def _cipher(key: str) -> AESGCM:
    return AESGCM(bytes.fromhex(key))
