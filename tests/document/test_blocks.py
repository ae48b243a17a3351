"""A page's elements → blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from communique.document.blocks import blocks, texts


def read(source: str) -> list[str]:
    body = LexborHTMLParser(source).body
    assert body is not None
    return texts(body)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One <b>two</b>\n  three.</p><p>Four.</p>", ["One two three.", "Four."]),
        ("<p>It<i>al</i>y</p>", ["Italy"]),
        ("<p>One.<br>Two.</p>", ["One.\nTwo."]),
        ("<p>One.<br> <br/>\nTwo.<br><br><br>Three.</p>", ["One.", "Two.", "Three."]),
        ("text <p>in</p> between <div>and</div> after", ["text", "in", "between", "and", "after"]),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", ["- a", "- b", "c"]),
        ("<ol><li>a</li><li>b</li></ol>", ["1. a", "2. b"]),
        ('<ol start="4"><li>a</li><li value="9">b</li><li>c</li></ol>', ["4. a", "9. b", "10. c"]),
        ("<ol><li>a<ul><li>x</li></ul></li><li>b</li></ol>", ["1. a", "- x", "2. b"]),
        ("<ul><li>1. a</li><li>• b</li><li> </li></ul>", ["1. a", "• b"]),
        ("<li>alone</li>", ["- alone"]),
        ("<table><tr><th>Name</th><th>Office</th></tr><tr><td>A</td><td></td><td>B</td></tr></table>", ["Name | Office", "A | B"]),
        ("<table><tr><td><p>One.</p><p>Two.</p></td><td>Three.</td></tr></table>", ["One.", "Two.", "Three."]),
        ("<table><tr><td>One.</td></tr><tr><td>Two.</td></tr></table>", ["One.", "Two."]),
        ("<pre>a  b\n c</pre>", ["a  b\nc"]),
        ("<p>a<script>x()</script><style>p{}</style>b<noscript>c</noscript></p>", ["ab"]),
        ("<p>a</p><p hidden>b</p><p style='display: none'>c</p><p aria-hidden='true'>d</p>", ["a"]),
        ("<p>a<span class='govuk-visually-hidden'> (new tab)</span></p>", ["a"]),
        ("<figure><img><figcaption>Photo</figcaption></figure><nav>n</nav><p>a</p>", ["a"]),
        ("<form><input value='x'><button>Go</button><p>a</p></form>", ["a"]),
        ("<p>\u3000\u3000a\u00a0b&nbsp;</p>", ["a\u00a0b"]),
        ("<p>Bundes&shy;kanz\u200bler &amp; c &lt;d&gt;</p>", ["Bundeskanzler & c <d>"]),
        ("<h2>Head</h2><blockquote>Quote</blockquote><dl><dt>t</dt><dd>d</dd></dl>", ["Head", "Quote", "t", "d"]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(source: str, expected: list[str]) -> None:
    assert read(source) == expected


def test_linked_characters_are_counted() -> None:
    body = LexborHTMLParser("<p>See <a href='/x'>the page</a> of <a name='y'>old</a>.</p>").body
    assert body is not None
    assert [block.linked for block in blocks(body)] == [len("the page")]


@given(
    st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20), min_size=1, max_size=8), st.data()
)
def test_every_word_comes_once_and_in_order(words: list[str], data: st.DataObject) -> None:
    tags = [data.draw(st.sampled_from(["p", "div", "li", "h2", "td", "section", "span"])) for _ in words]
    source = "".join(f"<{tag}> {word} </{tag}>" for tag, word in zip(tags, words, strict=True))
    assert " ".join(read(source)).replace("- ", "").split() == " ".join(words).split()
