"""What a refusal cites."""

from __future__ import annotations

import pytest

from gonglian.core.refused import Refused


def clauses_of(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    """The clauses of its findings."""
    return {finding.clause for finding in refused.value.findings}
