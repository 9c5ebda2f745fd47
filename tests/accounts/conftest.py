import pytest

from incidentkit.accounts.service import AccountsService
from tests.accounts.examples import session_of
from tests.accounts.fake_session import FakeSession


@pytest.fixture
def ada() -> FakeSession:
    return session_of("Ada")


@pytest.fixture
def accounts(ada: FakeSession) -> AccountsService:
    return AccountsService(ada)
