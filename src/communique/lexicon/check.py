"""The lint of a table: its own tests, run both ways, and the table as a set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.lexicon.fold import fold
from communique.lexicon.model import Entry, Lexicon
from communique.wording import pieces

BRACKET = re.compile(r"\[([^\[\]]*)\]")
"""The words of an example that should be found."""
Span = tuple[int, int]


def check(lexicon: Lexicon) -> list[str]:
    """What is wrong with the table, a line each with file and line; empty where nothing is."""
    return [*_ids(lexicon), *_values(lexicon), *_duplicates(lexicon), *_examples(lexicon)]


def _where(lexicon: Lexicon, entry: Entry) -> str:
    return f"{lexicon.name}.toml line {entry.line} ({entry.id})"


def _ids(lexicon: Lexicon) -> Iterator[str]:
    seen: dict[str, int] = {}
    for entry in lexicon.entries:
        if entry.id in seen:
            yield f"{_where(lexicon, entry)}: id used at line {seen[entry.id]} already. Choose another."
        seen.setdefault(entry.id, entry.line)
        if not entry.forms:
            yield f"{_where(lexicon, entry)}: no form. Add `forms` or `verbs`."


def _values(lexicon: Lexicon) -> Iterator[str]:
    for entry in lexicon.entries:
        if lexicon.values and entry.value not in lexicon.values:
            yield f"{_where(lexicon, entry)}: value {entry.value!r} is not in `values` at the top. Use one of them or add it."


def _duplicates(lexicon: Lexicon) -> Iterator[str]:
    seen: dict[str, Entry] = {}
    for entry in lexicon.entries:
        for form in entry.forms:
            key = form.text if entry.case else fold(form.text)
            if key in seen and seen[key].id != entry.id and not lexicon.shared:
                yield f"{_where(lexicon, entry)}: form {form.text!r} stands in {seen[key].id} (line {seen[key].line}) too. Keep one."
            seen.setdefault(key, entry)
        for phrase in entry.unless:
            if not any(fold(form.text) in fold(phrase) for form in entry.forms):
                yield f"{_where(lexicon, entry)}: `unless` {phrase!r} holds none of the forms, so it blocks nothing. Mend or drop it."


def _examples(lexicon: Lexicon) -> Iterator[str]:
    for entry in lexicon.entries:
        for example in entry.yes:
            text, expected = unbracketed(example)
            found = fires(lexicon, entry.id, text)
            if not expected:
                yield f"{_where(lexicon, entry)}: `yes` without [brackets]: {example!r}. Mark the words that should be found."
            elif found != expected:
                wanted, words = ([text[s:e] for s, e in spans] for spans in (expected, found))
                yield f"{_where(lexicon, entry)}: {example!r} should give {wanted}, gave {words}."
        for example in (*entry.no, *entry.wrong):
            found = fires(lexicon, entry.id, example)
            if found and example in entry.no:
                yield f"{_where(lexicon, entry)}: fires in its `no` {example!r}. Add an `unless`."
            if not found and example in entry.wrong:
                yield f"{_where(lexicon, entry)}: no longer fires in its `wrong` {example!r}. Move the line to `no`."


def fires(lexicon: Lexicon, id: str, text: str) -> tuple[Span, ...]:
    """Where an entry fires in a sentence, as the lint looks for it."""
    hits = lexicon.find(text, overlapping=lexicon.shared)
    return tuple((hit.start, hit.end) for hit in hits if hit.entry.id == id)


def unbracketed(example: str) -> tuple[str, tuple[Span, ...]]:
    """An example without its brackets, and where the words in them stand in it."""
    found, shift = [], 0
    for match in BRACKET.finditer(example):
        start = match.start() - shift
        found.append((start, start + len(match[1])))
        shift += 2
    return BRACKET.sub(r"\1", example), tuple(found)


def bracketed(text: str, marks: Iterable[Span]) -> str:
    """A sentence with brackets around its marks, which stand in order."""
    return "".join(f"[{words}]" if marked else words for words, marked in pieces(text, marks))
