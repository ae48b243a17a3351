"""The documents tell the truth: links, paths, commands, options, exit codes, fields, examples, version."""

from __future__ import annotations

import re
import shlex
import typing
from pathlib import Path

import click
import pytest

from communique import __version__, examples, record
from communique.cli import COMMANDS, group, main
from communique.lexicon.check import check
from communique.lexicon.load import parse

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
MODELS = [
    m for m in vars(record).values() if isinstance(m, type) and issubclass(m, record.Model) and m is not record.Model
]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    """The part of a page under one second-level heading."""
    found = re.search(rf"^## {re.escape(heading)}\b.*?(?=^## |\Z)", read(page), re.M | re.S)
    assert found is not None, f"{page} has no heading {heading!r}"
    return found[0]


def commands_of(name: str) -> dict[str, click.Command]:
    """A command and its subcommands, under the words by which they are called."""
    command = group.get_command(click.Context(group), name)
    assert command is not None
    below = command.commands if isinstance(command, click.Group) else {}
    return {name: command, **{f"{name} {word}": sub for word, sub in below.items()}}


def options_of(command: click.Command) -> set[str]:
    return {o for p in command.params if isinstance(p, click.Option) for o in p.opts}


def calls(text: str) -> list[list[str]]:
    """The words after each `communique` in code: lines of code blocks, and code within a sentence."""
    blocks = "\n".join(re.findall(r"^```\n(.*?)^```", text, re.M | re.S))
    code = [line.split("  #")[0] for line in blocks.splitlines()]
    code += re.findall(r"`(communique [^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    return [shlex.split(c)[1:] for row in code for c in re.findall(r"(?:^|\| )(communique .*)", row)]


CALLS = [(page.name, call) for page in PAGES for call in calls(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_the_paths_that_are_named_exist(page: Path) -> None:
    paths = re.findall(r"`((?:src|bench|docs|tests|tools|\.ci)/[^`\s]*)`", page.read_text(encoding="utf-8"))
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_each_row_of_the_table_of_changes_names_a_path() -> None:
    rows = re.findall(r"^\| (?!---|what)(.*)", section("CONTRIBUTING.md", "One place for each change"), re.M)
    assert len(rows) > 20
    assert [row for row in rows if not re.search(r"`(?:src|bench|docs|tests|tools)/", row)] == []


def test_every_table_has_its_row() -> None:
    text = read("CONTRIBUTING.md")
    tables = (ROOT / "src/communique/lexicons").glob("*.toml")
    assert [t.name for t in tables if t.name != "states.toml" and f"lexicons/{t.name}`" not in text] == []


def test_the_files_named_in_the_architecture_exist() -> None:
    text = read("docs/architecture.md")
    known = {f.name for top in ("src", "bench", "tools") for f in (ROOT / top).rglob("*")}
    names = set(re.findall(r"\b[a-z_]+\.(?:py|json|toml|tsv)\b", text))
    assert names and names <= known


def test_the_folders_drawn_in_the_architecture_exist() -> None:
    drawing = re.findall(r"^```\n(.*?)^```", read("docs/architecture.md"), re.M | re.S)[0]
    path: list[str] = []
    for line in drawing.splitlines():
        indent, name = re.match(r"( *)(\S+)", line).groups()  # type: ignore[union-attr]
        path = [*path[: len(indent) // 2], name]
        assert (ROOT / "".join(path)).exists(), line


def test_every_reader_stands_in_the_architecture() -> None:
    text = read("docs/architecture.md")
    readers = (ROOT / "src/communique/reading").glob("*.py")
    assert [f.name for f in readers if f.name != "__init__.py" and f"`{f.name}`" not in text] == []
    folders = (f.parent.name for f in (ROOT / "src/communique/reading").glob("*/__init__.py"))
    assert [name for name in folders if f"{name}/" not in text] == []


def test_calls_are_found_in_the_documents() -> None:
    assert {call[0] for _, call in CALLS} >= set(COMMANDS)


@pytest.mark.parametrize(("page", "call"), CALLS, ids=lambda x: x if isinstance(x, str) else " ".join(x))
def test_every_call_that_is_shown_could_be_made(page: str, call: list[str]) -> None:
    if call == ["--version"]:
        return
    assert call[0] in COMMANDS, page
    known = commands_of(call[0])
    command = known.get(" ".join(call[:2]), known[call[0]])
    assert {word for word in call if re.match(r"--?[a-z]", word)} <= options_of(command)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_options_is_complete_and_no_more(name: str) -> None:
    rows = re.findall(r"^\| (`-.*?) \|", section("docs/commands.md", f"communique {name}"), re.M)
    written = {o for row in rows for o in re.findall(r"--?[a-z][a-z-]*", row)}
    assert written == set().union(*(options_of(c) for c in commands_of(name).values())) - {"-h", "--help"}


@pytest.mark.parametrize("name", [n for c in COMMANDS for n in commands_of(c)])
def test_every_command_is_described(name: str) -> None:
    assert re.search(rf"communique {name}\b", section("docs/commands.md", f"communique {name.split()[0]}"))


@pytest.mark.parametrize(
    ("code", "argv"),
    [
        (0, "read PAGE"),
        (1, "read PAGE missing.txt"),
        (1, "read BOTH --json"),
        (2, "read missing.txt"),
        (2, "read PAGE --resume"),
        (2, "read PAGE --html out.html --json"),
        (0, "explain PAGE --at 1"),
        (2, "explain PAGE"),
        (2, "explain PAGE --at 999999"),
        (0, "lexicons list"),
        (0, "lexicons show oppose.oppose --in PAGE"),
        (2, "lexicons show no-such-entry"),
        (2, "score missing.json missing.json"),
        (0, "schema"),
        (2, "no-such-command"),
    ],
)
def test_exit_codes_are_those_of_the_table(
    code: int, argv: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("idcpc", "kremlin"):
        Path(f"{name}.txt").write_text(examples.load(name).text, encoding="utf-8")
    words = argv.replace("PAGE", "idcpc.txt").replace("BOTH", "idcpc.txt kremlin.txt").split()
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert (ended.value.code or 0) == code


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_the_codebook_has_every_field_and_no_other(model: type[record.Model]) -> None:
    table = section("docs/codebook.md", model.__name__).split("| field |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == sorted(model.model_fields, key=list(model.model_fields).index)


@pytest.mark.parametrize(
    ("heading", "column", "values"), [("Meeting", "kind", record.Kind), ("Statement", "act", record.Act)]
)
def test_the_codebook_explains_every_value(heading: str, column: str, values: object) -> None:
    table = section("docs/codebook.md", heading).split(f"| {column} |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == list(typing.get_args(values))


def test_the_example_of_a_table_passes_the_lint() -> None:
    source = re.findall(r"^```toml\n(.*?)^```", read("docs/lexicons.md"), re.M | re.S)
    assert len(source) == 1
    assert check(parse(source[0], "example")) == []


def test_the_python_of_the_readme_runs() -> None:
    source = re.findall(r"^```python\n(.*?)^```", read("README.md"), re.M | re.S)
    assert len(source) == 1
    names: dict[str, object] = {"text": examples.load("idcpc").text}
    exec(source[0], names)
    assert isinstance(names["record"], record.Record)


def test_the_readme_starts_with_the_two_commands() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", read("README.md"), re.M | re.S)
    assert [line.split("  ")[0] for line in blocks[0].splitlines()] == ["make demo", "make test"]


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    named = {word for page in PAGES for word in re.findall(r"\bmake (demo|test|[a-z]+)`", page.read_text("utf-8"))}
    assert named and named <= targets


def test_the_figures_stand_between_their_marks() -> None:
    assert re.search(r"<!-- figures -->\n(\|.*\n){3}<!-- /figures -->", read("README.md"))


def test_the_picture_of_the_card_is_what_is_printed() -> None:
    import html

    from communique.reading import read_document

    shown = "".join(re.findall(r">([^<>]*)</text>", read("docs/img/card.svg")))
    said = [s.quote for s in read_document(examples.load("idcpc")).statements]
    words = "".join(html.unescape(shown).split())
    assert [quote for quote in said if "".join(quote.split()) not in words] == []


def test_the_changelog_knows_this_version() -> None:
    assert re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.M)[0] == __version__
