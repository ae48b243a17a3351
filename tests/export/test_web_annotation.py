"""Web Annotation: valid JSON-LD with a local context, selectors that find their words again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF

from communique.export.web_annotation import CONTEXT, marks, selectors, source_of, write
from communique.record import Record

OA = Namespace("http://www.w3.org/ns/oa#")
TERMS: dict[str, Any] = {
    "oa": str(OA), "as": "http://www.w3.org/ns/activitystreams#", "rdf": str(RDF), "id": {"@id": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"}, "schema": "http://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{n: f"oa:{n}" for n in ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector")},
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application", "name": "http://xmlns.com/foaf/0.1/name",
    "classifying": "oa:classifying", "tagging": "oa:tagging",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "value": "rdf:value", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "first": {"@type": "@id", "@id": "as:first"}, "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}  # fmt: skip
"""The terms of the W3C context that an export uses, so that no test needs the network."""


def written(records: list[Record], tmp_path: Path) -> dict[str, Any]:
    write(records, tmp_path / "out.jsonld")
    found: dict[str, Any] = json.loads((tmp_path / "out.jsonld").read_text(encoding="utf-8"))
    return found


def test_it_is_rdf_that_says_the_same(records: list[Record], tmp_path: Path) -> None:
    page = written(records, tmp_path)
    assert page["@context"] == CONTEXT and page["type"] == "AnnotationCollection"
    expanded = jsonld.expand({**page, "@context": TERMS})
    graph = Graph().parse(data=json.dumps(expanded), format="json-ld")
    notes = list(graph.subjects(RDF.type, OA.Annotation))
    assert len(notes) == page["total"] == len(page["first"]["items"])
    quotes = {str(o) for o in graph.objects(None, OA.exact)}
    assert quotes == {r.document.text[m.start : m.end] for r in records for m in marks(r) if m.end > m.start}
    assert all(len(list(graph.objects(note, OA.hasTarget))) == 1 for note in notes)
    acts = {str(v) for v in graph.objects(None, RDF.value) if isinstance(v, Literal) and v.startswith("act=")}
    assert acts == {f"act={s.act}" for r in records for s in r.statements}


def test_every_term_that_is_written_is_known_to_the_context(example: Record, tmp_path: Path) -> None:
    def keys(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(keys, node))
        return set(node).union(*map(keys, node.values())) if isinstance(node, dict) else set()

    assert keys(written([example], tmp_path)) - {"@context"} <= set(TERMS)


def test_ids_are_unique_and_every_statement_is_there(records: list[Record], tmp_path: Path) -> None:
    items = written(records, tmp_path)["first"]["items"]
    ids = [item["id"] for item in items]
    assert len(set(ids)) == len(ids)
    said = [i for i in items if i["body"][0]["value"] == "statement"]
    assert [i["target"]["selector"][0]["exact"] for i in said] == [s.quote for r in records for s in r.statements]


def test_a_date_that_the_user_gave_has_no_words_and_is_a_loss(example: Record, tmp_path: Path) -> None:
    proof = example.meeting.evidence[0].model_copy(update={"start": 0, "end": 0, "quote": "", "source": "published"})
    meeting = example.meeting.model_copy(update={"evidence": (proof,)})
    report = write([example.model_copy(update={"meeting": meeting})], tmp_path / "out.jsonld")
    assert [loss.reason.split(":")[0] for loss in report.losses] == ["encounter"]


def test_the_source_is_the_address_or_a_urn(overlapping: Callable[..., Record]) -> None:
    assert source_of(overlapping("x", [], url="https://example.org/a?b=1")) == "https://example.org/a?b=1"
    assert source_of(overlapping("x", [], url="javascript:alert(1)")) == "urn:communique:document:x"
    assert source_of(overlapping("x", [], url="https://example.org/a b")) == "urn:communique:document:x"


@given(st.text(min_size=1), st.data())
def test_both_selectors_find_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, position = selectors(text, start, end)
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert len(quote["prefix"]) == min(32, start) and len(quote["suffix"]) == min(32, len(text) - end)
    found = text.find(quote["prefix"] + quote["exact"] + quote["suffix"])
    assert 0 <= found <= start - len(quote["prefix"])
    assert text[start - len(quote["prefix"]) :].startswith(quote["prefix"] + quote["exact"] + quote["suffix"])
