import pytest

from tests.approvals.cast import Cast
from tests.shared import Shared


@pytest.fixture
def shared_cast(shared: Shared, db: None) -> Cast:
    return shared.copy_of("shared_cast")


@pytest.fixture
def cast(shared_cast: Cast) -> Cast:
    return shared_cast
