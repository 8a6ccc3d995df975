"""What founding does in the night."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gonglian.core import nightly
from gonglian.core.models import JobRun
from tests.factories.founding import Road

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "stage", "said"), [(15, "prepare", "0"), (16, "lapsed", "1")])
def test_overdue_case_lapses_in_the_nightly_jobs(days: int, stage: str, said: str) -> None:
    road = Road()
    case = road.to_prepare()
    assert case.congress_by is not None
    assert "founding.lapse_overdue" in nightly.run_due(case.congress_by + timedelta(days=days))
    run = JobRun.objects.get(name="founding.lapse_overdue")
    assert (road.refresh().stage, run.ok, run.detail) == (stage, True, f"{said} cases lapsed")
