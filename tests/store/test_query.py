"""What users type → what is sought, in the words of each database."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.store import QueryError, Store
from communique.store.fulltext import postgres, sqlite
from communique.store.query import Query, Term, parse
from communique.store.words import places, plain, words


def term(*found: str, prefix: bool = False) -> Term:
    return Term(found, prefix)


@pytest.mark.parametrize(
    ("source", "query"),
    [
        ("trade", Query(((term("trade"),),))),
        ("Trade  TARIFFS", Query(((term("trade"),), (term("tariffs"),)))),
        ("trade AND tariffs", Query(((term("trade"),), (term("tariffs"),)))),
        ('"market access"', Query(((term("market", "access"),),))),
        ("“market access”", Query(((term("market", "access"),),))),
        ("de-risking", Query(((term("de", "risking"),),))),
        ("Élysée", Query(((term("elysee"),),))),
        ("steel OR aluminium", Query(((term("steel"), term("aluminium")),))),
        ("duty steel OR tin OR zinc", Query(((term("duty"),), (term("steel"), term("tin"), term("zinc"))))),
        ("trade -beef", Query(((term("trade"),),), (term("beef"),))),
        ('-"red meat" trade', Query(((term("trade"),),), (term("red", "meat"),))),
        ("tarif*", Query(((term("tarif", prefix=True),),))),
        ("or and not", Query(((term("or"),), (term("and"),), (term("not"),)))),
        ("中法", Query(((term("中", "法"),),))),
    ],
)
def test_queries(source: str, query: Query) -> None:
    assert parse(source) == query


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "no words"),
        ("   ", "no words"),
        ('trade "market', "character 6: a quotation mark that is not closed"),
        ("OR trade", "character 0: an OR without a word before it"),
        ("trade OR", "an OR without a word after it"),
        ("a OR OR b", "character 5: an OR without a word before it"),
        ("a -b OR c", "character 5: an OR without a word before it"),
        ("a OR -b", "an OR before a word to leave out"),
        ("-trade", "only words to leave out"),
        ("trade ???", "'???' holds no letter or figure"),
        ('""', "holds no letter"),
        ("ta*", "is too short"),
    ],
)
def test_bad_queries_say_where_and_what(source: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(source)
    assert message in str(error.value)


def test_expressions_of_both_databases() -> None:
    query = parse('duty "raw steel" OR zin* -beef')
    assert sqlite.expression(query) == '(("duty") AND ("raw steel" OR "zin"*)) NOT "beef"'
    assert postgres.expression(query) == "(('duty')) & (('raw' <-> 'steel') | ('zin':*)) & !('beef')"


@given(st.text())
def test_words_and_places_go_together(text: str) -> None:
    found = words(text)
    assert len(found) == len(places(text))
    assert all(word and " " not in word for word in found)
    assert plain(text).split(" ") == (found or [""])
    assert [words(text[a:b]) for a, b in places(text)] == [[word] for word in found]


def test_no_query_breaks_a_database(store: Store) -> None:
    hard = [
        "NEAR(a b)",
        "a:b",
        "^a",
        "a'b",
        "a\\b",
        "(a OR b)",
        "a & b",
        "!a",
        "a | b",
        "title : x",
        "{a b}",
        "a + b",
        "<->",
        "x;--",
        "%",
    ]
    for source in hard:
        with suppress(QueryError):
            assert store.search(source) == []
