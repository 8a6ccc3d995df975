"""Addresses of founding: to be filled by its pages."""

from typing import Any

patterns: list[Any] = []
