import pytest

from tests.approvals.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()
