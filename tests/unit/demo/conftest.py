"""One running exchange for each test module."""

from collections.abc import Iterator

import pytest

from softphone.demo.exchange import DemoAddresses, DemoExchange
from tests.unit.demo.raw_phone import RawPhone


@pytest.fixture(scope="module")
def addresses() -> Iterator[DemoAddresses]:
    exchange = DemoExchange()
    yield exchange.start()
    exchange.close()


@pytest.fixture
def phone(addresses: DemoAddresses) -> Iterator[RawPhone]:
    with RawPhone(addresses) as raw:
        yield raw
