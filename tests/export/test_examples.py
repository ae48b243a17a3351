"""The bundled examples."""

from __future__ import annotations

import pytest

from communique import examples


def test_there_are_four() -> None:
    assert examples.names() == ["idcpc", "kremlin", "mofa", "state"]


@pytest.mark.parametrize("name", examples.names())
def test_an_example_is_a_page_of_text(name: str) -> None:
    document = examples.load(name)
    assert 150 <= len(document.text.split()) <= 350
    assert document.text.startswith(document.title or "?")
    assert document.id == f"example-{name}"


def test_an_unknown_name() -> None:
    with pytest.raises(KeyError):
        examples.load("nowhere")
