import pytest

from tests.factories.meetings import Hall
from tests.shared import Shared


@pytest.fixture
def shared_hall(shared: Shared, db: None) -> Hall:
    return shared.copy_of("shared_hall")
