"""The documents tell the truth: links, paths, commands, options, version."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from communique import __version__
from communique.cli import COMMANDS, group

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_paths_of_the_table_of_changes_exist() -> None:
    paths = re.findall(r"`((?:src|bench|docs)/[^`]*)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_files_named_in_the_architecture_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`([a-z_]+\.py)`", text))
    known = {f.name for f in (ROOT / "src").rglob("*.py")}
    assert names and names <= known


def test_every_command_that_is_shown_exists() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = set(re.findall(r"^communique (\w+)|`communique (\w+)|\| communique (\w+)|^## communique (\w+)", text, re.M))
    assert {word for row in shown for word in row if word} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_no_other(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    commands = list(command.commands.values()) if isinstance(command, click.Group) else [command]
    options = {
        o for c in commands for p in c.params if isinstance(p, click.Option) for o in p.opts if o.startswith("--")
    }
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = re.search(rf"^## communique {name}.*?(?=^## |\Z)", text, re.M | re.S)
    assert section is not None
    written = set(re.findall(r"--[a-z][a-z-]+", section[0]))
    assert options <= written | {"--help"}
    if name != "explain":
        assert written - options <= {"--json", "--jsonl"}


def test_the_readme_starts_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.index("make demo") < text.index("make test") < text.index("communique read")


def test_the_changelog_knows_this_version() -> None:
    assert f"## {__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
