"""What the tests of the engine share."""

from collections.abc import Iterator

import pytest

from tests.engine.engine_phone import EnginePhone


@pytest.fixture
def phone() -> Iterator[EnginePhone]:
    with EnginePhone() as phone:
        yield phone


@pytest.fixture
def other_phone() -> Iterator[EnginePhone]:
    with EnginePhone() as phone:
        yield phone
