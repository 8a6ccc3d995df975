"""Marks of this folder."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "slow: starts the whole product as processes; ./dev check leaves it out"
    )
