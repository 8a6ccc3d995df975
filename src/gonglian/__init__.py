"""Gonglian 工联: the system with which a city runs its industrial (sector) trade unions."""

__version__ = "0.1.0"
