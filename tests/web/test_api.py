"""The description of the addresses (OpenAPI) holds: of what is asked as it says and otherwise, and of every page as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.python.asgi import ASGIClient
from schemathesis.specs.openapi import checks
from starlette.testclient import TestClient

from communique.web.api.description import operations
from communique.web.app import create_app
from communique.web.settings import Settings

EXAMPLES = 5
"""For each operation, of each mode."""
PAGES = 260
"""Pages of the walk, at most."""
LIKE = 3
"""Of pages that differ in a name or number only, so many."""
CHECKS = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance, checks.response_headers_conformance,
    checks.response_schema_conformance,
]  # fmt: skip
_LINK = re.compile(r'href="(/(?!/)[^"#]*)')


Walked = dict[str, tuple[int, bool]]
"""Path → status, and whether it is a page."""


@pytest.fixture(scope="module")
def room(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A reading room for this file; schemathesis asks for it as ``testserver``."""
    folder = tmp_path_factory.mktemp("api")
    for part in filled.parent.glob("filled.db*"):
        copy(part, folder / part.name)
    app = create_app(Settings(str(folder / "filled.db"), coder="Ona Vale", names=("testserver",), read_seconds=5))
    with TestClient(app, base_url="http://testserver", raise_server_exceptions=False) as made:
        yield made


@pytest.fixture(scope="module")
def described(room: TestClient) -> Any:
    """The description, as schemathesis reads it."""
    return schemathesis.openapi.from_dict(room.get("/openapi.json").json())


@pytest.fixture(scope="module")
def walked(room: TestClient) -> Walked:
    """What can be walked to."""
    waiting, alike, found = ["/", "/library", "/review", "/users"], dict[str, int](), Walked()
    while waiting and len(found) < PAGES:
        path = waiting.pop(0)
        shape = re.sub(r"=[^&]*", "=", re.sub(r"(?<=/)[^/?]*[\d.%-][^/?]*", "*", path))
        if path in found or alike.get(shape, 0) >= LIKE or path.startswith("/static/"):
            continue
        alike[shape] = alike.get(shape, 0) + 1
        answer = room.get(path)
        page = answer.headers["content-type"].startswith("text/html") and "content-disposition" not in answer.headers
        found[path] = (answer.status_code, page)
        if page:
            waiting += [one.replace("&amp;", "&") for one in _LINK.findall(answer.text)]
    return found


def test_every_link_leads_somewhere(walked: Walked) -> None:
    assert len(walked) > 50
    assert [f"{path} {status}" for path, (status, _) in walked.items() if status >= 400] == []


def _template(described: Any, path: str) -> str | None:
    """The described path that an address is of; the one with fewest parameters."""
    plain = path.partition("?")[0]
    fit = [
        one
        for one in described.raw_schema["paths"]
        if re.fullmatch(re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(one)), plain)
    ]
    return min(fit, key=lambda one: one.count("{"), default=None)


def _as_json(path: str) -> str:
    plain, mark, query = path.partition("?")
    return f"{plain.rstrip('/')}.json{mark}{query}"


def test_every_page_is_answered_as_json_that_is_as_described(room: TestClient, described: Any, walked: Walked) -> None:
    asked, wrong = set[str](), dict[str, str]()
    for path, (_, page) in walked.items():
        twin = _as_json(path)
        template = _template(described, twin)
        if not page or template is None or "get" not in described.raw_schema["paths"][template]:
            continue
        asked.add(template)
        answer = room.get(twin)
        if answer.status_code != 200 and "?" not in path and set(answer.json()) == {"where", "what", "mend"}:
            continue  # a page that first asks with what
        if answer.status_code != 200:
            wrong[twin] = f"{answer.status_code} {answer.text[:200]}"
            continue
        try:
            described[template]["GET"].validate_response(answer)
        except Exception as error:
            wrong[twin] = str(error)[:600]
    assert wrong == {}
    assert len(asked) > 8


def test_every_page_has_its_json(described: Any, walked: Walked) -> None:
    """What answers a page answers JSON, but for the two empty forms, and for what is a part of a page or only leads on."""
    paths = described.raw_schema["paths"]
    pages = {
        path for path, method, one in operations(described.raw_schema) if method == "GET" and "pages" in one["tags"]
    }
    without = {"/", "/login", "/actors/countries", "/actors/pairs", "/review/next", "/review/{id}/form"}
    assert {path for path in pages if _as_json(path) not in paths} <= without
    assert walked


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_what_is_asked_as_described_and_otherwise(room: TestClient, described: Any, mode: GenerationMode) -> None:
    wrong: dict[str, str] = {}
    for found in described.get_all_operations():
        operation = found.ok()
        try:
            _asked(room, operation, mode)
        except Unsatisfiable:  # there is no other way to ask
            continue
        except BaseExceptionGroup as group:
            wrong[operation.label] = "\n".join(str(error) for error in group.exceptions)
        except Exception as error:
            wrong[operation.label] = f"{type(error).__name__}: {error}"
    assert wrong == {}, "\n\n".join(f"{label}: {told[:1500]}" for label, told in wrong.items())


def _asked(room: TestClient, operation: Any, mode: GenerationMode) -> None:
    """Asks for one operation again and again. The application runs already: `room` has opened it, and closes it."""
    session = ASGIClient(room.app, "http://testserver")

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(session=session, base_url="http://testserver", checks=CHECKS)

    ask()
