"""The local site of `local_site.py`, fetchers for it, and a certificate that nobody trusts."""

from __future__ import annotations

import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.sources.fetch import Fetcher
from communique.sources.manners import Manners

sys.path.insert(0, str(Path(__file__).parent))  # other tests ask the local site too
from local_site import Site, Time, serving

Make = Callable[..., Fetcher]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def time_() -> Time:
    return Time()


@pytest.fixture
def fetcher(time_: Time) -> Iterator[Make]:
    """Makes fetchers that may ask the loopback and whose sleeps take no time; options are those of `Manners`."""
    made: list[Fetcher] = []

    def make(*, tls: ssl.SSLContext | None = None, lookup: Any = None, **options: Any) -> Fetcher:
        manners = Manners(**{"allow_private": True, "timeout": 10.0, "max_seconds": 20.0, **options})
        given = {"tls": tls} | ({"lookup": lookup} if lookup else {})
        made.append(Fetcher(manners, clock=time_.clock, sleep=time_.sleep, **given))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody has signed but itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    paths = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-out", str(paths[0]), "-keyout", str(paths[1])],
        check=True, capture_output=True,
    )  # fmt: skip
    return paths


@pytest.fixture
def tls_site(certificate: tuple[Path, Path]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving(context) as made:
        yield made
