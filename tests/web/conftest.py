"""A reading room over a store of invented readouts, called without a network."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique import examples
from communique.record import Document
from communique.store import Store
from communique.web.app import create_app
from communique.web.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))  # the tests share tests_web_live.py

OTHER_SIDE = """PRESIDENT OF PORTUGAL'S PARTY RECEIVES CHINESE GUEST

Lisbon, 16 May 2024. Marta Vilhena Couto, Secretary General of the Progressive Alliance of Portugal, met Deng Haoran, Minister of the International
Department of the CPC Central Committee, in Lisbon today.

Ms. Vilhena Couto called on China to open its market to Portuguese producers. She reaffirmed Portugal's commitment to the one-China policy.

Mr. Deng said that China is willing to work with Portugal to expand trade.
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the four examples, and the other side's account of one of them; linked."""
    path = tmp_path_factory.mktemp("web") / "filled.db"
    with Store(path) as store:
        for name in ("idcpc", "state", "mofa", "kremlin"):
            store.add(examples.load(name))
        store.add(
            Document(id="alliance", title="Party receives Chinese guest", issuer="Government of Portugal", published="2024-05-16",
                     url="https://example.org/alliance/1", text=OTHER_SIDE)
        )  # fmt: skip
        store.link()
    return path


@pytest.fixture
def store_path(filled: Path, tmp_path: Path) -> Path:
    """A copy of that store for one test."""
    for part in filled.parent.glob("filled.db*"):
        shutil.copy(part, tmp_path / part.name)
    return tmp_path / "filled.db"


@pytest.fixture
def client(store_path: Path) -> Iterator[TestClient]:
    """A browser without JavaScript on this machine, as the coder Ona Vale.

    The application is not started: that would start a process for each test, which few of them need.
    """
    app = create_app(Settings(str(store_path), coder="Ona Vale"))
    yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    app.state.desk.close()


@pytest.fixture
def store(client: TestClient) -> Store:
    """The store behind `client`."""
    found: Store = client.app.state.desk.store  # type: ignore[attr-defined]
    return found
